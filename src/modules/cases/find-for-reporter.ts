import { createHash, timingSafeEqual } from 'node:crypto'
import { tidyCode } from '../../kernel/query-code.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { countFailures, noteFailure } from './failed-code-store.ts'
import { type Case, findCase } from './store.ts'

const MOST_FAILURES = 5 // office setting
const CLOSED_MS = 3_600_000 // office setting: an hour

// One sentence whether the number exists or the code is wrong: nobody learns which codes are near.
const NO_MATCH = '编号与查询码不相符。请对照上报成功时显示的内容核对；查询码遗失的，案件办理情况仍可在“城市管理案件”里按编号查看'

/**
 * The report of this number when the code is its own. After five wrong codes no other wrong one is looked at for an hour; the right one
 * always opens: numbers are public, and nobody shall shut another out by typing nonsense.
 */
export async function findForReporter(house: House, typedNumber: string, typedCode: string): Promise<Case | Refusal<'not-found' | 'limit'>> {
  const number = typedNumber.toUpperCase().replace(/\s/g, '')
  const since = new Date(house.now().getTime() - CLOSED_MS)
  const one = await findCase(house.db, number)
  const given = digest(house.cipher.fingerprint(tidyCode(typedCode)))
  if (one && timingSafeEqual(given, digest(one.row.code_fingerprint))) return one
  if ((await countFailures(house.db, number, since)) >= MOST_FAILURES)
    return refuse('limit', '查询码连续输错，请对照上报成功时显示的内容；还是不对的，一小时以后再试。案件办理情况仍可在“城市管理案件”里按编号查看')
  await noteFailure(house.db, number.slice(0, 40), house.now(), since)
  return refuse('not-found', NO_MATCH)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
