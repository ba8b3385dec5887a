import { addDays, beijingDay, beijingMidnight, type PlainDate } from '../src/kernel/plain-date.ts'
import { isRefusal } from '../src/kernel/refusal.ts'
import type { Role, Viewer } from '../src/kernel/viewer.ts'
import { answerMessage, leaveMessage, settleMessage } from '../src/modules/disclosure/index.ts'
import type { House } from '../src/platform/house.ts'
import { keyOf } from './key.ts'

type Cast = { readonly agencyId: number; readonly viewer: (role: Role, department: string | null) => Viewer }
const NINE_MS = 9 * 3_600_000
const at = (house: House, day: PlainDate): House => ({ ...house, now: () => new Date(beijingMidnight(day).getTime() + NINE_MS) })

type Asked = { readonly kind: string; readonly about: string; readonly body: string; readonly ago: number; readonly reply: string; readonly open: boolean }
const MESSAGES: readonly Asked[] = [
  {
    kind: 'question',
    about: '/disclosure/procurement',
    body: '样例：政府采购台账里的合同金额含税吗？',
    ago: 40,
    reply: '样例：含税。台账里的金额是合同总价，以人民币元计。',
    open: true,
  },
  {
    kind: 'suggestion',
    about: '/cases',
    body: '样例：建议在案件列表里可以只看自己的街道。',
    ago: 25,
    reply: '样例：案件列表上方的“街道”可以选择，选好以后的网址可以收藏。',
    open: true,
  },
  {
    kind: 'correction',
    about: '2019-00007',
    body: '样例：2019版指南里的办公时间和现在的不一样。',
    ago: 12,
    reply: '样例：谢谢指出。那一版是当年的指南，现行的办公时间以指南专页为准。',
    open: false,
  },
  { kind: 'question', about: '', body: '样例：公共查阅点周末开放吗？', ago: 1, reply: '', open: false },
]

/** What the public wrote: two answered for all to read, one answered to its writer, one that waits. */
export async function seedMessages(house: House, { agencyId, viewer }: Cast): Promise<void> {
  const today = beijingDay(house.now())
  for (const { kind, about, body, ago, reply, open } of MESSAGES) {
    const day = addDays(today, -ago)
    const number = await leaveMessage(at(house, day), agencyId, keyOf(`message ${body}`), { kind, about, body, contact: '' })
    if (reply === '') continue
    const then = at(house, addDays(day, 1))
    const steps = [
      await answerMessage(then, viewer('information-officer', null), number, { reply, wantsPublic: open }),
      open ? await settleMessage(then, viewer('signer', null), number, true) : undefined,
    ]
    const refused = steps.find((one) => isRefusal(one) && one.refused !== 'stale' && one.refused !== 'not-now')
    if (refused) throw new Error(refused.because)
  }
}
