import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { DEFAULT_RULE, type RewardFacts, type RewardRule } from './rules.ts'
import { monthOf } from './store.ts'
import './tables.ts'

/** A rule as it was added. */
export type RuleVersion = RewardRule & { readonly id: number; readonly basis: string; readonly addedAt: Date; readonly addedBy: string }

/** Every version, in the order in which `ruleOn` lets the later one hold. */
export async function listRules(db: Db, agencyId: number): Promise<RuleVersion[]> {
  const rows = await db.selectFrom('rewards.rule').selectAll().where('agency_id', '=', agencyId).orderBy('from_on').orderBy('id').execute()
  return rows.map((row) => ({ ...row.rule, from: row.from_on, id: row.id, basis: row.basis, addedAt: row.added_at, addedBy: row.added_by }))
}

export type NewRule = { readonly agencyId: number; readonly rule: RewardRule; readonly basis: string; readonly addedBy: string; readonly at: Date }

export async function insertRule(db: Db, { agencyId, rule: { from, ...rule }, basis, addedBy, at }: NewRule): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into rewards.rule (agency_id, from_on, rule, basis, added_at, added_by)
    values (${agencyId}::int, ${from}::date, ${JSON.stringify(rule)}::jsonb, ${basis}, ${at}::timestamptz, ${addedBy}) returning id`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a rule without an id')
  return row.id
}

/** Gives an agency without rules the default one. */
export async function ensureRewardRule(db: Db, agencyId: number, at: Date): Promise<void> {
  const any = await db.selectFrom('rewards.rule').select('id').where('agency_id', '=', agencyId).limit(1).executeTakeFirst()
  if (!any) await insertRule(db, { agencyId, rule: DEFAULT_RULE, basis: '参照西城区 2018 年做法，其余为默认设置', addedBy: '系统', at })
}

/** The facts of every report reckoned in a day's month, rewarded or not, in the order of filing; and what they were awarded. */
export async function listReckoned(db: Db, agencyId: number, day: PlainDate): Promise<{ facts: RewardFacts[]; fen: number; awards: number }> {
  const { from, before } = monthOf(day)
  const { rows } = await sql<{ facts: RewardFacts; fen: number }>`
    select facts, fen from (
      select id, filed_on, facts, case when state = 'clawed_back' and paid_on is null then 0 else fen end as fen from rewards.award
        where agency_id = ${agencyId}::int and filed_on >= ${from}::date and filed_on < ${before}::date
      union all
      select id, filed_on, facts, 0 from rewards.not_awarded n
        where agency_id = ${agencyId}::int and filed_on >= ${from}::date and filed_on < ${before}::date
          and not exists (select from rewards.award a where a.case_number = n.case_number and a.reporter_fingerprint = n.reporter_fingerprint)
    ) as reckoned order by filed_on, id`.execute(db)
  const awarded = rows.filter((row) => row.fen > 0)
  return { facts: rows.map((row) => row.facts), fen: awarded.reduce((sum, row) => sum + row.fen, 0), awards: awarded.length }
}
