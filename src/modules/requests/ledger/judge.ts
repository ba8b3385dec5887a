import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Calendar } from '../../calendar/index.ts'
import { isAnswered, isDecision } from '../decisions.ts'
import type { Cells } from './columns.ts'
import { type Finding, type PaperRow, readRow } from './read-row.ts'
import { type Life, replayRow } from './replay-row.ts'

export const VERDICTS = ['error', 'new', 'differs', 'same'] as const
export type Verdict = (typeof VERDICTS)[number]
export const verdictName = { error: '有错误', new: '将导入', differs: '已有，内容不同', same: '已有，没有变化' } as const satisfies Record<Verdict, string>

/** What was imported before under a number of the paper. */
export type Known = { readonly number: string; readonly digest: string }
/** What becomes of a row. */
export type Judged = { readonly cells: Cells } & (
  | { readonly verdict: 'error'; readonly findings: readonly Finding[] }
  | { readonly verdict: 'new'; readonly paper: PaperRow; readonly life: Life }
  | { readonly verdict: 'differs' | 'same'; readonly number: string }
)
type At = {
  readonly today: PlainDate
  readonly calendar: Calendar
  readonly departments: readonly string[]
  readonly known: ReadonlyMap<string, Known>
  readonly digestOf: (cells: Cells['cells']) => string
  /** Tells applicants apart. */
  readonly markOf: (paper: PaperRow) => string
  /** The first answer the platform itself gave each applicant, by that mark. */
  readonly answered: ReadonlyMap<string, PlainDate>
}

export const paperNumberOf = ({ cells }: Cells): string => (cells.paper ?? '').trim()

/** Judges every row: new, imported before, or what is wrong where. Pure: the same rows on the same day give the same. */
export function judge(rows: readonly Cells[], at: At): readonly Judged[] {
  const first = new Map<string, number>()
  const read = rows.map((cells) => readRow(cells, at.departments))
  const answered = firstAnswers(
    read.filter((one): one is PaperRow => 'paper' in one),
    at,
  )
  return rows.map((cells, i): Judged => {
    const number = paperNumberOf(cells)
    const earlier = first.get(number)
    if (number !== '' && earlier === undefined) first.set(number, cells.row)
    if (number !== '' && earlier !== undefined)
      return { cells, verdict: 'error', findings: [{ column: '原编号', says: `“${number}”与第 ${earlier} 行重复；每件的原编号不能相同` }] }
    const known = at.known.get(number)
    if (known) return { cells, verdict: known.digest === at.digestOf(cells.cells) ? 'same' : 'differs', number: known.number }
    const paper = read[i] ?? []
    if (!('paper' in paper)) return { cells, verdict: 'error', findings: paper }
    const before = answered.get(at.markOf(paper))
    const life = replayRow(paper, at, before !== undefined && before <= paper.arrivedOn)
    return 'state' in life ? { cells, verdict: 'new', paper, life } : { cells, verdict: 'error', findings: life }
  })
}

/** When each applicant was answered first, on the paper or by the platform: 重复申请 rests on it (条例第三十六条第六项). */
function firstAnswers(papers: readonly PaperRow[], at: Pick<At, 'answered' | 'markOf'>): ReadonlyMap<string, PlainDate> {
  const first = new Map(at.answered)
  for (const paper of papers) {
    const { decision, repliedOn } = paper
    if (decision === null || repliedOn === null || !isDecision(decision) || decision === 'not_processed.repeated' || !isAnswered({ decision })) continue
    const mark = at.markOf(paper)
    const before = first.get(mark)
    if (before === undefined || repliedOn < before) first.set(mark, repliedOn)
  }
  return first
}
