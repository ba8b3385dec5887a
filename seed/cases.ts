import { sql } from 'kysely'
import { beijingDay } from '../src/kernel/plain-date.ts'
import { lastQuarter, yearPeriod } from '../src/modules/cases/index.ts'
import { accrue } from '../src/modules/rewards/index.ts'
import type { Db } from '../src/platform/database.ts'
import type { House } from '../src/platform/house.ts'
import type { Life } from './cases/life.ts'
import { livesUpTo } from './cases/month.ts'
import { findWorld, type World } from './cases/world.ts'
import { type Written, writeLives } from './cases/write.ts'
import { livesOf, type Target } from './cases/year.ts'
import { keyOf } from './key.ts'

/** How much of the sample is made: for tests a part of it has the same branches. */
export type SampleSize = { readonly quarter: Target; readonly year: Target; readonly aDay: number }

const quarter = (handled: number, rated: number, satisfied: number): Target => ({
  name: 'quarter 2018-4',
  period: lastQuarter(2018),
  handled,
  rated,
  satisfied,
})
const year = (handled: number, rated: number, satisfied: number): Target => ({ name: 'year 2019', period: yearPeriod(2019), handled, rated, satisfied })

/**
 * The reference year as the agency reported it. 17,132 public reports were handled in 2019, which is to say closed in it
 * (`isHandledIn`); beside them the sample has those that were declined, merged, transferred, withdrawn or voided. 2,213 were rated
 * and 2,061 satisfied: 93.13 %. Of the last quarter of 2018 only 91.35 % is known; 950 of 1,040 (91.346 %) are chosen for it.
 */
export const WHOLE: SampleSize = { quarter: quarter(4_300, 1_040, 950), year: year(17_132, 2_213, 2_061), aDay: 60 }
export const SMALL: SampleSize = { quarter: quarter(60, 26, 23), year: year(300, 58, 54), aDay: 10 }

/** The reports and cases of the sample: each part is there whole or not at all, so that begun again it goes on where it stopped. */
export async function seedCases(house: House, agencyId: number, size: SampleSize, say: (line: string) => void): Promise<void> {
  const parts = [
    { first: `${size.quarter.name} 0`, title: '2018 年四季度', lives: (world: World) => livesOf(world, size.quarter) },
    { first: `${size.year.name} 0`, title: '2019 年', lives: (world: World) => livesOf(world, size.year) },
    { first: 'month reported 0', title: '近 30 天', lives: (world: World) => livesUpTo(world, house.now(), size.aDay), rewarded: true },
  ]
  let world: World | undefined
  for (const { first, title, lives, rewarded = false } of parts) {
    if (await isThere(house.db, first)) continue
    world ??= await findWorld(house, agencyId)
    const told = lives(world)
    await load(house, agencyId, world, { first, lives: told, rewarded, say: (done) => done > 0 && done % 5_000 === 0 && say(`  ${title}：${done} 件`) })
    say(`载入样例案件（${title}）${told.length} 件`)
  }
}

async function isThere(db: Db, key: string): Promise<boolean> {
  const found = await db.selectFrom('cases.case').select('id').where('submission_key', '=', keyOf(key)).executeTakeFirst()
  return found !== undefined
}

const LOCK = 7_110_531
type Part = { readonly first: string; readonly lives: readonly Life[]; readonly rewarded: boolean; readonly say: (done: number) => void }

async function load(house: House, agencyId: number, world: World, { first, lives, rewarded, say }: Part): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    // Two processes starting at once: the second waits, then finds nothing to do.
    await sql`select pg_advisory_xact_lock(${LOCK}::int, ${agencyId}::int)`.execute(tx)
    if (await isThere(tx, first)) return
    const written = await writeLives(tx, house, agencyId, world, lives, say)
    if (rewarded) await reward(tx, agencyId, written, house.now())
    const numbers = written.map(({ number }) => number)
    await sql`insert into cases.to_index (case_id) select id from cases.case where number = any(${numbers}::text[]) and shown = 'full' order by id`.execute(tx)
  })
  await sql`analyze cases.case, cases.event`.execute(house.db)
}

const REWARDED_MS = 14 * 86_400_000
/** The rewards of the first reporters of the cases filed in the last fortnight, in the order of filing. */
async function reward(tx: Db, agencyId: number, written: readonly Written[], now: Date): Promise<void> {
  const filed = written
    .flatMap((one) => (one.life.state.filedAt === null ? [] : [{ ...one, filedAt: one.life.state.filedAt }]))
    .filter(({ filedAt }) => now.getTime() - filedAt.getTime() < REWARDED_MS)
    .toSorted((a, b) => a.filedAt.getTime() - b.filedAt.getTime())
  for (const { life, number, filedAt, reporter: kept } of filed) {
    const { filing, spot, access } = life.reported
    if (kept.reporter_fingerprint === null) continue
    await accrue(
      tx,
      {
        agencyId,
        reporterMasked: kept.reporter_masked,
        caseNumber: number,
        filedOn: beijingDay(filedAt),
        level: filing.level,
        access,
        reporter: kept.reporter_fingerprint,
        isStaff: false,
        position: 'first',
        standing: 'valid',
        placeKey: spot.gridCode ?? '',
        categoryCode: filing.category,
      },
      { at: filedAt, by: 'system' },
    )
  }
}
