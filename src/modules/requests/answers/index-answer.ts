import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { getAgency } from '../../organizations/index.ts'
import { dropDocument, indexDocument } from '../../search/index.ts'
import type { Decision } from '../decisions.ts'
import { type AnswerState, decisionWords, printed, shownOf } from './answer.ts'

type Told = { readonly agencyId: number; readonly decision: Decision; readonly repliedOn: PlainDate }

/** What the search knows of a public answer, in the transaction that changed it; nothing of one that is not shown. */
export async function indexAnswer(tx: Db, { agencyId, decision, repliedOn }: Told, state: AnswerState): Promise<void> {
  const { number, content, releasedOn } = state
  if (number === null || releasedOn === null) return
  if (shownOf(state) !== 'full') return await dropDocument(tx, agencyId, 'request', number)
  const { name } = await getAgency(tx, agencyId)
  const decided = decisionWords(decision)
  await indexDocument(tx, {
    agencyId,
    kind: 'request',
    key: number,
    path: `/requests/answers/${number}`,
    title: content.title,
    summary: content.asked,
    body: `${content.asked}\n${content.answered}\n${decided}`,
    numbers: [printed(number)],
    publishedOn: releasedOn,
    column: '申请答复',
    department: name,
    subject: '依申请公开',
    validity: '',
    answer: `本机关${inChinese(repliedOn)}曾答复（${decided}）：${content.answered}`,
  })
}
