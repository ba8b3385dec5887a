import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { dropDocument, indexDocuments, type SearchDocument } from '../../search/index.ts'
import type { RecordContent } from './kinds.ts'
import { listShown, type ShownRecord } from './store.ts'

const GUIDE = '/disclosure/guide'
/** The parts of the guide as they are asked for: a question, and the field that answers it. */
const PARTS = [
  { name: 'access', title: '怎样查阅、获取公开的政府信息', also: '怎么查阅 查看 下载 公共查阅点 在哪里看' },
  { name: 'requests', title: '怎样申请公开政府信息', also: '申请公开 依申请公开 期限 收费 信息处理费' },
  { name: 'remedies', title: '对答复不服怎么办：监督和救济', also: '不服 不满意 投诉 举报 行政复议 行政诉讼 复议机关 起诉期限' },
  { name: 'classes', title: '公开的政府信息有哪些分类', also: '公开范围 主动公开什么 主动公开范围' },
  { name: 'arrangement', title: '公开的信息怎样编排', also: '编排体系 索引号' },
] as const satisfies readonly { readonly name: string; readonly title: string; readonly also: string }[]

const onOneLine = (text: string): string => text.replace(/\s*\n\s*/g, '　').trim()
/** How to reach an office, in a sentence that answers. */
const reachWords = (one: RecordContent): string =>
  [
    ['办公时间', one['hours']],
    ['办公地址', one['address']],
    ['联系电话', one['phone']],
    ['传真', one['fax']],
    ['互联网联系方式', one['online']],
  ]
    .filter(([, words]) => words)
    .map(([label, words]) => `${label}：${words}`)
    .join('；')

type Told = Pick<SearchDocument, 'key' | 'path' | 'title' | 'summary' | 'body' | 'publishedOn' | 'subject'> & { readonly answer: string }

function contactOf(office: ShownRecord | undefined): Told | undefined {
  if (!office) return undefined
  const answer = reachWords(office.content)
  return {
    key: 'contact',
    path: `/disclosure/organisation#r${office.id}`,
    title: '办公时间、办公地址和联系方式',
    summary: `${office.content['name'] ?? ''}：${answer}`,
    body: '营业时间 开放时间 联系电话 电话 传真 邮箱 怎么联系',
    publishedOn: office.changedOn,
    subject: '机构职能',
    answer,
  }
}

/** What is asked of the guide, each part a document of its own that answers; and how the office is reached. */
export async function indexGuide(tx: Db, agencyId: number): Promise<void> {
  const [[guide], offices, [duties]] = await Promise.all([
    listShown(tx, agencyId, 'guide'),
    listShown(tx, agencyId, 'office'),
    listShown(tx, agencyId, 'duties'),
  ])
  const contact = contactOf(offices.find(({ content }) => content['handles'] === '1') ?? duties)
  const parts = guide ? PARTS.flatMap(({ name, title, also }) => partOf(guide.content[name] ?? '', name, title, also, guide.changedOn)) : []
  const told = [...parts, ...(contact ? [contact] : [])]
  const keys = new Set(told.map(({ key }) => key))
  for (const key of ['contact', ...PARTS.map(({ name }) => `guide-${name}`)]) if (!keys.has(key)) await dropDocument(tx, agencyId, 'guide', key)
  await indexDocuments(
    tx,
    told.map((one) => ({ ...one, agencyId, kind: 'guide' as const, numbers: [], column: '政府信息公开指南', department: '', validity: '' })),
  )
}

const partOf = (words: string, name: string, title: string, also: string, on: PlainDate): readonly Told[] =>
  words.trim() === ''
    ? []
    : [
        {
          key: `guide-${name}`,
          path: `${GUIDE}#${name}`,
          title,
          summary: onOneLine(words),
          body: also,
          publishedOn: on,
          subject: '政府信息公开指南',
          answer: onOneLine(words),
        },
      ]
