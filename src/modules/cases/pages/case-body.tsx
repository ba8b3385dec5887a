import { beijingDay, inShortChinese, plainDate } from '../../../kernel/plain-date.ts'
import { type Child, escaped, type Html, inner, raw } from '../../../ui/jsx-runtime.ts'
import { LightMark, lightText } from '../../../ui/light.tsx'
import { limitText, unitSays } from '../../standards/index.ts'
import type { Counted } from '../clock.ts'
import { caseLight, spanText } from '../light.ts'
import type { Stage } from '../lifecycle.ts'
import type { Names } from '../naming.ts'
import { clockText, dayText, type Line, momentText, type PublicCase, shortMoment } from '../public-record.ts'

/** A photo the public may see. */
export type ShownPhoto = { readonly role: string; readonly alt: string; readonly thumb: string; readonly full: string }
export type CaseView = {
  readonly record: PublicCase
  readonly names: Names
  readonly photos: readonly ShownPhoto[]
  readonly now: Date
  readonly coReports: number
}

const STEPS = ['上报', '立案', '派遣', '处置', '核查', '结案'] as const
const REACHED: Partial<Record<Stage, number>> = {
  reported: 1,
  on_site: 1,
  screened: 1,
  filed: 2,
  returned: 2,
  disputed: 2,
  dispatched: 3,
  handling: 3,
  handled: 4,
  verified: 5,
  closed: 6,
  visiting: 6,
}
const STEP_ENDINGS = ['上报', '立案', '派遣', '处置反馈', '核查：通过', '结案'] as const

