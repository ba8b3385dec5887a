import { beijingDay } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { type Act, accrue, reverseAwards } from '../rewards/index.ts'
import type { CaseFact } from './facts.ts'
import { type Case, findCase, listMergedNumbers } from './store.ts'

/**
 * What a step means for rewards, in its transaction: one accrues to the first reporter as a case is filed, and to a co-reporter
 * as his report is merged into a filed one, in place of what he had for his own; they go back when the case is voided or the merging undone. Whether and how much
 * is the rules' to say.
 */
export async function rewardReporters(tx: Db, one: Case, fact: CaseFact, act: Act): Promise<void> {
  switch (fact.step) {
    case 'file':
      return await award(tx, one, one, act)
    case 'merge': {
      const parent = await findCase(tx, fact.parent)
      // Filed by itself it may have had a first reporter's reward; of one problem there is one.
      if (one.row.filed_at !== null) await reverseAwards(tx, one.agencyId, [one.number], `并入 ${fact.parent}，不再按首报计`, act)
      if (parent) await award(tx, one, parent, act)
      return
    }
    case 'unmerge':
      return await reverseAwards(tx, one.agencyId, [one.number], `撤销并案：${fact.reason}`, act)
    case 'void':
      return await reverseAwards(tx, one.agencyId, [one.number, ...(await listMergedNumbers(tx, one.number))], `案件作废：${fact.reason}`, act)
    default:
  }
}

/** The reward of a report for what was filed, its own case or the one it was merged into. */
async function award(tx: Db, { agencyId, number, row }: Case, { row: filed, state }: Case, act: Act): Promise<void> {
  if (row.channel === 'patrol' || !state.filing) return
  await accrue(
    tx,
    {
      agencyId,
      caseNumber: number,
      filedOn: beijingDay(act.at),
      level: state.filing.level,
      access: filed.access,
      reporter: row.reporter_fingerprint,
      reporterMasked: row.reporter_masked,
      isStaff: row.is_staff,
      position: number === filed.number ? 'first' : 'co',
      standing: 'valid',
      placeKey: state.spot?.gridCode ?? filed.address,
      categoryCode: state.filing.category,
    },
    act,
  )
}
