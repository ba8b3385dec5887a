import { type PlainDate, plainDate } from '../../src/kernel/plain-date.ts'

/** An invented item, its words by paragraphs; what begins with a tag is markup. */
export type Sample = {
  readonly title: string
  readonly summary: string
  readonly column: string
  readonly documentNumber: string
  readonly subject: string
  readonly formedOn: PlainDate
  readonly countedFrom: PlainDate | null
  readonly validUntil: PlainDate | null
  readonly text: readonly string[]
}

export const FICTION = '本文是按照同类文件的体例编写的样例，数字和内容均为虚构。'

type Given = { readonly column: string; readonly day: string; readonly title: string; readonly summary: string; readonly text: readonly string[] }
export const single = ({ day, title, text, ...given }: Given, more: Partial<Sample> = {}): Sample => ({
  ...given,
  title: `（样例）${title}`,
  documentNumber: '',
  subject: '综合政务',
  formedOn: plainDate(day),
  countedFrom: null,
  validUntil: null,
  text: [...text, FICTION],
  ...more,
})

export const heading = (words: string): string => `<h2>${words}</h2>`
export const table = (caption: string, heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `<table><caption>${caption}</caption><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`
