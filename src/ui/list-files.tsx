/** A list to take away: `path` without its ending, with the filter of the page. */
export const ListFiles = ({ path, query = '' }: { path: string; query?: string }) => (
  <p class="row tight mt-3 no-print">
    {(['csv', 'xlsx'] as const).map((kind) => (
      <a class="button plain" href={`${path}.${kind}${query === '' ? '' : `?${query}`}`}>
        导出 {kind === 'csv' ? 'CSV' : 'Excel'}
      </a>
    ))}
  </p>
)
