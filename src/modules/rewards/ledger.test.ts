import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { type AccrualFacts, accrue } from './accrue.ts'
import { approve } from './approve.ts'
import { anAccrual, someone } from './builders.ts'
import { clawBack } from './claw-back.ts'
import { expireUnclaimed } from './expire.ts'
import { markPaid, preparePayout } from './payout.ts'
import { findBatch } from './payout-store.ts'
import { reconcile } from './reconcile.ts'
import { ensureRewardRule, insertRule } from './rule-store.ts'
import { DEFAULT_RULE, type RewardRule } from './rules.ts'
import type { Seen } from './seen.ts'
import { findAward, listEntries } from './store.ts'

async function office(changed: Partial<RewardRule> = {}) {
  const house = await testHouse('2026-11-24T09:00')
  const { agencyId } = house
  await insertRule(house.db, { agencyId, rule: { ...DEFAULT_RULE, ...changed }, basis: '样例', addedBy: '样例', at: house.now() })
  const viewer = someone('information-officer', agencyId)
  const give = (facts: Partial<AccrualFacts> = {}) =>
    house.db.transaction().execute((tx) => accrue(tx, anAccrual(agencyId, facts), { at: house.now(), by: viewer }))
  const awardOf = async (id: number) => {
    const award = await findAward(house.db, agencyId, id)
    if (!award) throw new Error(`no award ${id}`)
    return award
  }
  const given = async (facts: Partial<AccrualFacts> = {}) => awardOf((await give(facts)).id ?? 0)
  const books = () => reconcile(house.db, agencyId)
  return { house, agencyId, viewer, give, given, awardOf, books }
}
type Office = Awaited<ReturnType<typeof office>>

const balances = async ({ books }: Office) => Object.fromEntries((await books()).accounts.map(({ account, balanceFen }) => [account, balanceFen]))
const place = (n: number): Partial<AccrualFacts> => ({ caseNumber: `AJ-2026-${n}`, placeKey: `grid-${n}` })

/** A batch with everything approved, paid. */
async function payAll({ house, viewer, agencyId }: Office, returned: number[] = []) {
  const prepared = await preparePayout(house, viewer)
  if (isRefusal(prepared)) throw new Error(prepared.because)
  const batch = await findBatch(house.db, agencyId, prepared.batchId)
  return { prepared, batch, paid: await markPaid(house, viewer, { id: prepared.batchId, version: batch?.version ?? 0, voucher: 'PZ-1', returned }) }
}

test('an award goes from the pool to the person, and every account says where its money is', async () => {
  const desk = await office()
  const award = await desk.given()
  expect(award).toMatchObject({ fen: 500, state: 'accrued', because: ['一级问题：5.00 元'], filedOn: '2026-11-24', accruedOn: '2026-11-24' })
  expect(await balances(desk)).toEqual({ pool: -500, payable: 500, approved: 0, paid: 0, expired: 0, recovered: 0 })
  expect(await approve(desk.house, desk.viewer, [award])).toEqual({ approved: 1, fen: 500 })
  expect(await balances(desk)).toMatchObject({ payable: 0, approved: 500 })
  const { prepared, batch, paid } = await payAll(desk)
  expect(prepared).toMatchObject({ awards: 1, fen: 500 })
  expect(batch?.list).toEqual([{ awardId: award.id, caseNumber: 'AJ-2026-0001', reporterMasked: '138****0000', fen: 500 }])
  expect(paid).toEqual({ paid: 1, fen: 500 })
  expect(await balances(desk)).toEqual({ pool: -500, payable: 0, approved: 0, paid: 500, expired: 0, recovered: 0 })
  expect(await desk.awardOf(award.id)).toMatchObject({ state: 'paid', approvedOn: '2026-11-24', claimBy: '2027-02-22', paidOn: '2026-11-24' })
  const entries = await listEntries(desk.house.db, award.id)
  expect(entries.map(({ account, debitFen, creditFen }) => [account, debitFen, creditFen])).toEqual([
    ['pool', 500, 0],
    ['payable', 0, 500],
    ['payable', 500, 0],
    ['approved', 0, 500],
    ['approved', 500, 0],
    ['paid', 0, 500],
  ])
  expect((await desk.books()).differences).toEqual([])
  const traces = await desk.house.db.selectFrom('audit.event').select('act').where('subject', 'like', '%s/%').orderBy('id').execute()
  expect(traces.map((one) => one.act)).toEqual(['记入奖励', '审批奖励', '编制发放名单', '登记发放'])
})

