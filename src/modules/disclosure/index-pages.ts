import { beijingDay, plainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { indexDocuments } from '../search/index.ts'
import { COLUMNS } from './columns.ts'
import { indexGuide } from './directory/index-guide.ts'
import { indexConsultation } from './norms/index-consultation.ts'
import { listConsultations, type NormPlace } from './norms/list-store.ts'
import { findNorm } from './norms/store.ts'
import { RULES } from './rules.ts'

const SINCE = plainDate('2026-01-01')

/** Puts the columns, the guide's parts and the consultations into the index: at every start, for houses that began before they were in it. */
export async function indexDisclosure(db: Db, agencyId: number, now: Date): Promise<void> {
  await indexDocuments(
    db,
    COLUMNS.map(({ code, name, law, rule }) => ({
      agencyId,
      kind: 'guide',
      key: `column-${code}`,
      path: `/disclosure/items?column=${code}`,
      title: `${name}（栏目）`,
      summary: `公开${name}方面的信息，依据${law}。`,
      body: `期限：${RULES[rule].from}之日起 ${RULES[rule].days} 日，${RULES[rule].law}`,
      numbers: [],
      publishedOn: SINCE,
      column: '政府信息公开栏目',
      department: '',
      subject: name,
      validity: '',
    })),
  )
  await indexGuide(db, agencyId)
  let after: NormPlace | null = null
  do {
    const list: Awaited<ReturnType<typeof listConsultations>> = await listConsultations(db, agencyId, after, beijingDay(now))
    for (const { number } of list.rows) {
      const norm = await findNorm(db, agencyId, number)
      if (norm) await indexConsultation(db, norm)
    }
    after = list.next
  } while (after !== null)
}
