import { addDays, beijingDay, beijingMidnight, type PlainDate, plainDate, yearOf } from '../src/kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../src/kernel/refusal.ts'
import type { Role, Viewer } from '../src/kernel/viewer.ts'
import {
  commentOn,
  draftItem,
  type ItemOrder,
  type NormContent,
  type NormOrder,
  type NormRelation,
  receiveNorm,
  sendNormToRoad,
  setSeries,
  settleNorms,
  takeItemStep,
  takeNormStep,
  weighComment,
} from '../src/modules/disclosure/index.ts'
import type { House } from '../src/platform/house.ts'
import { htmlOf } from './disclosure-texts/markup.ts'
import { INTERPRETATION, ISSUED, UNDER_WAY } from './disclosure-texts/norms.ts'
import { keyOf } from './key.ts'

type Cast = { readonly agencyId: number; readonly agencyName: string; readonly viewer: (role: Role, department: string | null) => Viewer }

const FORMAT = '西全响应发〔{年}〕{号}号'
const LAW: NormRelation = { kind: 'basedOn', norm: null, item: null, words: '（样例）《城市管理条例》' }
const to = (kind: 'amends' | 'abolishes' | 'supports', norm: string): NormRelation => ({ kind, norm, item: null, words: '' })
const NINE_MS = 9 * 3_600_000
const CLEARANCE = '不涉及国家秘密、工作秘密和个人隐私，可以公开'
const GROUNDS = '保守国家秘密法第三十五条；本单位保密事项范围'
const UNITS = ['综合科', '监督指挥科', '网格管理科']

/** A house that stands on a day. */
const at = (house: House, day: PlainDate): House => ({ ...house, now: () => new Date(beijingMidnight(day).getTime() + NINE_MS) })
function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}

const TEXTS = { ...ISSUED, ...UNDER_WAY }
type Title = keyof typeof TEXTS
const contentOf = (title: Title, issuer: string): NormContent => ({
  title: `（样例）${title}`,
  summary: TEXTS[title].summary,
  issuer,
  subject: '城乡建设、环境保护',
  reference: '',
  note: '样例：根据近年的办理情况，总结做法，明确范围、标准和程序。',
  html: htmlOf(TEXTS[title].text),
})

/** The steps of one document, each on its day; a step that was taken in a run before is left as it is. */
function lifeOf(house: House, cast: Cast, number: string) {
  const take = async (day: PlainDate, role: Role, order: NormOrder, department: string | null = null): Promise<void> => {
    const taken = await takeNormStep(at(house, day), { agencyId: cast.agencyId, number, version: undefined, order }, cast.viewer(role, department))
    if (isRefusal(taken) && taken.refused !== 'not-now' && taken.refused !== 'duplicate') throw new Error(taken.because)
  }
  const consult = async (day: PlainDate, days: number): Promise<void> => {
    await take(addDays(day, -2), 'information-officer', { step: 'askClearance' })
    await take(addDays(day, -1), 'reviewer', { step: 'clear', opinion: CLEARANCE, grounds: GROUNDS })
    await take(day, 'signer', { step: 'openConsultation', until: addDays(day, days) })
  }
  const comment = async (day: PlainDate, body: string, contact = '') => {
    const taken = await commentOn(at(house, day), cast.agencyId, number, keyOf(`norm comment ${number} ${body}`), { body, name: '', contact })
    if (isRefusal(taken) && taken.refused !== 'too-late') throw new Error(taken.because)
  }
  const weigh = async (day: PlainDate, n: number, verdict: string, reply: string) => {
    const done = await weighComment(at(house, day), cast.viewer('information-officer', null), number, n, { verdict, reply })
    if (isRefusal(done) && done.refused !== 'not-now') throw new Error(done.because)
  }
  return { number, take, consult, comment, weigh }
}

async function begin(house: House, cast: Cast, day: PlainDate, content: NormContent, origin: 'own' | 'incoming' = 'own') {
  const key = keyOf(`norm ${content.title}`)
  return lifeOf(house, cast, must(await receiveNorm(at(house, day), cast.viewer('information-officer', null), key, { origin, content, issue: null })))
}