test('one case and person have one award, asked for once, twice or at the same time', async () => {
  const desk = await office()
  const first = await desk.give()
  expect(await desk.give({ level: 2 })).toEqual({ ...first, fresh: false })
  const all = await Promise.all(Array.from({ length: 8 }, () => desk.give({ caseNumber: 'AJ-2026-0002', placeKey: 'elsewhere' })))
  expect(new Set(all.map((one) => one.id)).size).toBe(1)
  expect(all.filter((one) => one.fresh)).toHaveLength(1)
  expect(await balances(desk)).toMatchObject({ pool: -1_000, payable: 1_000 })
})

test('an award is undone with the transaction that files the case', async () => {
  const desk = await office()
  const filing = desk.house.db.transaction().execute(async (tx) => {
    await accrue(tx, anAccrual(desk.agencyId), { at: desk.house.now(), by: 'system' })
    throw new Error('the case was not filed')
  })
  await expect(filing).rejects.toThrow('not filed')
  expect(await balances(desk)).toMatchObject({ pool: 0, payable: 0 })
})

test('why there was no award is kept, once', async () => {
  const desk = await office()
  const none = { id: null, fen: 0, because: ['工作人员举报，不奖励'], fresh: true }
  expect([await desk.give({ isStaff: true }), await desk.give({ isStaff: true })]).toEqual([none, none])
  await desk.give({ reporter: null })
  await desk.give({ reporter: null })
  expect(await desk.give({ caseNumber: 'AJ-0', filedOn: plainDate('2018-09-30') })).toMatchObject({ because: ['立案之日还没有施行奖励规则'] })
  const kept = await desk.house.db.selectFrom('rewards.not_awarded').select(['case_number', 'because']).orderBy('id').execute()
  expect(kept.map((one) => one.because[0])).toEqual(['工作人员举报，不奖励', '匿名且没有联系方式，不奖励', '立案之日还没有施行奖励规则'])
})

test('twenty reports at once keep the caps of the person', async () => {
  const desk = await office({ dayCap: { fen: 2_300, count: 10 } })
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.give(place(n))))
  expect(all.reduce((sum, one) => sum + one.fen, 0)).toBe(2_300)
  expect(all.map((one) => one.fen).toSorted((a, b) => b - a)).toEqual([500, 500, 500, 500, 300, ...Array(15).fill(0)])
  expect((await desk.books()).differences).toEqual([])
})

test('twenty reports of twenty people at once keep the pool of the month', async () => {
  const desk = await office({ poolFen: 4_200 })
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.give({ ...place(n), reporter: String(n).padStart(64, '0') })))
  expect(all.reduce((sum, one) => sum + one.fen, 0)).toBe(4_200)
  expect(await desk.give({ ...place(21), filedOn: plainDate('2026-12-01') })).toMatchObject({ fen: 500 })
})

test('twenty reports at once keep the number of a day, and the same place cools', async () => {
  const desk = await office({ dayCap: { fen: 100_000, count: 3 } })
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.give(place(n))))
  expect(all.filter((one) => one.fen > 0)).toHaveLength(3)
  const tomorrow = { ...place(99), filedOn: plainDate('2026-11-25') }
  expect(await desk.give(tomorrow)).toMatchObject({ fen: 500 })
  expect((await desk.give({ ...tomorrow, caseNumber: 'AJ-2026-100', filedOn: plainDate('2026-12-24') })).because[0]).toContain(
    '30 天内已奖励过（2026年11月25日立案）',
  )
  expect(await desk.give({ ...tomorrow, caseNumber: 'AJ-2026-101', filedOn: plainDate('2026-12-25') })).toMatchObject({ fen: 500 })
})

