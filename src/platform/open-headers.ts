export const JSON_FILE = 'application/json; charset=utf-8'
export const GEOJSON = 'application/geo+json; charset=utf-8'

type Told = {
  /** What a browser keeps the file as. */
  readonly name?: string
  /** Where it goes on when it could not hold all. */
  readonly next?: string | null
  /** The CSVW description of a CSV file. */
  readonly fields?: string
}
/** The headers of open data: for every page and program, as of a moment, going on elsewhere, explained elsewhere. */
export function openHeaders(media: string, asOf: Date, { name, next, fields }: Told = {}): Record<string, string> {
  const links = [next ? `<${next}>; rel="next"` : '', fields ? `<${fields}>; rel="describedby"; type="application/csvm+json"` : ''].filter(Boolean)
  return {
    'content-type': media,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'link, x-data-as-of, last-modified',
    'cache-control': 'no-cache',
    'x-data-as-of': asOf.toISOString(),
    'last-modified': asOf.toUTCString(),
    ...(links.length === 0 ? {} : { link: links.join(', ') }),
    ...(name === undefined
      ? {}
      : { 'content-disposition': `attachment; ${/^[\w.-]+$/.test(name) ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`}` }),
  }
}
