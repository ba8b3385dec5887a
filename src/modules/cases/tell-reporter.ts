import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { queueMessages, wishLink } from '../notifications/index.ts'
import { publicPhotos } from '../photos/index.ts'
import { subjectOf } from './case-photos.ts'
import type { CaseState } from './case.ts'
import type { CaseFact } from './facts.ts'
import { supervisionName } from './facts.ts'
import { momentText } from './moment-text.ts'
import { linkTo } from './rating-link.ts'
import { covered } from '../../kernel/release-gate.ts'
import type { Reporter } from './reporter.ts'
import { RATING_DAYS } from './settings.ts'
import { type Case, listCoReporters } from './store.ts'
import { shownOf } from './visibility.ts'

type Words = {
  readonly subject: string
  readonly body: string
  readonly rate?: true
  /** The body for whoever was not content. */
  readonly discontent?: string
}

/** What is said beside the step: why the unit wanted more time, and whether the case has photos that the public sees, or will. */
type Beside = { readonly asked?: string; readonly photos?: 'shown' | 'held' | 'none' }
const PHOTOS = {
  shown: '处置前后的照片和全部过程在下面的链接里。',
  held: '全部过程在下面的链接里；照片遮盖人脸、车牌以后也在那里公开。',
  none: '全部过程在下面的链接里。',
} as const

/** What a step means to the reporter, in words; nothing for steps that are the hall's own. */
export function wordsFor(fact: CaseFact, state: CaseState, dueAt: Date | null, { asked = '', photos = 'none' }: Beside = {}): Words | undefined {
  const until = dueAt ? `，${momentText(dueAt)}前处置完毕` : ''
  switch (fact.step) {
    case 'decline':
      return { subject: '没有立案', body: `您上报的问题没有立案。理由：${fact.reason}` }
    case 'transfer':
      return { subject: '请走其他渠道', body: `您上报的问题不由城市管理案件办理。${fact.channel}：${fact.reason}` }
    case 'merge':
      return { subject: '已并入同一问题', body: `您上报的问题与 ${fact.parent} 是同一个，一并办理；它的每一步进展也会告诉您，结案后请您评价。` }
    case 'unmerge':
      return { subject: '撤销并案，重新甄别', body: `您上报的问题不再与其他案件一并办理，单独重新甄别。理由：${fact.reason}` }
    case 'file':
      return { subject: '已立案', body: '您上报的问题已经立案，接着派给负责的单位。' }
    case 'dispatch':
    case 'decide':
      return { subject: '已派遣', body: `已派给${fact.unit.name}${until}。` }
    case 'return':
      return { subject: '正在重新派遣', body: `${state.returns.at(-1)?.unit?.name ?? '承办单位'}退回了派遣（理由：${fact.reason}），正在另行派遣。` }
    case 'grantPostponement':
      return { subject: '批准延期', body: `承办单位申请延期，已经批准${until}。${asked && `原因：${asked}`}` }
    case 'grantSuspension':
      return { subject: '暂时挂账', body: `案件暂时挂账到 ${state.suspendedUntil ?? ''}，到期自动恢复办理。原因：${state.tenure?.breaks.at(-1)?.why ?? ''}` }
    case 'resume':
      return { subject: '恢复办理', body: `挂账结束，案件继续办理${until}。${fact.note}` }
    case 'askOnSite':
      return { subject: '派员核实', body: '您上报的问题要到现场核实，核实以后告诉您立不立案。' }
    case 'reclassify':
      return state.filedAt ? { subject: '更正类别或位置', body: `案件的类别或者位置更正了${until}。理由：${fact.reason}` } : undefined
    case 'recall':
      return { subject: '正在重新派遣', body: `撤回了派遣，正在另行派遣。理由：${fact.reason}` }
    case 'supervise':
      return fact.level === 'remind' ? undefined : { subject: '已经督办', body: `${supervisionName[fact.level]}：${fact.note}` }
    case 'feedBack':
      return { subject: '已处置，等待核查', body: `承办单位反馈：${fact.note}。监督员到现场核查后才结案。` }
    case 'fail':
      return { subject: '核查没有通过，返工', body: `第 ${state.rounds.length} 轮核查没有通过：${fact.note}。承办单位正在返工。` }
    case 'close':
      return {
        subject: '已结案，请您评价',
        body: `结案意见：${fact.opinion}\n\n${PHOTOS[photos]}满意不满意，请在 ${RATING_DAYS} 天内告诉我们：`,
        rate: true,
      }
    case 'explain':
      return { subject: '回访说明', body: fact.note }
    case 'reopen':
      return { subject: '重新办理', body: `回访以后，您上报的问题正在重新办理：${fact.reason}`, discontent: `您不满意的案件已经重新办理：${fact.reason}` }
    case 'void':
      return { subject: '案件作废', body: `案件作废。理由：${fact.reason}` }
    case 'reconsider':
      return { subject: '重新甄别', body: `您上报的问题正在重新甄别：${fact.reason}` }
    default:
      return undefined
  }
}