test('a step is for the version that was seen, and of several awards all are taken or none', async () => {
  const desk = await office()
  const [a, b] = [await desk.given(place(1)), await desk.given(place(2))]
  expect(await approve(desk.house, desk.viewer, [a])).toEqual({ approved: 1, fen: 500 })
  const both = await approve(desk.house, desk.viewer, [b, a])
  expect(both).toMatchObject({ refused: 'stale', because: expect.stringContaining('AJ-2026-1 的奖励刚刚被他人处理') })
  expect(await desk.awardOf(b.id)).toMatchObject({ state: 'accrued', version: 1 })
  expect(await approve(desk.house, desk.viewer, [{ id: a.id, version: 2 }])).toMatchObject({ refused: 'not-now' })
  expect(await approve(desk.house, desk.viewer, [b, { id: 999, version: 1 }])).toMatchObject({ refused: 'not-found' })
  expect(await approve(desk.house, someone('information-officer', desk.agencyId + 1), [b])).toMatchObject({ refused: 'not-found' })
  expect(await approve(desk.house, desk.viewer, [])).toMatchObject({ refused: 'invalid' })
  const raced = await Promise.all(Array.from({ length: 6 }, () => approve(desk.house, desk.viewer, [b])))
  expect(raced.filter((one) => !isRefusal(one))).toHaveLength(1)
  expect(await balances(desk)).toMatchObject({ payable: 0, approved: 1_000 })
})

test('a list is paid once, however often it is said, and two lists share no award', async () => {
  const desk = await office()
  for (const n of [1, 2, 3]) await approve(desk.house, desk.viewer, [await desk.given(place(n))])
  const lists = await Promise.all([1, 2, 3, 4].map(() => preparePayout(desk.house, desk.viewer)))
  const made = lists.flatMap((one) => (isRefusal(one) ? [] : [one]))
  expect(made.reduce((sum, one) => sum + one.awards, 0)).toBe(3)
  const [{ batchId = 0 } = {}] = made
  const said = { id: batchId, version: 1, voucher: 'PZ-1', returned: [] }
  expect(await markPaid(desk.house, desk.viewer, { ...said, version: 7 })).toMatchObject({ refused: 'stale' })
  expect(await markPaid(desk.house, desk.viewer, { ...said, voucher: ' ' })).toMatchObject({ refused: 'invalid' })
  expect(await markPaid(desk.house, desk.viewer, { ...said, returned: [999] })).toMatchObject({ refused: 'invalid' })
  expect(await markPaid(desk.house, desk.viewer, { ...said, id: 999 })).toMatchObject({ refused: 'not-found' })
  const raced = await Promise.all(Array.from({ length: 6 }, () => markPaid(desk.house, desk.viewer, said)))
  expect(raced.filter((one) => !isRefusal(one))).toHaveLength(1)
  expect(raced.find(isRefusal)?.because).toContain('已登记发放，不能再次发放')
  expect((await desk.books()).differences).toEqual([])
})

test('what came back from finance goes on the next list until its day has passed, then it expires', async () => {
  const desk = await office({ claimDays: 30 })
  const [a, b] = [await desk.given(place(1)), await desk.given(place(2))]
  await approve(desk.house, desk.viewer, [a, b])
  const { paid } = await payAll(desk, [b.id])
  expect(paid).toEqual({ paid: 1, fen: 500 })
  expect(await desk.awardOf(b.id)).toMatchObject({ state: 'approved', batchId: null, claimBy: '2026-12-24' })
  desk.house.setNow('2026-12-24T09:00')
  expect(await expireUnclaimed(desk.house, desk.agencyId)).toEqual({ expired: 0, fen: 0 })
  desk.house.setNow('2026-12-25T09:00')
  expect(await preparePayout(desk.house, desk.viewer)).toMatchObject({ refused: 'not-now' })
  expect(await expireUnclaimed(desk.house, desk.agencyId)).toEqual({ expired: 1, fen: 500 })
  expect(await expireUnclaimed(desk.house, desk.agencyId)).toEqual({ expired: 0, fen: 0 })
  expect(await desk.awardOf(b.id)).toMatchObject({ state: 'expired', closedOn: '2026-12-25', closedBecause: '领取期限已过' })
  expect(await balances(desk)).toEqual({ pool: -1_000, payable: 0, approved: 0, paid: 500, expired: 500, recovered: 0 })
  expect((await desk.books()).differences).toEqual([])
})

