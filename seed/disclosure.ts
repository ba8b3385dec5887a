import { addDays, beijingDay, beijingMidnight, type PlainDate } from '../src/kernel/plain-date.ts'
import { isRefusal } from '../src/kernel/refusal.ts'
import type { Role, Viewer } from '../src/kernel/viewer.ts'
import { addWorkingDays, publishedCalendar } from '../src/modules/calendar/index.ts'
import { cleanPaste } from '../src/modules/documents/index.ts'
import { type Content, draftItem, type ItemOrder, takeItemStep } from '../src/modules/disclosure/index.ts'
import type { House } from '../src/platform/house.ts'
import { FICTION, GUIDE, type Sample, samplesOf2019 } from './disclosure-texts.ts'
import { type Running, RUNNING_ITEMS, type RunningItem } from './disclosure-texts/running.ts'
import { referenceBook, seedBudgets } from './budgets.ts'
import { keyOf } from './key.ts'
import { statutorySamples } from './statutory.ts'

type Cast = { readonly agencyId: number; readonly agencyName: string; readonly viewer: (role: Role, department: string | null) => Viewer }
type Step = { readonly role: Role; readonly order: ItemOrder; readonly after: number }

const OPINION = '不涉及国家秘密、商业秘密和个人隐私，可以公开'
const GROUNDS = '保守国家秘密法第三十五条；本单位保密事项范围'
/** The road of an item that goes through at the first try, each step so many working days after its forming. */
const ROAD: readonly Step[] = [
  { role: 'information-officer', order: { step: 'submit' }, after: 1 },
  { role: 'reviewer', order: { step: 'clear', opinion: OPINION, grounds: GROUNDS }, after: 2 },
  { role: 'signer', order: { step: 'approve', note: '' }, after: 3 },
  { role: 'information-officer', order: { step: 'publish' }, after: 4 },
]
const NINE_MS = 9 * 3_600_000
const at = (house: House, day: PlainDate): House => ({ ...house, now: () => new Date(beijingMidnight(day).getTime() + NINE_MS) })

const contentOf = ({ text, ...sample }: Sample, issuer: string): Content => ({
  ...sample,
  issuer,
  html: text.map((one) => (one.startsWith('<') ? cleanPaste(one).html : `<p>${one}</p>`)).join('\n'),
  files: [],
})

async function begin(house: House, { viewer, agencyName }: Cast, sample: Sample): Promise<string> {
  const key = keyOf(`disclosure ${sample.title}`)
  const number = await draftItem(
    at(house, sample.formedOn),
    viewer('information-officer', null),
    key,
    (await referenceBook(house, key, sample, agencyName)) ?? contentOf(sample, agencyName),
  )
  if (isRefusal(number)) throw new Error(number.because)
  return number
}

async function walk(house: House, { agencyId, viewer }: Cast, number: string, from: PlainDate, steps: readonly Step[]): Promise<void> {
  for (const { role, order, after } of steps) {
    const day = addWorkingDays(from, after, publishedCalendar)
    const taken = await takeItemStep(at(house, day), { agencyId, number, version: undefined, order }, viewer(role, null))
    if (isRefusal(taken) && taken.refused !== 'not-now') throw new Error(taken.because)
  }
}

/** The 154 items of 2019, each with its whole road. Begun again, what is there already stays as it is. */
export async function seedReferenceItems(house: House, cast: Cast): Promise<void> {
  for (const sample of samplesOf2019()) await walk(house, cast, await begin(house, cast, sample), sample.formedOn, ROAD)
}

const first = (steps: number): readonly Step[] => ROAD.slice(0, steps)
const withhold = (exemption: 'internal' | 'process', grounds: string, reviewOn: PlainDate): Step => ({
  role: 'reviewer',
  order: { step: 'withhold', exemption, grounds, reviewOn },
  after: 2,
})
const RUNNING: readonly (readonly [item: RunningItem, steps: (today: PlainDate) => readonly Step[]])[] = [
  ['covers', () => []],
  ['snow', () => first(1)],
  ['order', () => first(2)],
  ['openness', () => first(3)],
  ['centres', () => first(1)],
  ['hotline', () => ROAD],
  ['window', () => ROAD],
  ['roster', (today) => [...first(1), withhold('internal', '本单位内部的后勤安排，公开后没有查阅的价值。', addDays(today, 200))]],
  ['draft', (today) => [...first(1), withhold('process', '还在讨论的稿子，定稿以后公开。', addDays(today, 30))]],
  ['twice', () => [...ROAD, { role: 'signer', order: { step: 'withdraw', reason: '与另一条内容重复，保留先发布的一条。' }, after: 6 }]],
]
/** A desk as it is today: items at every stage of the road, two that are withheld, one that was taken down and one with a second revision. */
export async function seedRunningItems(house: House, cast: Cast): Promise<void> {
  const today = beijingDay(house.now())
  const sample = (title: string, ago: number, summary: string, text: readonly string[], more: Partial<Sample> = {}): Sample => ({
    title: `（样例）${title}`,
    summary: `样例：${summary}`,
    column: 'news',
    documentNumber: '',
    subject: '城乡建设、环境保护',
    formedOn: addDays(today, -ago),
    countedFrom: null,
    validUntil: null,
    text: [...text, FICTION],
    ...more,
  })
  const go = async (one: Sample, steps: readonly Step[]) => {
    const number = await begin(house, cast, one)
    await walk(house, cast, number, one.formedOn, steps)
    return number
  }
  for (const [name, steps] of RUNNING) {
    const { title, ago, summary, text, column = 'news' }: Running = RUNNING_ITEMS[name]
    await go(sample(title, ago, summary, text, { column }), steps(today))
  }
  await seedBudgets(house, cast.agencyName, async (content, key) => {
    const number = await draftItem(at(house, content.formedOn), cast.viewer('information-officer', null), key, content)
    if (isRefusal(number)) throw new Error(number.because)
    await walk(house, cast, number, content.formedOn, ROAD)
  })
  await revised(house, cast, sample('政府信息公开指南（演示版）', 45, '受理机构、办公地址、联系方式和获取信息的办法。', GUIDE, { column: 'guide' }))
}

/** Something in every column that the law names. */
export async function seedStatutoryItems(house: House, cast: Cast): Promise<void> {
  for (const sample of statutorySamples(beijingDay(house.now()))) await walk(house, cast, await begin(house, cast, sample), sample.formedOn, ROAD)
}

async function revised(house: House, cast: Cast, one: Sample): Promise<void> {
  const number = await begin(house, cast, one)
  const later: Content = {
    ...contentOf(one, cast.agencyName),
    html: [...one.text, '五、随手拍上报以后，凭编号和查询码可以看到派给了谁、限多久、办没办好。'].map((text) => `<p>${text}</p>`).join('\n'),
  }
  const officer = (order: ItemOrder, after: number): Step => ({ role: 'information-officer', order, after })
  await walk(house, cast, number, one.formedOn, [
    ...ROAD,
    officer({ step: 'revise', reason: '补充查询进展的办法' }, 10),
    officer({ step: 'edit', content: later }, 10),
    ...ROAD.map((step) => ({ ...step, after: step.after + 10 })),
  ])
}
