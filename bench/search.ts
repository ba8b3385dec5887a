import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { addDays, type PlainDate, plainDate } from '../src/kernel/plain-date.ts'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import { indexDocuments, type SearchDocument } from '../src/modules/search/index.ts'
import type { Db } from '../src/platform/database.ts'
import { HUNDRED_THOUSAND } from './data.ts'
import { type Load, medianOf, rateOf } from './load.ts'
import { ours, seconds } from './side-by-side.ts'

const AT_ONCE = 500
const DAYS = 3_650
const SECONDS = 10
const SLOWEST_MS = 50

const split = (words: string): readonly string[] => words.split(/\s+/).filter(Boolean)
const PLACES = split('样例街道 东样例 西样例 南样例 北样例 样例胡同 样例大街 样例里社区 样例园小区 样例桥 样例门 样例湖')
const MATTERS =
  split(`住房公积金 老旧小区停车 垃圾分类 共享单车 电动自行车 井盖 路灯 公厕 违法建设 开墙打洞 小广告 占道经营 加装电梯 物业费 最低生活保障 医疗保险 义务教育入学 幼儿园
  供暖 煤改电 养犬 噪声 油烟 燃气 消防通道 防汛 扫雪铲冰 绿化 河道 桥梁 便道 护栏 公园 图书馆 文物 养老驿站 社会救助 就业 居住证 营业执照 行政处罚 行政许可 部门预算 部门决算
  政府采购 审计 规划 统计 招聘 信访 热线 网格 渣土 扬尘 架空线 公交站亭 菜市场 快递柜 健身器材 残疾人`)
const DOINGS = split(
  '管理办法 实施方案 情况通报 检查结果 工作总结 工作要点 通知 公告 公示 意见 解读 指南 计划 整治行动 补贴标准 座谈会 培训 征求意见 答复 简报',
)
const BODY =
  split(`为 规范 全区 城市管理 工作 按照 有关 规定 结合 实际 制定 本 办法 各 部门 应当 加强 协调 落实 责任 公开 信息 服务 群众 提高 质量 完善 制度 监督 检查 问题 整改 时限 街道
  社区 单位 居民 申请 受理 审核 公示 标准 资金 项目 建设 安全 环境 设施 维护 更新 宣传 培训 考核 报送 台账 网格 案件 处置 反馈 评价 满意`)

