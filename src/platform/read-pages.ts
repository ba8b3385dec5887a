/** A list read page by page, for a file of it: its rows from a place on, and where they go on when there are more than so many pages. */
export async function readPages<Row, Place>(
  begin: Place | null,
  most: number,
  read: (after: Place | null) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>,
): Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }> {
  const rows: Row[] = []
  let after = begin
  for (let i = 0; i < most; i++) {
    const page = await read(after)
    rows.push(...page.rows)
    after = page.next
    if (after === null) break
  }
  return { rows, next: after }
}