test('taking back returns money to the pool before payment, and makes it a debt afterwards', async () => {
  const desk = await office({ poolFen: 1_500 })
  const [a, b, c] = [await desk.given(place(1)), await desk.given(place(2)), await desk.given(place(3))]
  expect(await desk.give(place(4))).toMatchObject({ fen: 0 })
  const back = (seen: Seen, reason = '查实为虚假举报') => clawBack(desk.house, desk.viewer, seen, reason)
  expect(await back(a, ' ')).toMatchObject({ refused: 'invalid' })
  expect(await back(a)).toEqual({ id: a.id })
  expect(await back(a)).toMatchObject({ refused: 'stale' })
  expect(await desk.give(place(5))).toMatchObject({ fen: 500 })
  await approve(desk.house, desk.viewer, [b, c])
  const prepared = await preparePayout(desk.house, desk.viewer)
  const id = isRefusal(prepared) ? 0 : prepared.batchId
  expect(await back(await desk.awardOf(b.id))).toMatchObject({ refused: 'not-now', because: expect.stringContaining(`已列入第 ${id} 批`) })
  await markPaid(desk.house, desk.viewer, { id, version: 1, voucher: 'PZ-1', returned: [c.id] })
  expect(await back(await desk.awardOf(b.id))).toEqual({ id: b.id })
  expect(await back(await desk.awardOf(c.id))).toEqual({ id: c.id })
  expect(await balances(desk)).toEqual({ pool: -1_000, payable: 500, approved: 0, paid: 0, expired: 0, recovered: 500 })
  expect((await desk.books()).differences).toEqual([])
  // The debt of a paid award still counts against the pool; a reversed award does not.
  expect(await desk.give(place(6))).toMatchObject({ fen: 500 })
  expect(await desk.give(place(7))).toMatchObject({ fen: 0 })
})

test('the database itself refuses what would break the ledger', async () => {
  const desk = await office()
  const { id } = await desk.given()
  const { db } = desk.house
  const entry = { transaction_id: '00000000-0000-4000-8000-000000000000', agency_id: desk.agencyId, award_id: id, at: new Date(0), by_name: '', by_role: '' }
  const half = db.insertInto('rewards.entry').values({ ...entry, account: 'paid', debit_fen: 0, credit_fen: 500 })
  await expect(half.execute()).rejects.toThrow('does not balance')
  await expect(db.updateTable('rewards.entry').set({ debit_fen: 1 }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('rewards.entry').execute()).rejects.toThrow('append-only')
  await expect(db.updateTable('rewards.award').set({ fen: 1 }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('rewards.award').execute()).rejects.toThrow('append-only')
  await expect(db.updateTable('rewards.rule').set({ basis: '' }).execute()).rejects.toThrow('append-only')
  const approved = { state: 'approved' as const, approved_on: plainDate('2026-11-24'), claim_by: plainDate('2026-12-24') }
  await expect(db.updateTable('rewards.award').set(approved).execute()).rejects.toThrow('the ledger does not hold it in approved')
  expect((await desk.books()).differences).toEqual([])
})

async function tamper(house: TestHouse, statement: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql.raw(statement).execute(tx)
  })
}

test.each([
  ['an amount in an entry', "update rewards.entry set credit_fen = 9900 where account = 'paid'", ['accounts/paid', 'transactions/', 'rewards/1']],
  ['the amount of an award', 'update rewards.award set fen = 9900 where id = 1', ['accounts/pool', 'accounts/paid', 'rewards/1', 'rewards/1', 'payouts/1']],
  [
    'the state of an award',
    "update rewards.award set state = 'approved', paid_on = null where id = 1",
    ['accounts/approved', 'accounts/paid', 'rewards/1', 'rewards/1', 'payouts/1'],
  ],
  ['an award that is gone', 'delete from rewards.award where id = 1', ['accounts/pool', 'accounts/paid', 'rewards/1', 'rewards/1', 'payouts/1']],
  ['an entry that is gone', "delete from rewards.entry where account = 'paid'", ['accounts/paid', 'transactions/', 'rewards/1']],
  ['what a list says was paid', 'update rewards.payout_batch set paid_fen = 400', ['payouts/1']],
])('%s changed behind the house is found', async (_name, statement, subjects) => {
  const desk = await office()
  await approve(desk.house, desk.viewer, [await desk.given()])
  await payAll(desk)
  await desk.given(place(2))
  expect((await desk.books()).differences).toEqual([])
  await tamper(desk.house, statement)
  const { differences } = await desk.books()
  expect(differences.map((one) => one.subject.replace(/(transactions\/).*/, '$1'))).toEqual(subjects)
  expect(differences.every((one) => /元/.test(one.sentence))).toBe(true)
})

test('an agency without rules is given the default one, once', async () => {
  const house = await testHouse()
  await ensureRewardRule(house.db, house.agencyId, house.now())
  await ensureRewardRule(house.db, house.agencyId, house.now())
  expect(await house.db.selectFrom('rewards.rule').select('from_on').execute()).toEqual([{ from_on: '2018-10-01' }])
})
