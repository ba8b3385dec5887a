import { inShortChinese } from '../../../kernel/plain-date.ts'
import { FilterSelect, ErrorSummary, type FieldErrors } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../ui/table.tsx'
import { STATES, stateName } from '../lifecycle.ts'
import { inYuan } from '../money.ts'
import { levelName, positionName } from '../rules.ts'
import type { AwardFilter, AwardRecord } from '../store.ts'
import { type RewardPowers, RewardTabs } from './tabs.tsx'

/** The list with these filters; without a place it begins at its head. */
export function awardsHref(filter: AwardFilter, change: Partial<AwardFilter> = {}, base = '/staff/rewards'): string {
  const { state, month, person, after } = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (month) query.set('month', month)
  if (person) query.set('person', person)
  if (after !== null) query.set('after', String(after))
  return query.size > 0 ? `${base}?${query}` : base
}

export type AwardsProps = ConsoleFrame & {
  powers: RewardPowers
  filter: AwardFilter
  rows: readonly AwardRecord[]
  next: number | null
  errors: FieldErrors
}

const columns = (picking: boolean): readonly Column<AwardRecord>[] => [
  ...(picking
    ? [
        {
          head: '选',
          cell: (award: AwardRecord) =>
            award.state === 'accrued' ? (
              <input type="checkbox" name={`pick-${award.id}`} value={award.version} aria-label={`选择案件 ${award.caseNumber} 的奖励`} />
            ) : (
              '—'
            ),
        },
      ]
    : []),
  { head: '案件', rowHead: true, line: true, cell: (award) => <a href={`/staff/rewards/${award.id}`}>{award.caseNumber}</a> },
  { head: '立案', line: true, cell: (award) => inShortChinese(award.filedOn) },
  { head: '受奖人', line: true, cell: (award) => award.reporterMasked },
  { head: '级别', cell: (award) => `${levelName[award.facts.level]}，${positionName[award.facts.position]}` },
  { head: '金额', num: true, line: true, cell: (award) => inYuan(award.fen) },
  { head: '状态', cell: (award) => stateName[award.state] },
]

/** Awards, the newest first. */
export const AwardsPage = (p: AwardsProps) => {
  const picking = p.powers.approve && p.rows.some((award) => award.state === 'accrued')
  const table = <DataTable boxed caption="奖励，新的在前" columns={columns(picking)} rows={p.rows} empty="没有符合条件的奖励" />
  return (
    <ConsolePage {...p} title="举报奖励">
      <ErrorSummary errors={p.errors} />
      <RewardTabs current="awards" />
      <Filters filter={p.filter} />
      {picking ? (
        <form method="post" action={awardsHref(p.filter, { after: p.filter.after }, '/staff/rewards/approve')}>
          <div class="panel flush mt-3">{table}</div>
          <p class="batch mt-3">
            <button class="button">审批所选</button>
            <span class="muted">所选的一并审批；其中一笔被他人处理过，就一笔也不办</span>
          </p>
        </form>
      ) : (
        <div class="panel flush mt-3">{table}</div>
      )}
      <Onward first={p.filter.after === null ? null : awardsHref(p.filter)} next={p.next === null ? null : awardsHref(p.filter, { after: p.next })} />
    </ConsolePage>
  )
}

const Filters = ({ filter }: { filter: AwardFilter }) => (
  <section class="panel mt-3">
    <form class="filters" method="get" action="/staff/rewards">
      <FilterSelect name="state" label="状态" all="全部" chosen={filter.state} options={STATES.map((state) => ({ value: state, label: stateName[state] }))} />
      <div class="field">
        <label for="month">立案月份</label>
        <input class="input" id="month" name="month" type="month" value={filter.month} placeholder="2026-11" />
      </div>
      <div class="field">
        <label for="person">受奖人</label>
        <input class="input" id="person" name="person" value={filter.person} />
      </div>
      <div class="row tight">
        <button class="button">筛选</button>
      </div>
    </form>
  </section>
)
