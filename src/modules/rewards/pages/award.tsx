import { beijingDay, beijingTime, inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { accountName, isRefusedStep, stateName } from '../lifecycle.ts'
import { inYuan } from '../money.ts'
import { accessName, levelName, positionName } from '../rules.ts'
import type { AwardRecord, Entry } from '../store.ts'
import { type RewardPowers, RewardTabs } from './tabs.tsx'

export type AwardProps = ConsoleFrame & {
  powers: RewardPowers
  award: AwardRecord
  entries: readonly Entry[]
  values: Values
  errors: FieldErrors
}

export const momentOf = (at: Date): string => `${beijingDay(at)} ${beijingTime(at)}`

const entryColumns: readonly Column<Entry>[] = [
  { head: '时间', line: true, cell: (entry) => momentOf(entry.at) },
  { head: '科目', rowHead: true, cell: (entry) => accountName[entry.account] },
  { head: '借方', num: true, line: true, cell: (entry) => (entry.debitFen ? inYuan(entry.debitFen) : '—') },
  { head: '贷方', num: true, line: true, cell: (entry) => (entry.creditFen ? inYuan(entry.creditFen) : '—') },
  { head: '经办', cell: (entry) => `${entry.byName}（${entry.byRole}）` },
]

/** One award: why it is what it is, and every movement of its money. */
export const AwardPage = (p: AwardProps) => (
  <ConsolePage {...p} title={`奖励：案件 ${p.award.caseNumber}`}>
    <ErrorSummary errors={p.errors} />
    <RewardTabs current="awards" />
    <section class="panel mt-3">
      <h2>
        {inYuan(p.award.fen)}，{stateName[p.award.state]}
      </h2>
      <ol class="mt-3">
        {p.award.because.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ol>
      <Facts award={p.award} />
    </section>
    <section class="panel mt-4">
      <h2>分录</h2>
      <DataTable caption="这笔奖励的分录" columns={entryColumns} rows={p.entries} empty="没有分录" />
    </section>
    {p.powers.approve && <Steps {...p} />}
  </ConsolePage>
)

const Facts = ({ award }: { award: AwardRecord }) => (
  <dl class="facts mt-3">
    <dt>受奖人</dt>
    <dd>
      {award.reporterMasked} <a href={`/staff/rewards?person=${award.reporter}`}>此人的全部奖励</a>
    </dd>
    <dt>事实</dt>
    <dd>
      {inChinese(award.filedOn)}立案，{levelName[award.facts.level]}，{accessName[award.facts.access]}，{positionName[award.facts.position]}
    </dd>
    <dt>规则</dt>
    <dd>
      <a href="/staff/rewards/rules">第 {award.ruleId} 版</a>
    </dd>
    {award.approvedOn && award.claimBy && (
      <>
        <dt>审批</dt>
        <dd>
          {inChinese(award.approvedOn)}，最迟{inChinese(award.claimBy)}领取
        </dd>
      </>
    )}
    {award.batchId !== null && (
      <>
        <dt>发放</dt>
        <dd>
          <a href={`/staff/rewards/payouts/${award.batchId}`}>第 {award.batchId} 批</a>
          {award.paidOn && `，${inChinese(award.paidOn)}发放`}
        </dd>
      </>
    )}
    {award.closedOn && (
      <>
        <dt>了结</dt>
        <dd>
          {inChinese(award.closedOn)}，{award.closedBecause}
        </dd>
      </>
    )}
  </dl>
)

const Steps = ({ award, values, errors }: AwardProps) => (
  <section class="panel mt-4">
    <h2>办理</h2>
    {!isRefusedStep(award, 'approve') && (
      <form method="post" action={`/staff/rewards/${award.id}/approve`}>
        <input type="hidden" name="version" value={award.version} />
        <p class="row mt-3">
          <button class="button">审批</button>
        </p>
      </form>
    )}
    {isRefusedStep(award, 'clawBack') ? (
      <p class="muted">这笔奖励已经了结。</p>
    ) : (
      <details class="do mt-3" open={Object.keys(errors).length > 0}>
        <summary>撤回这笔奖励</summary>
        <form method="post" action={`/staff/rewards/${award.id}/claw-back`}>
          <input type="hidden" name="version" value={award.version} />
          <TextField
            name="reason"
            label="撤回的理由"
            values={values}
            errors={errors}
            hint={award.state === 'paid' ? '奖金已经发放，撤回后记为应追回' : '奖金尚未发放，撤回后退回奖金池'}
          />
          <p class="row mt-3">
            <button class="button warn">撤回</button>
          </p>
        </form>
      </details>
    )}
  </section>
)
