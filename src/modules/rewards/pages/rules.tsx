import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { RulePreview } from '../add-rule.ts'
import type { Cost } from '../cost.ts'
import { inYuan } from '../money.ts'
import { CHOSEN_EXCLUSIONS, RULE_FIELDS } from '../rule-form.ts'
import type { RuleVersion } from '../rule-store.ts'
import { ACCESSES, accessName, exclusionName, LEVELS, levelName } from '../rules.ts'
import { type RewardPowers, RewardTabs } from './tabs.tsx'

export type RulesProps = ConsoleFrame & {
  powers: RewardPowers
  rules: readonly RuleVersion[]
  /** The id of the version in force today. */
  inForce: number | null
  values: Values
  errors: FieldErrors
  preview: RulePreview | null
}

const columns = (inForce: number | null): readonly Column<RuleVersion>[] => [
  {
    head: '版本',
    rowHead: true,
    line: true,
    cell: (rule) => <Lines of={[`第 ${rule.id} 版${rule.id === inForce ? '（现行）' : ''}`, `${inChinese(rule.from)}起`]} />,
  },
  {
    head: '金额',
    line: true,
    cell: ({ levelFen, firstPercent, coPercent, accessPercent }) => (
      <Lines
        of={[
          ...LEVELS.map((level) => `${levelName[level]} ${inYuan(levelFen[level])}`),
          `首报 ${firstPercent}%，共同 ${coPercent}%`,
          ...ACCESSES.map((access) => `${accessName[access]} ${accessPercent[access]}%`),
        ]}
      />
    ),
  },
  {
    head: '上限和期限',
    line: true,
    cell: ({ dayCap, monthCap, poolFen, coolingDays, claimDays }) => (
      <Lines
        of={[
          `每人每天 ${inYuan(dayCap.fen)}、${dayCap.count} 件`,
          `每人每月 ${inYuan(monthCap.fen)}、${monthCap.count} 件`,
          `每月总额 ${inYuan(poolFen)}`,
          `同人同地同类间隔 ${coolingDays} 天`,
          `审批后 ${claimDays} 天内领取`,
        ]}
      />
    ),
  },
  { head: '不奖励', cell: (rule) => <Lines of={rule.excluded.map((one) => exclusionName[one])} /> },
  { head: '依据', cell: (rule) => <Lines of={[rule.basis, `${rule.addedBy}，${inChinese(beijingDay(rule.addedAt))}录入`]} /> },
]

const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((line, i) => (
      <>
        {i > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

/** Every version of the rules, and a form for the next. */
export const RulesPage = (p: RulesProps) => (
  <ConsolePage {...p} title="奖励规则">
    <ErrorSummary errors={p.errors} />
    <RewardTabs current="rules" />
    {p.preview && <Preview preview={p.preview} values={p.values} />}
    <section class="panel mt-3">
      <h2>版本</h2>
      <DataTable caption="奖励规则的版本，后施行的在前" columns={columns(p.inForce)} rows={p.rules.toReversed()} empty="还没有奖励规则，举报不会记入奖励" />
    </section>
    {p.powers.approve && <NewRule {...p} />}
  </ConsolePage>
)

const costWord = ({ awards, fen }: Cost): string => `${awards} 笔，${inYuan(fen)}`

const Preview = ({ preview, values }: { preview: RulePreview; values: Values }) => (
  <section class="panel mt-3">
    <h2>试算：{preview.month}</h2>
    <p class="notice mt-3">
      按已记录的 {preview.was.reports} 件举报逐件重算，只看当月之内。实际记入 {costWord(preview.was)}；按新规则为 {costWord(preview.wouldBe)}，
      {preview.wouldBe.fen >= preview.was.fen ? '多' : '少'} {inYuan(Math.abs(preview.wouldBe.fen - preview.was.fen))}。
    </p>
    <form class="mt-3" method="post" action="/staff/rewards/rules">
      {Object.entries(values).map(([name, value]) => name !== 'confirm' && <input type="hidden" name={name} value={value} />)}
      <input type="hidden" name="confirm" value="yes" />
      <p class="row">
        <button class="button">确认录入</button>
        <a class="button plain" href="/staff/rewards/rules">
          不录入
        </a>
      </p>
    </form>
  </section>
)

const NewRule = ({ values, errors, preview }: RulesProps) => (
  <section class="panel mt-4">
    <h2>{preview ? '改后再试算' : '录入新规则'}</h2>
    <p class="muted">已经录入的版本不改动；新规则自施行之日起立案的举报适用，最早为明天。</p>
    <form method="post" action="/staff/rewards/rules">
      <TextField name="from" label="施行日期" type="date" short values={values} errors={errors} />
      <TextField name="basis" label="依据" values={values} errors={errors} hint="文件名称或者批准的会议" />
      <div class="grid three">
        {RULE_FIELDS.map((field) => (
          <TextField
            name={field.name}
            label={field.label}
            inputmode={field.kind === 'money' ? 'decimal' : 'numeric'}
            short
            values={values}
            errors={errors}
            {...('hint' in field ? { hint: field.hint } : {})}
          />
        ))}
      </div>
      <fieldset class="field">
        <legend>不奖励</legend>
        {CHOSEN_EXCLUSIONS.map((one) => (
          <label class="choice">
            <input type="checkbox" name={one} value="yes" checked={values[one] === 'yes'} />
            <span>{exclusionName[one]}</span>
          </label>
        ))}
        <p class="muted">匿名且没有联系方式的，无法发放，一律不奖励。</p>
      </fieldset>
      <p class="row mt-3">
        <button class="button">先看试算</button>
      </p>
    </form>
  </section>
)