/** Number, words, place and the six steps, with when each was last reached. */
export const CaseHead = ({ record, names }: CaseView) => {
  const reached = REACHED[record.stage] ?? 0
  return (
    <>
      <p class="row">
        <span>案件编号 {record.number}</span>
        <span class="badge">{record.stageWord}</span>
        {record.exempt && <span class="badge grey">超期免予计责</span>}
        {record.reopened > 0 && <span class="badge grey">第 {record.reopened} 次重办</span>}
      </p>
      <h1>{record.title ?? '公众上报'}</h1>
      <p class="lead">
        {[
          record.category && names.category(record.category),
          [record.streetCode && names.street(record.streetCode), record.place].filter(Boolean).join(' '),
          record.unit && `派发部门：${record.unit}`,
        ]
          .filter(Boolean)
          .join('　')}
      </p>
      {reached > 0 && (
        <ol class="steps" aria-label="办理环节">
          {STEPS.map((name, i) => {
            const line = record.lines.findLast(({ title }) => title !== '不予立案' && title.endsWith(STEP_ENDINGS[i] ?? ''))
            return (
              <li class={i < reached ? 'done' : i === reached ? 'now' : null}>
                {name}
                {i < reached && line && <time>{shortMoment(line.at)}</time>}
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}

export const Photos = ({ photos }: { photos: readonly ShownPhoto[] }) =>
  photos.length === 0 ? null : (
    <div class="photos">
      {photos.map((photo) => (
        <figure>
          <a href={photo.full}>
            <img src={photo.thumb} alt={photo.alt || photo.role} loading="lazy" />
          </a>
          <figcaption>{photo.role}</figcaption>
        </figure>
      ))}
    </div>
  )

/** The promise, the verdict, and how every day or hour of it was counted. */
export const PromisePanel = ({ record, now }: CaseView) => {
  const { limit, promise } = record
  if (!limit || !promise) return null
  const light = caseLight(
    {
      stage: record.stage,
      givenAt: record.givenAt,
      dueAt: promise.dueAt,
      handledAt: record.handledAt,
      onTime: record.verdict && record.verdict === 'on_time',
      suspended: record.suspendedUntil !== null,
    },
    now,
  )
  return (
    <section class="panel">
      <h2>承诺与结果</h2>
      <p>
        {light && <LightMark light={light.light} word={light.word} />}
        {promise.dueAt ? (
          <>
            {'　'}承诺 <strong>{momentText(promise.dueAt)}</strong> 前处置完毕
            {record.handledAt && (
              <>
                ，实际 <strong>{momentText(record.handledAt)}</strong> 完成
              </>
            )}
            。{promise.provisional && '（暂定：其中一年的放假通知尚未发布）'}
          </>
        ) : (
          <>
            {'　'}现在停止计时{record.suspendedUntil && `，挂账到${inShortChinese(plainDate(record.suspendedUntil))}`}，恢复后重新算出到期时刻。
            {record.suspendedBecause && `原因：${record.suspendedBecause}。`}
          </>
        )}
      </p>
      <p class="muted mt-2">
        立案条件“{record.condition}”，时限 <strong>{limitText(limit)}</strong>（{unitSays[limit.unit].replace(/。$/, '')}），结案条件“{record.closing}”。
        {record.version !== null && <a href={`/standards/${record.version}`}>立结案标准</a>}
      </p>
      {record.exempt && <p class="mt-2">承办单位的超期申诉成立，免予计责；超期的事实仍然显示。</p>}
      <LedgerTable ledger={promise.ledger} days={limit.unit === 'work_day' || limit.unit === 'day'} />
    </section>
  )
}

const KIND_WORD: Readonly<Record<Counted['kind'], string>> = { counted: '计', start: '不计', off: '不计', break: '停计', resumed: '不计', season: '不计' }

const LEDGER_HEAD = [
  ['日期', '计时', '原因'],
  ['时段', '计时', '原因'],
].map((heads) => `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`)

/** Written as text, as the history below it: the two are most of a page. */
function LedgerTable({ ledger, days }: { ledger: readonly Counted[]; days: boolean }): Html {
  let rows = ''
  for (const { when, counted, kind, why } of grouped(ledger, days))
    rows += `<tr><td class="nowrap">${when}</td><td>${kind === 'break' ? lightText('hold', '停计') : counted}</td><td>${escaped(why)}</td></tr>`
  return raw(`<table class="table dense ledger mt-4"><caption>时限怎么算出来的</caption>${LEDGER_HEAD[days ? 0 : 1]}<tbody>${rows}</tbody></table>`)
}

/** `11月24日（周二）09:00 至 09:40`; what has not ended ends where it began. */
function spanOf({ from, to }: Counted): string {
  if (to.getTime() === from.getTime()) return `${momentText(from)} 起`
  return `${momentText(from)} 至 ${beijingDay(from) === beijingDay(to) ? clockText(to) : momentText(to)}`
}

type Row = { readonly when: string; readonly counted: string; readonly kind: Counted['kind']; readonly why: string }

/** Days in a row that count as the same thing for the same reason stand in one line. */
function grouped(ledger: readonly Counted[], days: boolean): Row[] {
  const rows: Row[] = []
  let from: Counted | undefined
  ledger.forEach((line, i) => {
    from ??= line
    const next = ledger[i + 1]
    if (days && next && next.kind === line.kind && next.why === line.why && line.kind !== 'counted') return
    const when = !days ? spanOf(line) : from === line ? dayText(line.from) : `${dayText(from.from)}至${dayText(line.from)}`
    const counted =
      line.kind === 'counted'
        ? days && Number.isInteger(line.count) && line.count < 1_000
          ? `第 ${line.count} 日`
          : spanText(line.count)
        : KIND_WORD[line.kind]
    rows.push({ when, counted: i === ledger.length - 1 && line.kind === 'counted' ? `${counted}，到期` : counted, kind: line.kind, why: line.why })
    from = undefined
  })
  return rows
}

export function Timeline({ lines, title = '办理过程' }: { lines: readonly Line[]; title?: Child }): Html {
  let items = ''
  for (const { at, title: head, text, mark } of lines)
    items +=
      `<li${mark ? ` class="${mark}"` : ''}><time datetime="${at.toISOString()}">${momentText(at)}</time><h3>${escaped(head)}</h3>` +
      `${text ? `<p>${escaped(text)}</p>` : ''}</li>`
  return raw(`<section><h2 class="mt-6">${inner(title)}</h2><ol class="timeline">${items}</ol></section>`)
}
