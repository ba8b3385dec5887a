import { inChinese } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { indexDocument } from '../../search/index.ts'
import type { Norm } from './store.ts'

const TAGS = /<[^>]*>/g
/** What the search knows of what the public is or was asked about: the draft it was asked on, and how it stands. */
export async function indexConsultation(tx: Db, { agencyId, number, state }: Pick<Norm, 'agencyId' | 'number' | 'state'>): Promise<void> {
  const { consultation } = state
  if (consultation === null) return
  const { from, until, closed, answer, content } = consultation
  const standing = answer ? `已于${inChinese(answer.on)}反馈采纳情况` : closed ? '已截止，采纳情况整理中' : `正在征求意见，到${inChinese(until)}截止`
  await indexDocument(tx, {
    agencyId,
    kind: 'item',
    key: `consultation-${number}`,
    path: `/disclosure/consultations/${number}`,
    title: `公开征求意见：${content.title}`,
    summary: `${inChinese(from)}起公开征求意见，${standing}。${content.summary}`,
    body: [content.note, content.html.replace(TAGS, ' '), answer?.words ?? ''].join('\n'),
    numbers: [],
    publishedOn: from,
    column: '征求意见',
    department: content.issuer,
    subject: content.subject,
    validity: answer ? '已反馈' : closed ? '已截止' : '征求意见中',
  })
}
