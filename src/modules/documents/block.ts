export type Mark = 'strong' | 'em' | 's' | 'sup' | 'sub'

/** A piece of text set in one way; a line break is `\n`. */
export type Run = {
  readonly text: string
  readonly marks?: readonly Mark[]
  /** Only what `link.ts` let through. */
  readonly href?: string
  /** A place a footnote is called from or stands at. */
  readonly id?: string
}

/** How the writer set a paragraph off; `tidy.ts` decides from it what is a title, a heading or an item of a list. */
export type Look = {
  readonly heading?: number
  readonly title?: boolean
  readonly emphatic?: boolean
  readonly centred?: boolean
  readonly right?: boolean
  /** No first line is set in. */
  readonly flush?: boolean
  /** In points. */
  readonly size?: number
  readonly item?: { readonly list: string; readonly level: number; readonly ordered: boolean; readonly number: number }
}

export type Paragraph = { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly look: Look }
export type Heading = { readonly kind: 'heading'; readonly level: number; readonly runs: readonly Run[] }
export type Item = { readonly blocks: readonly Block[]; readonly id?: string }
export type List = { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly Item[] }
export type Cell = { readonly blocks: readonly Block[]; readonly rows: number; readonly cols: number; readonly scope?: 'col' | 'row' | undefined }
export type Table = {
  readonly kind: 'table'
  readonly caption?: string
  readonly rows: readonly (readonly Cell[])[]
  /** Rows at the top that are headings, where the file says so; after tidying, always. */
  readonly heads?: number
}
export type Block = Paragraph | Heading | List | Table

export const paragraph = (runs: readonly Run[], look: Look = {}): Paragraph => ({ kind: 'paragraph', runs, look })
export const plain = (text: string, look: Look = {}): Paragraph => paragraph([{ text }], look)
export const wordsOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** What a reader of one kind of file gives. */
export type Reading = { readonly blocks: readonly Block[]; readonly tables?: readonly Rows[]; readonly sheets?: readonly Sheet[] }
/** A cell as it is seen, with where it stands in the file (`B12`) and how far it reaches. */
export type SheetCell = { readonly at: string; readonly text: string; readonly rows: number; readonly cols: number }
/** A visible worksheet cell by cell; null is a place that a merged cell covers. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly (SheetCell | null)[])[] }
/** A visible worksheet as rows, for CSV. */
export type Rows = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** Stands above the notes of a document; made here, so no heading of its own. */
export const NOTES_HEADING = '注释'
