import { setTimeout } from 'node:timers/promises'
import { beijingDay } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { dropDocument, indexDocuments, type SearchDocument } from '../search/index.ts'
import { type CaseToIndex, findToIndex, lockIndexing, takeToIndex } from './index-store.ts'
import { stageName } from './lifecycle.ts'
import { loadNames, type Names } from './naming.ts'

const AT_ONCE = 100
const PAUSE_MS = 150 // between two rounds that found work: pages come first
const LOOK_MS = 1_000

/**
 * Puts cases that have moved into the search index and takes out those the public no longer sees in full; gives how many it read. What
 * a step commits is the job (docs/decisions/0005), so that no step waits for the index. One round at a time, whatever process it is in.
 */
export async function indexWaiting(house: House, most = AT_ONCE): Promise<number> {
  return await house.db.transaction().execute(async (tx) => {
    if (!(await lockIndexing(tx))) return 0
    const ids = await takeToIndex(tx, most)
    const cases = await findToIndex(tx, ids)
    for (const agencyId of new Set(cases.map((one) => one.agencyId))) {
      const names = await loadNames(tx, agencyId)
      const own = cases.filter((one) => one.agencyId === agencyId)
      await indexDocuments(
        tx,
        own.filter(isFound).map((one) => caseDocument(one, names)),
      )
      for (const { number } of own.filter((one) => !isFound(one))) await dropDocument(tx, agencyId, 'case', number)
    }
    return ids.length
  })
}

// Merged ones stand on their parent's page.
const isFound = ({ shown, stage }: CaseToIndex): boolean => shown === 'full' && stage !== 'merged'

function caseDocument(one: CaseToIndex, names: Names): SearchDocument {
  const category = one.category === null ? '' : names.category(one.category)
  return {
    agencyId: one.agencyId,
    kind: 'case',
    key: one.number,
    path: `/cases/${one.number}`,
    title: one.title || category || '城市管理案件',
    summary: [one.place, category, one.streetCode === null ? '' : names.street(one.streetCode), stageName[one.stage]].filter(Boolean).join('，'),
    body: one.result ?? '',
    numbers: [one.number],
    publishedOn: beijingDay(one.filedAt ?? one.movedAt),
    column: '城市管理案件',
    department: one.unit ?? '',
    subject: category,
    validity: '',
  }
}

/** Indexes cases until it is stopped; looks once a second when none has moved. */
export function startCaseIndexing(house: House): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const done = await indexWaiting(house).catch((error: unknown) => {
        if (!stopping.signal.aborted) house.log.error('case-indexing-failed', error)
        return 0
      })
      await setTimeout(done === 0 ? LOOK_MS : PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const working = work()
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}
