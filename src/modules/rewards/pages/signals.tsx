import { inShortChinese, beijingDay } from '../../../kernel/plain-date.ts'
import { ErrorSummary, TextField } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable, EmptyTable } from '../../../ui/table.tsx'
import type { Judgement, Signals } from '../judge-signal.ts'
import { type Decision, kindName, nameOf, verdictName } from '../signal-decision.ts'
import { SIGNAL_DAYS, SIGNAL_KINDS, type Signal } from '../signals.ts'
import { RewardTabs } from './tabs.tsx'

export type RefusedJudgement = Judgement & { readonly refused: string }
type Props = ConsoleFrame & Signals & { refused: RefusedJudgement | undefined }

const MOST_LINKS = 20
const MOST_SIGNALS = 50

/** Signals by kind, each with a form to judge it, and those that were judged. */
export const SignalsPage = (p: Props) => {
  const at = p.refused ? p.open.findIndex((signal) => nameOf(signal) === p.refused?.name) : -1
  return (
    <ConsolePage {...p} title="奖励疑点">
      {p.refused && <ErrorSummary errors={{ [at < 0 ? '' : `because-${at}`]: p.refused.refused }} />}
      <RewardTabs current="signals" />
      <p class="muted mt-3">
        最近 {SIGNAL_DAYS} 天的上报里值得看一眼的。每一种都可能有正当的原因，由您判断；判断只记下来，不会自动扣减、追回奖励。
        {'平台不记录上报人的设备，“几个人用同一台设备”只在有设备信息时出现。'}
      </p>
      {p.more && <p class="notice soon mt-3">上报太多，只看了最新的一部分。</p>}
      {p.open.length === 0 && (
        <div class="mt-4">
          <EmptyTable words="没有等您判断的疑点" />
        </div>
      )}
      {SIGNAL_KINDS.map((kind) => (
        <OneKind {...p} kind={kind} />
      ))}
      <section class="panel mt-5">
        <h2>已经判断的</h2>
        <DataTable caption="已经判断的疑点，新的在前" columns={COLUMNS} rows={p.decided} empty={`最近 ${SIGNAL_DAYS} 天没有判断过疑点`} />
      </section>
    </ConsolePage>
  )
}

const OneKind = (p: Props & { kind: Signal['kind'] }) => {
  const own = p.open.flatMap((signal, at) => (signal.kind === p.kind ? [{ signal, at }] : []))
  return own.length === 0 ? null : (
    <section class="mt-5">
      <h2>
        {kindName[p.kind]}　<span class="muted">{own.length} 条</span>
      </h2>
      {own.slice(0, MOST_SIGNALS).map(({ signal, at }) => (
        <OneSignal signal={signal} at={at} refused={p.refused?.name === nameOf(signal) ? p.refused : undefined} />
      ))}
      {own.length > MOST_SIGNALS && <p class="muted mt-3">另有 {own.length - MOST_SIGNALS} 条，判断完上面的就会出现。</p>}
    </section>
  )
}

const OneSignal = ({ signal, at, refused }: { signal: Signal; at: number; refused: RefusedJudgement | undefined }) => (
  <form class="panel mt-3" method="post" action="/staff/rewards/signals">
    <input type="hidden" name="name" value={nameOf(signal)} />
    <p class="label">{signal.sentence}</p>
    <Links reports={signal.reports} />
    <TextField
      id={`because-${at}`}
      name="because"
      label="说明"
      values={{ because: refused?.because ?? '' }}
      errors={refused ? { because: refused.refused } : {}}
      hint="判为有问题的，写明有什么问题"
    />
    <p class="row mt-3">
      <button class="button plain" name="verdict" value="fine">
        {verdictName.fine}
      </button>
      <button class="button warn" name="verdict" value="wrong">
        {verdictName.wrong}
      </button>
    </p>
  </form>
)

const Links = ({ reports }: { reports: readonly string[] }) => (
  <p class="row tight">
    {reports.slice(0, MOST_LINKS).map((report) => (
      <a href={`/staff/cases/${report}`}>{report}</a>
    ))}
    {reports.length > MOST_LINKS && <span class="muted">等 {reports.length} 件</span>}
  </p>
)

const COLUMNS: readonly Column<Decision>[] = [
  { head: '疑点', rowHead: true, cell: ({ kind, sentence }) => `${kindName[kind]}：${sentence}` },
  { head: '上报', cell: ({ reports }) => <Links reports={reports} /> },
  { head: '判断', line: true, cell: ({ verdict }) => <span class={verdict === 'fine' ? 'badge grey' : 'badge'}>{verdictName[verdict]}</span> },
  { head: '说明', cell: ({ because }) => because || '—' },
  { head: '谁，何时', cell: ({ by, at }) => `${by}，${inShortChinese(beijingDay(at))}` },
]
