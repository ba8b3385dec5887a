import { createHash } from 'node:crypto'
import { withoutControls } from '../../../../kernel/controls.ts'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { PlainDate } from '../../../../kernel/plain-date.ts'
import { bodyOf } from '../../take-files.ts'
import type { Source } from '../../item.ts'
import { type Defaults, type Given, type Incoming, incomingOf } from './incoming.ts'
import { readFeed } from './read-feed.ts'
import { type ReadPage, readJson } from './read-json.ts'
import { readSheet } from './read-sheet.ts'

/** One line of what was read; `row` is where to look for it there. */
export type Row = { readonly row: number; readonly given: Given } | { readonly row: number; readonly refused: string }
/** A line that was judged: an item that could be taken in, something that was taken down there, or why it cannot be. */
export type Judged = { readonly row: number; readonly title: string } & (
  | { readonly incoming: Incoming; readonly digest: string }
  | { readonly gone: { readonly sourceId: string; readonly on: string; readonly reason: string } }
  | { readonly refused: string }
)
export type ReadSource = { readonly name: string; readonly judged: readonly Judged[]; readonly next: string | null; readonly more: boolean }
const MOST_ROWS = 500 // office setting

/** Reads what came from another system by what it is, not by its name. */
async function pageOf(bytes: Uint8Array): Promise<ReadPage | Refusal> {
  if (Buffer.from(bytes.subarray(0, 2)).toString() === 'PK') return await readSheet(bytes)
  const text = new TextDecoder().decode(bytes).trimStart()
  if (text.startsWith('{')) return readJson(text)
  if (text.startsWith('<')) return readFeed(text)
  return refuse('unreadable', '认不出格式：可以给 Excel（.xlsx）、RSS、Atom、JSON Feed，或者本平台接口的 JSON')
}

/** What came from another system, line by line: what can be taken in, and what cannot with the reason. */
export async function readSource(
  from: { readonly name: string; readonly url: string; readonly bytes: Uint8Array },
  defaults: Defaults,
  today: PlainDate,
): Promise<ReadSource | Refusal> {
  const page = await pageOf(from.bytes)
  if (isRefusal(page)) return page
  if (page.rows.length > MOST_ROWS) return refuse('limit', `一次最多 ${MOST_ROWS} 条，现在有 ${page.rows.length} 条；请分几次`)
  // A platform like this one is known by its origin, however it was asked.
  const source = { name: from.name || page.name || from.url, url: page.next !== null && URL.canParse(from.url) ? new URL(from.url).origin : from.url }
  const seen = new Set<string>()
  const judged = page.rows.map((row): Judged => {
    const one = judge(row, source, defaults, today)
    const id = 'incoming' in one ? one.incoming.sourceId : undefined
    if (id !== undefined && seen.has(id)) return { row: one.row, title: one.title, refused: '与上面的一条是同一条' }
    if (id !== undefined) seen.add(id)
    return one
  })
  return { name: source.name, judged, next: page.next, more: page.more }
}

function judge(row: Row, source: { readonly name: string; readonly url: string }, defaults: Defaults, today: PlainDate): Judged {
  if ('refused' in row) return { row: row.row, title: '', refused: row.refused }
  const { given } = row
  const named = { row: row.row, title: given.title }
  if (given.withdrawn) return { ...named, gone: { sourceId: `${source.url}#${given.id}`, ...given.withdrawn } }
  const one = judgeGiven(given, source, defaults, today)
  return isRefusal(one) ? { ...named, refused: one.because } : { ...named, ...one }
}

const digestOf = (incoming: Incoming): string => createHash('sha256').update(JSON.stringify(incoming)).digest('hex')

/** Words of one line each, as they may be kept. */
const plainOf = ({
  id,
  title,
  summary,
  issuer,
  documentNumber,
  subject,
}: Given): Pick<Given, 'id' | 'title' | 'summary' | 'issuer' | 'documentNumber' | 'subject'> => ({
  id: withoutControls(id),
  title: withoutControls(title),
  summary: withoutControls(summary),
  issuer: withoutControls(issuer),
  documentNumber: withoutControls(documentNumber),
  subject: withoutControls(subject),
})

/** One item that another system hands over by the interface. */
export function judgeGiven(
  given: Given,
  source: Source,
  defaults: Defaults,
  today: PlainDate,
): { readonly incoming: Incoming; readonly digest: string } | Refusal {
  const incoming = incomingOf({ ...given, ...plainOf(given), html: bodyOf(given.html).html }, source, defaults, today)
  return isRefusal(incoming) ? incoming : { incoming, digest: digestOf(incoming) }
}
