import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { addDays, plainDate } from '../../kernel/plain-date.ts'
import { accrue } from './accrue.ts'
import { approve } from './approve.ts'
import { anAccrual, someone } from './builders.ts'
import { clawBack } from './claw-back.ts'
import { expireUnclaimed } from './expire.ts'
import { markPaid, preparePayout } from './payout.ts'
import { listBatches } from './payout-store.ts'
import { reconcile } from './reconcile.ts'
import { insertRule } from './rule-store.ts'
import { DEFAULT_RULE, LEVELS, POSITIONS, type RewardRule } from './rules.ts'
import { listAwards } from './store.ts'

// Small enough that every cap is met within a few steps.
const RULE: RewardRule = {
  ...DEFAULT_RULE,
  coPercent: 50,
  dayCap: { fen: 900, count: 3 },
  monthCap: { fen: 1_700, count: 5 },
  poolFen: 3_300,
  coolingDays: 2,
  claimDays: 3,
}
const START = plainDate('2026-11-27')

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('accrue' as const),
      person: fc.integer({ min: 1, max: 3 }),
      case: fc.nat(12),
      place: fc.nat(2),
      level: fc.constantFrom(...LEVELS),
      position: fc.constantFrom(...POSITIONS),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('approve' as const, 'clawBack' as const), pick: fc.nat(20), stale: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pay' as const), pick: fc.nat(5), returned: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('prepare' as const, 'expire' as const, 'tomorrow' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

test('after any sequence of steps the ledger balances, nothing is paid twice and no cap is exceeded', async () => {
  const house = await testHouse('2026-11-27T09:00')
  let agencyId = 1_000
  const everyAward = async () => (await listAwards(house.db, agencyId, { state: '', month: '', person: '', after: null })).rows
  const take = async (one: Step, run: { day: number }) => {
    const viewer = someone('information-officer', agencyId)
    switch (one.kind) {
      case 'tomorrow':
        run.day += 1
        return house.setNow(`${addDays(START, run.day)}T09:00`)
      case 'accrue': {
        const facts = { caseNumber: `${agencyId}-${one.case}`, reporter: String(one.person).repeat(64), placeKey: `grid-${one.place}`, level: one.level }
        const filed = { ...facts, position: one.position, filedOn: addDays(START, run.day) }
        return await house.db.transaction().execute((tx) => accrue(tx, anAccrual(agencyId, filed), { at: house.now(), by: 'system' }))
      }
      case 'prepare':
        return await preparePayout(house, viewer)
      case 'expire':
        return await expireUnclaimed(house, agencyId)
      case 'pay': {
        const { rows } = await listBatches(house.db, agencyId, null)
        const batch = rows[one.pick % Math.max(rows.length, 1)]
        if (!batch) return undefined
        const returned = one.returned ? batch.list.slice(0, 1).map((line) => line.awardId) : []
        return await markPaid(house, viewer, { id: batch.id, version: batch.version, voucher: 'PZ', returned })
      }
      default: {
        const awards = await everyAward()
        const award = awards[one.pick % Math.max(awards.length, 1)]
        if (!award) return undefined
        const seen = { id: award.id, version: award.version + (one.stale ? 1 : 0) }
        return one.kind === 'approve' ? await approve(house, viewer, [seen]) : await clawBack(house, viewer, seen, '样例')
      }
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      agencyId += 1
      house.setNow(`${START}T09:00`)
      await insertRule(house.db, { agencyId, rule: RULE, basis: '样例', addedBy: '样例', at: house.now() })
      const run = { day: 0 }
      for (const one of steps) await take(one, run)
      const { accounts, differences } = await reconcile(house.db, agencyId)
      expect(differences).toEqual([])
      expect(accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(0)
      const paid = await house.db
        .selectFrom('rewards.entry')
        .select('award_id')
        .where('agency_id', '=', agencyId)
        .where('account', '=', 'paid')
        .where('credit_fen', '>', 0)
        .execute()
      expect(new Set(paid.map((entry) => entry.award_id)).size).toBe(paid.length)
      checkCaps(await everyAward())
    }),
    { numRuns: 60 },
  )
})

type Given = Awaited<ReturnType<typeof listAwards>>['rows']
function checkCaps(awards: Given): void {
  const counted = awards.filter((award) => !(award.state === 'clawed_back' && award.paidOn === null))
  const sums = (keyOf: (award: Given[number]) => string) =>
    [...Map.groupBy(counted, keyOf).values()].map((own) => [own.reduce((sum, { fen }) => sum + fen, 0), own.length])
  for (const [fen = 0, count = 0] of sums((award) => `${award.reporter} ${award.filedOn}`)) {
    expect(fen).toBeLessThanOrEqual(RULE.dayCap.fen)
    expect(count).toBeLessThanOrEqual(RULE.dayCap.count)
  }
  for (const [fen = 0, count = 0] of sums((award) => `${award.reporter} ${award.filedOn.slice(0, 7)}`)) {
    expect(fen).toBeLessThanOrEqual(RULE.monthCap.fen)
    expect(count).toBeLessThanOrEqual(RULE.monthCap.count)
  }
  for (const [fen = 0] of sums((award) => award.filedOn.slice(0, 7))) expect(fen).toBeLessThanOrEqual(RULE.poolFen)
  for (const own of Map.groupBy(counted, (award) => `${award.reporter} ${award.facts.placeKey} ${award.facts.categoryCode}`).values()) {
    const days = own.map((award) => award.filedOn).toSorted()
    for (const [i, day] of days.slice(1).entries()) expect(day >= addDays(days[i] ?? day, RULE.coolingDays)).toBe(true)
  }
}