const ROAD: readonly (readonly [Role, ItemOrder, number])[] = [
  ['information-officer', { step: 'submit' }, 1],
  ['reviewer', { step: 'clear', opinion: CLEARANCE, grounds: GROUNDS }, 2],
  ['signer', { step: 'approve', note: '' }, 3],
  ['information-officer', { step: 'publish' }, 4],
]
async function publish(house: House, { agencyId, viewer }: Cast, item: string, from: PlainDate): Promise<void> {
  for (const [role, order, after] of ROAD) {
    const taken = await takeItemStep(at(house, addDays(from, after)), { agencyId, number: item, version: undefined, order }, viewer(role, null))
    if (isRefusal(taken) && taken.refused !== 'not-now') throw new Error(taken.because)
  }
}

type Plan = {
  readonly title: Title
  /** The day its draft is opened to the public; it is numbered fifty days later. */
  readonly opened: PlainDate
  readonly relations: readonly NormRelation[]
  readonly years: number | null
}
const FROM_OPENED_TO_ISSUED = 50
/** A document that went the whole way; gives its number in the register. */
async function issued(house: House, cast: Cast, { title, opened, relations, years }: Plan): Promise<string> {
  const life = await begin(house, cast, addDays(opened, -10), contentOf(title, cast.agencyName))
  for (const relation of relations) await life.take(addDays(opened, -9), 'information-officer', { step: 'relate', relation })
  await life.consult(opened, 40)
  await life.comment(addDays(opened, 5), `样例：${title}的第二条建议写得更具体一些。`)
  await answered(life, addDays(opened, 42), 1)
  await life.take(addDays(opened, 43), 'information-officer', { step: 'submit' })
  await life.take(addDays(opened, 45), 'reviewer', { step: 'passLegality', opinion: '制定权限、程序和内容合法', grounds: '国办发〔2018〕115号' })
  await life.take(addDays(opened, 48), 'signer', { step: 'decide', meeting: '样例主任办公会', decidedOn: addDays(opened, 47) })
  const on = addDays(opened, FROM_OPENED_TO_ISSUED)
  const validUntil = years === null ? null : addDays(plainDate(`${yearOf(on) + years}${on.slice(4)}`), -1)
  await life.take(on, 'information-officer', { step: 'assignNumber', documentNumber: '', effectiveOn: on, validUntil })
  const sent = await sendNormToRoad(at(house, on), cast.agencyId, life.number, undefined, cast.viewer('information-officer', null))
  if (isRefusal(sent)) {
    if (sent.refused !== 'not-now') throw new Error(sent.because)
  } else if (sent.state.item) await publish(house, cast, sent.state.item, on)
  return life.number
}

async function answered(life: ReturnType<typeof lifeOf>, day: PlainDate, comments: number): Promise<void> {
  await life.take(day, 'information-officer', { step: 'closeConsultation' })
  for (let n = 1; n <= comments; n++) await life.weigh(day, n, n % 2 === 1 ? 'adopted' : 'rejected', n % 2 === 1 ? '' : '样例：与上位法的规定不一致。')
  await life.take(day, 'information-officer', { step: 'answer', words: `样例：收到意见 ${comments} 条，逐条研究以后修改了有关条款。` })
}

/**
 * A register in every state, in the order of time: a family of six around the reward measures (有效, 已修改, 失效, 废止), one whose term ends
 * soon, one the public is asked about now, one in legality review, and what is still on its way. None is of 2019: the report of that year has none.
 */
export async function seedNorms(house: House, cast: Cast): Promise<void> {
  await setSeries(at(house, plainDate('2020-01-06')), cast.viewer('information-officer', null), FORMAT) // a format that is there stays
  const measures = await issued(house, cast, {
    title: '公众上报城市管理问题奖励办法',
    opened: plainDate('2020-03-02'),
    relations: [LAW],
    years: 5,
  })
  await issued(house, cast, {
    title: '关于修改公众上报城市管理问题奖励办法的决定',
    opened: plainDate('2021-09-06'),
    relations: [to('amends', measures)],
    years: null,
  })
  const soon = await soonEnding(house, cast)
  const rules = await issued(house, cast, {
    title: '公众上报城市管理问题奖励实施办法',
    opened: plainDate('2024-02-26'),
    relations: [LAW, to('abolishes', measures)],
    years: 5,
  })
  await interpret(house, cast, rules, plainDate('2024-04-19'))
  await issued(house, cast, {
    title: '公众上报奖励发放操作规范（试行）',
    opened: plainDate('2024-05-06'),
    relations: [to('supports', rules)],
    years: 2,
  })
  await issued(house, cast, {
    title: '关于修改公众上报城市管理问题奖励实施办法的决定',
    opened: plainDate('2025-06-09'),
    relations: [to('amends', rules)],
    years: null,
  })
  await onTheWay(house, cast, soon)
  await settleNorms(house)
}