/** The same numbers at every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T // never empty

function documentOf(agencyId: number, n: number, next: () => number): SearchDocument {
  const [place, matter, doing] = [pick(PLACES, next), pick(MATTERS, next), pick(DOINGS, next)]
  const day = dayOf(n)
  const year = day.slice(0, 4)
  return {
    agencyId,
    kind: 'item',
    key: `bench-${n}`,
    path: `/bench/${n}`,
    title: `关于${place}${matter}${doing}的${pick(DOINGS, next)}`,
    summary: `（样例）${place}${matter}${pick(BODY, next)}${pick(BODY, next)}${doing}`,
    body: `（样例）${Array.from({ length: 180 }, () => pick(next() < 0.03 ? MATTERS : BODY, next)).join('')}依据条例第${1 + Math.floor(next() * 56)}条。`,
    numbers: [numbered(n), `014314799/${year}-${String(n).padStart(5, '0')}`],
    publishedOn: day,
    column: pick(['法定主动公开内容', '业务动态', '通知公告', '规划计划'], next),
    department: pick(['综合科', '监督指挥科', '网格管理科'], next),
    subject: '城市管理',
    validity: '有效',
  }
}

async function fill(db: Db, agencyId: number): Promise<void> {
  const next = chance(7)
  for (let from = 0; from < HUNDRED_THOUSAND; from += AT_ONCE) {
    await indexDocuments(
      db,
      Array.from({ length: AT_ONCE }, (_, i) => documentOf(agencyId, from + i, next)),
    )
  }
  await sql`vacuum analyze search.document, search.term`.execute(db)
}

const dayOf = (n: number): PlainDate => addDays(plainDate('2016-12-01'), Math.floor((n / HUNDRED_THOUSAND) * DAYS))
const numbered = (n: number): string => `样例发〔${dayOf(n).slice(0, 4)}〕${n}号`

/** What people type, in the shares they type it: mostly two words, now and then a question, a number, pinyin or a slip. */
const ASKED: readonly ((next: () => number) => string)[] = [
  (next) => pick(MATTERS, next),
  (next) => `${pick(MATTERS, next)}${pick(DOINGS, next)}`,
  (next) => `${pick(PLACES, next)} ${pick(MATTERS, next)}`,
  (next) => `${pick(PLACES, next)}${pick(MATTERS, next)}${pick(DOINGS, next)}`,
  (next) => `请问${pick(PLACES, next)}的${pick(MATTERS, next)}怎么申请，${pick(BODY, next)}有什么规定`,
  (next) => numbered(Math.floor(next() * HUNDRED_THOUSAND)),
  (next) => `014314799/2019-${String(Math.floor(next() * HUNDRED_THOUSAND)).padStart(5, '0')}`,
  (next) => pick(['gongjijin', 'lajifenlei', 'fangxun yuan', 'gjj', 'ljfl', 'jinggai', 'yangquan'], next),
  (next) => pick(['公几金提取', '垃圾分累', '防讯', '共享但车', '行政处法', '电动自车行'], next),
  (next) => `${pick(['公开', '管理', '城市管理', '通知', '样例', '信息公开'], next)}`,
  (next) => `条例第${1 + Math.floor(next() * 56)}条 ${pick(MATTERS, next)}`,
]

const load = (name: string, path: (n: number) => string): Load => ({ name, origin: ours, good: [200], next: (n) => ({ path: path(n) }) })
const asked = (n: number): string => {
  const next = chance(n)
  next()
  return pick(ASKED, next)(next)
}

/** The search over a hundred thousand items: every kind of question by itself, and all of them mixed. */
export async function measureSearch(db: Db): Promise<void> {
  const { id } = await getHomeAgency(db)
  // The sample's cases are put into the index beside the server's work; nothing is measured meanwhile.
  while ((await sql`select from cases.to_index limit 1`.execute(db)).rows.length > 0) await setTimeout(500)
  const took = await seconds(() => fill(db, id))
  console.log(`${HUNDRED_THOUSAND.toLocaleString('en')} items indexed in ${took.toFixed(0)} s`)
  const search =
    (query: (n: number) => string): ((n: number) => string) =>
    (n) =>
      `/search?q=${encodeURIComponent(query(n))}`
  const loads = [
    load('search, mixed', search(asked)),
    load(
      'search, a common word',
      search((n) => pick(['公开', '管理', '城市管理', '通知', '样例', '监督检查'], chance(n))),
    ),
    load('search, filtered', (n) => `/search?q=${encodeURIComponent(asked(n))}&column=${encodeURIComponent('通知公告')}&from=2019-01-01&to=2021-06-30`),
    load('search, newest first', (n) => `/search?q=${encodeURIComponent(asked(n))}&sort=newest`),
    load(
      'search, a question',
      search((n) => ASKED[4]?.(chance(n)) ?? ''),
    ),
    load(
      'search, a slip',
      search((n) => ASKED[8]?.(chance(n)) ?? ''),
    ),
    load('suggestions', (n) => `/search/suggest?q=${encodeURIComponent(asked(n).slice(0, 1 + (n % 4)))}`),
  ]
  for (const one of loads) {
    await rateOf(one, 4)
    const { perSecond, p99 } = await rateOf(one, SECONDS)
    console.log(
      `${one.name}: ${perSecond.toFixed(0)}/s, p50 alone ${(await medianOf(one, 200)).toFixed(1)} ms, p99 at 10 connections ${p99} ms (bar ${SLOWEST_MS})`,
    )
  }
}
