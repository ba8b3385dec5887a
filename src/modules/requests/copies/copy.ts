import { beijingDay, beijingTime, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Decision } from '../decisions.ts'
import type { RequestState } from '../request.ts'

export const MOST_COPIES = 20 // office setting, of one answer

/** A file that goes to the applicant with an answer. */
export type Copy = {
  readonly id: string
  /** The remedy that ordered the answer it goes with; null of the first answer. */
  readonly remedy: number | null
  /** The redacted copy it is; null of a paper that goes out as it is. */
  readonly product: string | null
  readonly file: string | null
  readonly name: string
  readonly media: string
  readonly size: number
  readonly sha256: string
  readonly pages: number | null
  readonly places: readonly { readonly ground: string; readonly places: number }[]
  readonly releasedAt: Date
  readonly releasedBy: string
  readonly withdrawn: { readonly at: Date; readonly by: string } | null
  readonly openedAt: Date | null
}

/** An answer: of a request, or ordered anew by a remedy. */
export type Answer = {
  readonly number: string
  readonly agencyId: number
  readonly erasedOn: PlainDate | null
  /** The remedy that ordered it. */
  readonly anew?: number
  readonly state: Pick<RequestState, 'stage' | 'draft' | 'conclusion'>
  readonly signedAt: Date | null
  /** When it was sent first. */
  readonly sentOn: PlainDate | null
}
export const remedyOf = ({ anew }: Pick<Answer, 'anew'>): number | null => anew ?? null

const LAW = '条例第三十六条、第三十七条'
const grants = (decision: Decision): boolean => decision === 'granted' || decision === 'partly_granted'
/** An answer has gone out when it was sent once, also where it came back: whoever has number and code may have fetched its files. */
export const hasGoneOut = ({ state, sentOn }: Pick<Answer, 'state' | 'sentOn'>): boolean => state.conclusion?.how === 'signed' && sentOn !== null

/** What stands of the files of an answer. */
export const standing = <C extends Pick<Copy, 'withdrawn' | 'remedy'>>(copies: readonly C[], answer: Pick<Answer, 'anew'>): C[] =>
  copies.filter(({ withdrawn, remedy }) => withdrawn === null && remedy === remedyOf(answer))

/** What the applicant may fetch: files of answers that grant and have gone out. */
export const copiesGiven = (copies: readonly Copy[], answers: readonly Answer[]): Copy[] =>
  answers.flatMap((answer) => {
    const { state, erasedOn } = answer
    const isGiven = erasedOn === null && hasGoneOut(answer) && state.conclusion !== null && grants(state.conclusion.decision)
    return isGiven ? standing(copies, answer) : []
  })

/** Why no file can be added to an answer now, if so. */
export function addClosed(answer: Answer, copies: readonly Copy[] = []): Refusal | undefined {
  const closed = withdrawClosed(answer)
  if (closed) return closed
  const { state } = answer
  const decision = state.conclusion?.decision ?? (state.stage === 'handling' ? undefined : state.draft?.decision)
  if (decision !== undefined && !grants(decision)) return refuse('not-now', '答复予以公开或者部分公开的，才有文件可以提供', LAW)
  return copies.length >= MOST_COPIES ? refuse('limit', `一次答复最多提供 ${MOST_COPIES} 份文件；多的合并成一个文件再加`) : undefined
}

/** Why a file cannot be taken back now, if so. */
export function withdrawClosed({ state, sentOn, erasedOn }: Answer): Refusal | undefined {
  if (erasedOn !== null) return refuse('not-now', '本件保管期满，已经清除')
  if (sentOn !== null && hasGoneOut({ state, sentOn })) return refuse('not-now', `答复已于${inChinese(sentOn)}寄出，随它提供的文件不能再加，也不能撤下`)
  return state.stage === 'reviewed' ? refuse('not-now', '答复已经审核、等待签发，审核人看过的文件不能再换；要换的，先退回修改') : undefined
}

export const momentOf = (at: Date): string => `${inChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)}`

/** Which files a page shows to whoever reviews or signs. */
export const copiesSeen = (copies: readonly Copy[], answer: Pick<Answer, 'anew'>): string =>
  standing(copies, answer)
    .map(({ id }) => id.slice(0, 8))
    .toSorted()
    .join('.')

/** How much was covered in a copy, in one sentence. */
export function coveredIn({ product, places }: Pick<Copy, 'product' | 'places'>): string {
  if (product === null) return '没有遮盖'
  const all = places.reduce((sum, one) => sum + one.places, 0)
  const [only, ...more] = places.map(({ ground }) => ground)
  return `遮盖 ${all} 处：${more.length === 0 ? only : places.map((one) => `${one.ground}${one.places} 处`).join('；')}`
}
