import { ListFiles } from '../../../../ui/list-files.tsx'
import { beijingDay, inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import { ErrorSummary, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../../ui/steps.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import type { Withheld, WithheldPlace, WithheldRow } from '../store.ts'
import {
  LONGEST_REVIEW_YEARS,
  OPENING_DAYS,
  REVIEW_YEARS,
  WITHHELD_STEPS,
  type WithheldStep,
  withheldClosedBecause,
  withheldEventName,
  withheldStageName,
  withheldStepName,
  yearsAfter,
  groundOf,
} from '../withheld.ts'

const PATH = '/staff/requests/withheld'

type When = { readonly today: PlainDate; readonly amberOn: PlainDate }
function lightWord({ stage, reviewOn }: Pick<WithheldRow, 'stage' | 'reviewOn'>, { today, amberOn }: When) {
  const what = stage === 'opening' ? '公开' : '评估'
  if (reviewOn === null) return { light: 'done', word: '已公开' } as const
  if (reviewOn < today) return { light: 'late', word: `该${what}了` } as const
  return reviewOn <= amberOn ? ({ light: 'soon', word: `快到${what}之日` } as const) : ({ light: 'ok', word: '正常' } as const)
}

type DeskProps = ConsoleFrame & When & { open: boolean; rows: readonly WithheldRow[]; after: WithheldPlace | null; next: WithheldPlace | null; due: number }
const columns = (p: DeskProps): readonly Column<WithheldRow>[] => [
  { head: '申请', rowHead: true, line: true, cell: ({ number }) => <a href={`${PATH}/${number}`}>{number}</a> },
  { head: '再评估', cell: (row) => <LightMark {...lightWord(row, p)} /> },
  { head: '评估之日', line: true, cell: ({ reviewOn, item }) => (reviewOn ? inChinese(reviewOn) : item ? <a href={`/disclosure/${item}`}>{item}</a> : '—') },
  { head: '理由', cell: ({ decision }) => groundOf(decision) },
  { head: '内容', cell: ({ subject }) => (subject.length > 40 ? `${subject.slice(0, 40)}……` : subject) },
  { head: '答复', line: true, cell: ({ withheldOn }) => withheldOn },
  { head: '情况', cell: ({ stage }) => withheldStageName[stage] },
]
const hrefOf = (open: boolean, after: WithheldPlace | null): string => {
  const query = new URLSearchParams({ ...(open ? {} : { tab: 'published' }), ...(after ? { after: `${after.day ?? ''}.${after.id}` } : {}) })
  return query.size > 0 ? `${PATH}?${query}` : PATH
}

/** `/staff/requests/withheld`: what requests refused or gave in part, the next review first (条例第十八条). */
export const WithheldDeskPage = (p: DeskProps) => (
  <ConsolePage {...p} title="不予公开登记">
    <p>
      依申请不予公开（条例第十四条至第十六条）和部分公开的，到日再评估。{p.due > 0 ? `已经到了日子的 ${p.due} 条。` : '现在没有到日子的。'}
      情势变化、可以公开的，应当公开（条例第十八条）。
      <a href="/staff/disclosure?tab=withheld">主动公开方面的不予公开台账</a>
    </p>
    <nav class="tabs mt-3" aria-label="情况">
      <a href={hrefOf(true, null)} aria-current={p.open ? 'page' : null}>
        不予公开
      </a>
      <a href={hrefOf(false, null)} aria-current={p.open ? null : 'page'}>
        后来公开的
      </a>
    </nav>
    <p class="row mt-3">
      <ListFiles path={`${PATH}/list`} query={p.open ? '' : 'tab=published'} />
    </p>
    <div class="panel flush mt-3">
      <DataTable caption="依申请不予公开和部分公开的，先到评估之日的在前" columns={columns(p)} rows={p.rows} empty="这里还没有" boxed />
    </div>
    <Onward first={p.after && hrefOf(p.open, null)} next={p.next && hrefOf(p.open, p.next)} />
  </ConsolePage>
)
export type WithheldFileProps = ConsoleFrame &
  When & {
    withheld: Withheld
    step?: WithheldStep | undefined
    refused?: { readonly step: WithheldStep; readonly because: Refusal; readonly values: Values }
  }
const whyOf = ({ because, law }: Refusal): string => (law ? `${because}（${law}）` : because)

/** `/staff/requests/withheld/:number`: one entry, its reviews, and the steps this person may take. */
export const WithheldFilePage = (p: WithheldFileProps) => {
  const { number, subject, state, events } = p.withheld
  const open = WITHHELD_STEPS.filter((step) => !withheldClosedBecause(state, step, p.viewer.role))
  return (
    <ConsolePage {...p} title={`不予公开登记：${number}`}>
      {p.refused && <ErrorSummary errors={{ [`step-${p.refused.step}`]: whyOf(p.refused.because) }} />}
      <p>
        <a href={PATH}>回到不予公开登记</a>
      </p>
      <div class="grid side mt-3">
        <aside class="grid no-print">
          <StepList
            typed={p.refused}
            path={`${PATH}/${number}`}
            steps={open}
            chosen={chosenOf(p.refused?.step, p.step, open)}
            names={withheldStepName}
            empty={state.stage === 'published' ? '已经主动公开。' : '由审核人评估，您可以查看。'}
            form={(step) => <StepForm {...p} step={step} />}
          />
        </aside>
        <div class="grid">
          <section class="panel">
            <p class="row tight">
              <strong class="big">{withheldStageName[state.stage]}</strong>
              <LightMark {...lightWord(state, p)} />
            </p>
            <dl class="facts tight mt-2">
              <dt>申请</dt>
              <dd>
                <a href={`/staff/requests/${number}`}>{number}</a> {subject}
              </dd>
              <dt>理由</dt>
              <dd>{groundOf(state.decision)}</dd>
              <dt>答复</dt>
              <dd>{inChinese(state.withheldOn)}</dd>
              {state.reviewOn && (
                <>
                  <dt>{state.stage === 'opening' ? '公开的期限' : '评估之日'}</dt>
                  <dd>{inChinese(state.reviewOn)}</dd>
                </>
              )}
              {state.item && (
                <>
                  <dt>公开为</dt>
                  <dd>
                    <a href={`/disclosure/${state.item}`}>信息 {state.item}</a>
                  </dd>
                </>
              )}
            </dl>
          </section>
          <section class="panel">
            <h2>经过</h2>
            <ol class="timeline">
              {events.map(({ at, by, fact }) => (
                <li>
                  <h3>{withheldEventName[fact.step]}</h3>
                  <p class="muted">
                    {`${inShortChinese(beijingDay(at))} ${by}`}
                    {'reviewOn' in fact && `，${fact.step === 'open' ? '公开的期限' : '评估之日'} ${inChinese(fact.reviewOn)}`}
                  </p>
                  {'grounds' in fact && <p>{fact.grounds}</p>}
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </ConsolePage>
  )
}

const StepForm = (p: WithheldFileProps & { step: WithheldStep }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  const values = refused?.values ?? {}
  const f = (name: string, label: string, fallback = '') => ({
    id: `${p.step}-${name}`,
    name,
    label,
    values: { [name]: values[name] ?? fallback },
    errors: {},
  })
  return (
    <form method="post" action={`${PATH}/${p.withheld.number}/${p.step}`}>
      <input type="hidden" name="version" value={p.withheld.version} />
      {refused && <p class="error">{whyOf(refused.because)}</p>}
      {p.step === 'publish' ? (
        <TextField {...f('item', '已经公开的信息的编号')} short hint="如 2026-00012" />
      ) : (
        <TextArea {...f('grounds', p.step === 'setDay' ? '为什么改日期' : '评估的理由')} rows={4} />
      )}
      {(p.step === 'keep' || p.step === 'setDay') && (
        <TextField
          {...f('reviewOn', '下一次评估', yearsAfter(p.today, REVIEW_YEARS))}
          type="date"
          short
          hint={`通常一年以后，最长 ${LONGEST_REVIEW_YEARS} 年`}
        />
      )}
      {p.step === 'open' && <p class="muted mt-2">{OPENING_DAYS} 个工作日内主动公开（条例第二十六条）。</p>}
      <p class="row mt-3">
        <button class="button">{withheldStepName[p.step]}</button>
      </p>
    </form>
  )
}
