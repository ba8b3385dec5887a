import { type PlainDate, plainDate } from '../../src/kernel/plain-date.ts'
import { FICTION } from './markup.ts'

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
