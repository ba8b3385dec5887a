import type { PlainDate } from '../../../kernel/plain-date.ts'
import { consultedName } from '../events.ts'
import { type PetitionKind, petitionDesk, petitionName } from '../petitions/kinds.ts'
import { type RemedyRoute, remedyRouteName } from '../remedies/kinds.ts'
import type { RemedyStage } from '../remedies/lifecycle.ts'
import { isRedoing } from '../remedies/remedy.ts'
import type { RequestState } from '../request.ts'

/** A day somebody must have done something by. Says number and kind, never a name or the words of an application. */
export type DueDay = {
  /** The same for the same duty, whatever day it is due. */
  readonly uid: string
  /** Grows with whatever can move the day: a step of the request, a new calendar. */
  readonly sequence: number
  /** Where it is done, from the root of the house. */
  readonly path: string
  readonly on: PlainDate
  readonly title: string
  readonly says: string
}
const tentative = (provisional: boolean): string => (provisional ? '（暂定）' : '')
const pathOf = (number: string): string => `/staff/requests/${number}`
const CALENDARS = 10_000 // more versions of the calendar than an office loads
/** A later version of the request, or of the calendar its days were counted by, is a larger number. */
export const sequenceOf = (version: number, calendarVersion: string): number => version * CALENDARS + (Number(calendarVersion) % CALENDARS || 0)

export type Due = {
  readonly number: string
  readonly version: number
  readonly calendarVersion: string
  readonly department: string | null
  readonly on: PlainDate
  readonly provisional: boolean
}
export const replyDay = ({ number, version, calendarVersion, on, provisional }: Due): DueDay => ({
  uid: `reply-${number}`,
  sequence: sequenceOf(version, calendarVersion),
  path: pathOf(number),
  on,
  title: `${number} 答复期限${tentative(provisional)}`,
  says: '条例第三十三条',
})

export type InnerDue = Pick<Due, 'number' | 'version' | 'calendarVersion' | 'on'> & { readonly department: string; readonly n: number; readonly leads: boolean }
export const innerDay = ({ number, version, calendarVersion, on, department, n, leads }: InnerDue): DueDay => ({
  uid: `inner-${number}-${n}`,
  sequence: sequenceOf(version, calendarVersion),
  path: pathOf(number),
  on,
  title: `${number} 科室意见：${department}`,
  says: leads ? '主办科室的内部期限' : '会办科室的内部期限',
})

type Standing = { readonly number: string; readonly version: number; readonly calendarVersion: string; readonly state: RequestState }
/** What is waited for while the clock stands: corrections, payment and opinions. */
export function standingDays({ number, version, calendarVersion, state }: Standing): readonly DueDay[] {
  const sequence = sequenceOf(version, calendarVersion)
  const day = (uid: string, on: PlainDate, what: string, says: string): DueDay => ({
    uid: `${uid}-${number}`,
    sequence,
    path: pathOf(number),
    on,
    title: `${number} ${what}`,
    says,
  })
  const { stage, amendment, fee, consultations } = state
  return [
    ...(stage === 'amending' && amendment ? [day('amend', amendment.dueOn, '补正期满', '条例第三十条')] : []),
    ...(stage === 'paying' && fee?.dueOn ? [day('fee', fee.dueOn, '缴费期满', '信息处理费管理办法')] : []),
    ...consultations.flatMap((one, i) =>
      one.answeredOn === null ? [day(`opinion${i}`, one.dueOn, `征求意见期满：${consultedName[one.kind]}`, '条例第三十二条、第三十四条')] : [],
    ),
  ]
}

type Owed = { readonly version: number; readonly on: PlainDate; readonly provisional: boolean }
export type RemedyDue = Owed & { readonly id: number; readonly route: RemedyRoute; readonly stage: RemedyStage; readonly requestNumber: string | null }
/** The agency's own answer in a 复议 or 诉讼, or the answer ordered anew. */
export const remedyDay = ({ id, route, stage, requestNumber, version, on, provisional }: RemedyDue, calendarVersion: string): DueDay => ({
  uid: `remedy-${id}-${isRedoing(stage) ? 'redoing' : stage}`,
  sequence: sequenceOf(version, calendarVersion),
  path: `/staff/remedies/${id}`,
  on,
  title: `${requestNumber ?? remedyRouteName[route]} ${isRedoing(stage) ? '重新答复期限' : route === 'reconsideration' ? '复议答复期限' : '应诉答辩期限'}${tentative(provisional)}`,
  says: remedyRouteName[route],
})

export type PetitionDue = Owed & { readonly number: string; readonly kind: PetitionKind; readonly received: boolean }
/** What the office has set itself for a complaint or a suggestion. */
export const petitionDay = ({ number, kind, received, version, on, provisional }: PetitionDue, calendarVersion: string): DueDay => ({
  uid: `petition-${number}`,
  sequence: sequenceOf(version, calendarVersion),
  path: `${petitionDesk[kind]}/${number}`,
  on,
  title: `${number} ${petitionName[kind]}${kind === 'complaint' ? (received ? '受理期限' : '答复期限') : '处理期限'}${tentative(provisional)}`,
  says: '本机关自定的内部期限',
})

/** A duty past its day and still open stays on it, and says so. */
export const marked = (day: DueDay, today: PlainDate): DueDay => (day.on < today ? { ...day, title: `${day.title}（超期）` } : day)
