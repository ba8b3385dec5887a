import { type Html, raw } from './jsx-runtime.ts'

type PageFile = { readonly media: string; readonly href: string }
/** What the head of a public page tells programs, and the styles that only this page has. */
export type ForPrograms = {
  /** The address of a stylesheet. */
  readonly styles?: string
  /** An Atom feed of what the page lists. */
  readonly feed?: string
  /** Files of what the page lists. */
  readonly alternates?: readonly PageFile[]
  /** What the page is about, as schema.org says it. */
  readonly schemaOrg?: object
}

const MEDIA = { csv: 'text/csv', json: 'application/json', geojson: 'application/geo+json', parquet: 'application/vnd.apache.parquet' } as const
/** Files of one list by their endings; `href` gives the address of an ending. */
export const alternatesOf = (endings: readonly (keyof typeof MEDIA)[], href: (ending: string) => string): readonly PageFile[] =>
  endings.map((ending) => ({ media: MEDIA[ending], href: href(ending) }))

/** The same as markup; null where a page tells nothing. */
export const headOf = ({ feed, alternates = [], schemaOrg, styles }: ForPrograms): Html | null =>
  feed === undefined && alternates.length === 0 && schemaOrg === undefined && styles === undefined ? null : (
    <>
      {styles !== undefined && <link rel="stylesheet" href={styles} />}
      {feed !== undefined && <link rel="alternate" type="application/atom+xml" href={feed} />}
      {alternates.map(({ media, href }) => (
        <link rel="alternate" type={media} href={href} />
      ))}
      {schemaOrg !== undefined && raw(dataBlock(schemaOrg))}
    </>
  )
/** Data, which no browser runs and of which script-src says nothing; no words in it can end it. */
const dataBlock = (about: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...about }).replaceAll('<', '\\u003c')}</script>`