type Told = {
  readonly number: string
  readonly sealed: string | null
  readonly fingerprint: string | null
  readonly satisfied: boolean | null
  readonly ratedAt: Date | null
}

/**
 * Queues what a step means to its reporter, and to those whose reports were merged into the case, in the transaction of the
 * step: one message for each event and person.
 */
export async function tellReporters(tx: Db, house: House, one: Case, fact: CaseFact, dueAt: Date | null): Promise<void> {
  const photos = fact.step === 'close' ? await photosIn(tx, one) : 'none'
  const words = wordsFor(fact, one.state, dueAt, { asked: reasonAsked(one), photos })
  if (!words) return
  const rating = one.state.ratings.at(-1)
  const { reporter_sealed: sealed, reporter_fingerprint: fingerprint } = one.row
  const first: Told = { number: one.number, sealed, fingerprint, satisfied: rating?.satisfied ?? null, ratedAt: rating?.at ?? null }
  const others = one.coReports > 0 && fact.step !== 'merge' ? await listCoReporters(tx, one.number) : []
  const closedAt = one.events.findLast((event) => event.fact.step === 'close')?.at
  const isDiscontent = ({ satisfied, ratedAt }: Told) => satisfied === false && ratedAt !== null && closedAt !== undefined && ratedAt >= closedAt
  // Of two reports of one person the first in this order is told of, and what he was not content with is said.
  const all = [first, ...others].toSorted((a, b) => Number(isDiscontent(b)) - Number(isDiscontent(a)))
  const messages = all.flatMap((told) => {
    const { number, sealed, fingerprint } = told
    if (sealed === null || fingerprint === null) return []
    const { email }: Reporter = JSON.parse(house.cipher.open(sealed))
    const link = words.rate ? linkTo(house, house.config.origin, number) : pageFor(house, one, number)
    const subject = `${one.number} ${words.subject}`
    const stop = wishLink(house, fingerprint)
    const body = `${covered(isDiscontent(told) ? (words.discontent ?? words.body) : words.body)}\n\n${link}\n\n上报编号 ${number}\n不再接收进展消息：${stop}`
    return [
      {
        agencyId: one.agencyId,
        eventKey: `cases/${one.number}/${one.events.length}`,
        recipient: { fingerprint, ...(email ? { mail: email } : {}) },
        subject,
        body,
        ...(stop.startsWith('https:') ? { unsubscribe: stop } : {}),
      },
    ]
  })
  if (messages.length > 0) await queueMessages(tx, messages, house)
}

/** What the public does not see, its reporter opens by number and query code. */
const pageFor = ({ config: { origin } }: House, { number, state }: Case, own: string): string =>
  shownOf(state) === 'none' ? `${origin}/report/track?number=${own}` : `${origin}/cases/${number}`

async function photosIn(tx: Db, { number, row }: Case): Promise<'shown' | 'held' | 'none'> {
  if (row.photos === 0) return 'none'
  return (await publicPhotos(tx, subjectOf(number))).length > 0 ? 'shown' : 'held'
}

const reasonAsked = ({ events }: Case): string => {
  const asked = events.findLast(({ fact }) => fact.step === 'askPostponement')?.fact
  return asked?.step === 'askPostponement' ? asked.reason : ''
}