/** One whose five years end sixty days from now. */
const soonEnding = (house: House, cast: Cast): Promise<string> => {
  const last = addDays(beijingDay(house.now()), 60)
  const on = plainDate(`${yearOf(last) - 5}${addDays(last, 1).slice(4)}`.replace('-02-29', '-03-01'))
  return issued(house, cast, {
    title: '网格巡查工作规定',
    opened: addDays(on, -FROM_OPENED_TO_ISSUED),
    relations: [],
    years: 5,
  })
}

async function interpret(house: House, cast: Cast, number: string, day: PlainDate): Promise<void> {
  const officer = cast.viewer('information-officer', null)
  const content = {
    title: '（样例）一图读懂公众上报奖励实施办法',
    summary: '样例：谁可以得到奖励，怎样领取。',
    column: 'interpretations',
    issuer: cast.agencyName,
    documentNumber: '',
    subject: '政策解读',
    formedOn: day,
    countedFrom: day,
    html: htmlOf(INTERPRETATION),
    validUntil: null,
    files: [],
  }
  const item = must(await draftItem(at(house, day), officer, keyOf('norm interpretation'), content))
  await publish(house, cast, item, day)
  await lifeOf(house, cast, number).take(addDays(day, 5), 'information-officer', {
    step: 'relate',
    relation: { kind: 'interprets', norm: null, item, words: '' },
  })
}

/** What is not out yet, by the days before today. */
async function onTheWay(house: House, cast: Cast, soon: string): Promise<void> {
  const today = beijingDay(house.now())
  const ago = (days: number): PlainDate => addDays(today, -days)
  const start = (title: Title, days: number, origin: 'own' | 'incoming' = 'own') =>
    begin(
      house,
      cast,
      ago(days),
      {
        ...contentOf(title, origin === 'own' ? cast.agencyName : '样例上级机关'),
        reference: origin === 'own' ? '' : '样例办函〔2026〕8号',
      },
      origin,
    )

  const legality = await start('街面秩序监督检查办法', 70)
  await legality.consult(ago(65), 40)
  await legality.comment(ago(60), '样例：建议明确检查的次数。')
  await legality.comment(ago(50), '样例：建议取消检查。')
  await answered(legality, ago(20), 2)
  await legality.take(ago(18), 'information-officer', { step: 'submit' })

  const waiting = await start('井盖安全管理规定', 60)
  await waiting.consult(ago(55), 40)
  await waiting.comment(ago(50), '样例：夜间应当有反光标志。')
  await waiting.take(ago(10), 'information-officer', { step: 'closeConsultation' })

  const asked = await start('随手拍上报管理办法', 20)
  await asked.take(ago(19), 'information-officer', { step: 'relate', relation: LAW })
  await asked.take(ago(19), 'information-officer', { step: 'relate', relation: to('abolishes', soon) })
  await asked.consult(ago(10), 45)
  await asked.comment(ago(8), '样例：建议把办理时限写进办法，并且公布到期没有办完的。', '样例邮箱 yangli@example.invalid')
  await asked.comment(ago(5), '样例：我的电话是13900000000，第三条应当写明怎样申诉。')
  await asked.comment(ago(2), '样例：希望照片可以补传。')

  const circulating = await start('值守工作规定', 6)
  await circulating.take(ago(4), 'information-officer', { step: 'circulate', units: UNITS, dueOn: addDays(today, 3), ask: '请就值守时间和交接提出意见' })
  await circulating.take(ago(2), 'handling-department', { step: 'opine', opinion: '无意见', objects: false }, '综合科')
  await start('公共查阅点管理办法（暂行）', 3)

  const letter = await start('关于做好今冬明春城市管理工作的通知', 5, 'incoming')
  await letter.take(ago(4), 'information-officer', { step: 'circulate', units: ['监督指挥科'], dueOn: addDays(today, 5), ask: '请按通知要求提出落实措施' })
  const done = await start('关于报送信息公开情况的函', 40, 'incoming')
  await done.take(ago(38), 'information-officer', { step: 'archive', reason: '样例：已按要求报送。' })
}
