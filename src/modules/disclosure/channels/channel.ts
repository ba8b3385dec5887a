import { type ItemState, shownOf } from '../item.ts'

/** The ways an item goes out. `wechat` is a door kept for later: nothing is queued for a channel without one. */
export const CHANNELS = ['portal', 'feed', 'mail', 'hook', 'wechat'] as const
export type Channel = (typeof CHANNELS)[number]
export const channelName = { portal: '政府网站', feed: '订阅源和接口', mail: '邮件订阅', hook: '推送', wechat: '微信' } as const satisfies Record<
  Channel,
  string
>

/** What became different for the public. */
export type Change = 'published' | 'revised' | 'validity' | 'withdrawn'
export const changeName = { published: '发布', revised: '修改', validity: '有效性变更', withdrawn: '撤下' } as const satisfies Record<Change, string>

export const DELIVERY_STATES = ['waiting', 'held', 'sending', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
export const deliveryStateName = { waiting: '待送', held: '暂停', sending: '正在送', delivered: '已送达', failed: '没有送成' } as const satisfies Record<
  DeliveryState,
  string
>
/** What was taken may be pushed again for who has lost it; a mail never goes twice. */
export const maySendAgain = (channel: Channel, state: DeliveryState): boolean =>
  channel === 'hook' ? state === 'failed' || state === 'delivered' : channel === 'mail' && state === 'failed'

type Seen = Pick<ItemState, 'published' | 'ended' | 'stage' | 'validity'>
/** What a step changed for the public; undefined when they see what they saw. */
export function changeOf(before: Seen | undefined, after: Seen): Change | undefined {
  const [was, is] = [before ? shownOf(before) : 'none', shownOf(after)]
  if (is !== 'full') return was === 'full' ? 'withdrawn' : undefined
  if (was !== 'full') return 'published'
  if (after.published.length > (before?.published.length ?? 0)) return 'revised'
  return after.validity === before?.validity ? undefined : 'validity'
}

/** The columns an item stood in before, without the one it stands in. */
export function columnsLeft({ published }: Pick<ItemState, 'published'>): readonly string[] {
  const now = published.at(-1)?.content.column
  return [...new Set(published.map(({ content }) => content.column))].filter((column) => column !== now)
}

export type Answer = { readonly told: number | null } | { readonly refused: 'for-now' | 'for-good'; readonly because: string }

const MINUTE = 60_000
/** After the first, second, … attempt that failed for now. */
const PAUSES = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE) // office setting
export const MOST_ATTEMPTS = PAUSES.length + 1
/** A delivery takes at most this long … */
export const LONGEST_CALL_MS = 15_000
/** … so one that has been in hand for this long is in nobody's. */
export const LEASE_MS = 5 * MINUTE

/** What becomes of a delivery after an answer; `pauseMs` until it is tried again. */
export function afterAttempt(
  answer: Answer,
  attempts: number,
): { readonly state: 'delivered' | 'failed' } | { readonly state: 'waiting'; readonly pauseMs: number } {
  if ('told' in answer) return { state: 'delivered' }
  const pauseMs = PAUSES[attempts - 1]
  return answer.refused === 'for-good' || pauseMs === undefined ? { state: 'failed' } : { state: 'waiting', pauseMs }
}

/** How the answer of a platform is understood: 2xx took it; a refusal of the kind that asking again does not mend is for good. */
export function answerOf(status: number): Answer {
  if (status >= 200 && status < 300) return { told: null }
  if (status >= 300 && status < 400) return { refused: 'for-good', because: `对方答复 ${status}，要转到别的地址；请把推送地址改成最终的地址` }
  const now = status === 408 || status === 425 || status === 429 || status >= 500
  if (now) return { refused: 'for-now', because: `对方答复 ${status}，暂时不能接收` }
  if (status === 410) return { refused: 'for-good', because: '对方答复 410，已不再接收；请向对方核实，或者暂停推送' }
  return { refused: 'for-good', because: `对方答复 ${status}，没有接收；请向对方核实地址和验签` }
}
