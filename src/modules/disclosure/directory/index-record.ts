import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { dropDocument, indexDocument } from '../../search/index.ts'
import { definitionOf, linesOf, nameOf, type RecordContent, type RecordKind } from './kinds.ts'

/** Where the public reads a record. */
export const recordPath = (kind: RecordKind, id: number): string =>
  ({
    duties: '/disclosure/organisation',
    office: `/disclosure/organisation#r${id}`,
    leader: `/disclosure/organisation#r${id}`,
    service: `/disclosure/services/${id}`,
    guide: '/disclosure/guide',
    procurement: `/disclosure/procurement/${id}`,
  })[kind]

const summaryOf = (kind: RecordKind, content: RecordContent): string => {
  const first = { duties: 'duties', office: 'duties', leader: 'post', service: 'conditions', guide: 'access', procurement: 'supplier' }[kind]
  return (content[first] ?? '').replace(/\s+/g, ' ')
}

/** What somebody who asks how it is done wants to know first. */
const serviceAnswer = ({ steps = '', limit = '', fee = '', phone = '' }: RecordContent): string =>
  `${steps.replace(/\s*\n\s*/g, '，')}。办理时限：${limit}；收费：${fee}；咨询电话：${phone}。`

/** What the search knows of a record; nothing of one that is not shown. What is done and how to reach whom is found among 办事和服务. */
export async function indexRecord(
  tx: Db,
  { id, agencyId, kind }: { readonly id: number; readonly agencyId: number; readonly kind: RecordKind },
  shown: { readonly content: RecordContent; readonly on: PlainDate } | null,
): Promise<void> {
  const of = kind === 'procurement' ? 'item' : 'guide'
  if (!shown) return await dropDocument(tx, agencyId, of, `record-${id}`)
  await indexDocument(tx, {
    agencyId,
    kind: of,
    key: `record-${id}`,
    path: recordPath(kind, id),
    title: nameOf(kind, shown.content),
    summary: summaryOf(kind, shown.content),
    body: linesOf(kind, shown.content),
    numbers: [],
    publishedOn: shown.on,
    column: definitionOf(kind).name,
    department: '',
    subject: '',
    validity: '',
    ...(kind === 'service' && { answer: serviceAnswer(shown.content) }),
  })
}
