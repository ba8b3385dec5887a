import { beijingDay, inShortChinese, plainDate } from '../../../kernel/plain-date.ts'
import { type Child, escaped, type Html, inner, raw } from '../../../ui/jsx-runtime.ts'
import { lightText } from '../../../ui/light.tsx'
import { limitText, unitSays } from '../../standards/index.ts'
import type { CaseClock, Counted } from '../clock.ts'
import { caseLight, spanText } from '../light.ts'
import type { Stage } from '../lifecycle.ts'
import type { Names } from '../naming.ts'
import { clockText, dayText, momentMarkup, momentText, shortMoment } from '../moment-text.ts'
import type { Line, PublicCase } from '../public-record.ts'

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

/** Number, words, place and the six steps, with when each was last reached. Written as text: it stands on every page of a case. */
export function CaseHead({ record, names, now }: CaseView): Html {
  const reached = REACHED[record.stage] ?? 0
  const where = [record.streetCode && names.street(record.streetCode), record.place].filter(Boolean).join(' ')
  const lead = [record.category && names.category(record.category), where, record.unit && `派发部门：${record.unit}`].filter(Boolean).join('　')
  const badges =
    (record.exempt ? '<span class="badge grey">超期免予计责</span>' : '') +
    (record.reopened > 0 ? `<span class="badge grey">第 ${record.reopened} 次重办</span>` : '')
  return raw(
    `<p class="row"><span>案件编号 ${record.number}</span><span class="badge">${record.stageWord}</span>${badges}</p>` +
      `<h1>${escaped(record.title ?? '公众上报')}</h1><p class="lead">${escaped(lead)}</p>${reached > 0 ? stepsOf(record, reached, now) : ''}`,
  )
}

function stepsOf({ lines }: PublicCase, reached: number, now: Date): string {
  let items = ''
  STEPS.forEach((name, i) => {
    const line = i < reached ? lines.findLast(({ title }) => title !== '不予立案' && title.endsWith(STEP_ENDINGS[i] ?? '')) : undefined
    const mark = i < reached ? ' class="done"' : i === reached ? ' class="now"' : ''
    items += `<li${mark}>${name}${line ? `<time>${shortMoment(line.at, now)}</time>` : ''}</li>`
  })
  return `<ol class="steps" aria-label="办理环节">${items}</ol>`
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
export function PromisePanel({ record, now }: CaseView): Html | null {
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
  const version = record.version === null ? '' : `<a href="/standards/${record.version}">立结案标准</a>`
  return raw(
    `<section class="panel"><h2>承诺与结果</h2><p>${light ? lightText(light.light, light.word) : ''}　${promised(record, promise, now)}</p>` +
      `<p class="muted mt-2">立案条件“${escaped(record.condition ?? '')}”，时限 <strong>${escaped(limitText(limit))}</strong>（${unitSays[limit.unit].replace(/。$/, '')}），` +
      `结案条件“${escaped(record.closing ?? '')}”。${version}</p>` +
      `${formerWords(record, now)}${record.exempt ? '<p class="mt-2">承办单位的超期申诉成立，免予计责；超期的事实仍然显示。</p>' : ''}` +
      `${ledgerTable(promise.ledger, limit.unit === 'work_day' || limit.unit === 'day', now)}</section>`,
  )
}

/** What was late before stays said, whoever has the case now. */
const formerWords = ({ former }: PublicCase, now: Date): string =>
  former
    .map(({ unit, dueAt, at, ended, exempt }) => {
      const how = ended === 'handled' ? `${momentText(at, now)}才完成` : `${momentText(at, now)}交回时已经超期`
      return `<p class="mt-2">此前由${escaped(unit)}承办，承诺 ${momentText(dueAt, now)} 前处置完毕，${how}${exempt ? '（申诉成立，免予计责）' : ''}。</p>`
    })
    .join('')

/** What was promised and what came of it, or that time stands still. */
function promised({ handledAt, suspendedUntil, suspendedBecause }: PublicCase, { dueAt, provisional }: CaseClock, now: Date): string {
  if (dueAt) {
    const done = handledAt ? `，实际 <strong>${momentText(handledAt, now)}</strong> 完成` : ''
    return `承诺 <strong>${momentText(dueAt, now)}</strong> 前处置完毕${done}。${provisional ? '（暂定：其中一年的放假通知尚未发布）' : ''}`
  }
  const until = suspendedUntil ? `，挂账到${inShortChinese(plainDate(suspendedUntil), beijingDay(now))}` : ''
  return `现在停止计时${until}，恢复后重新算出到期时刻。${suspendedBecause ? `原因：${escaped(suspendedBecause)}。` : ''}`
}

const KIND_WORD: Readonly<Record<Counted['kind'], string>> = { counted: '计', start: '不计', off: '不计', break: '停计', resumed: '不计', season: '不计' }

const LEDGER_HEAD = [
  ['日期', '计时', '原因'],
  ['时段', '计时', '原因'],
].map((heads) => `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`)

/** Written as text, as the history below it: the two are most of a page. */
function ledgerTable(ledger: readonly Counted[], days: boolean, now: Date): string {
  let rows = ''
  for (const { when, counted, kind, why } of grouped(ledger, days, now))
    rows += `<tr><td class="nowrap">${when}</td><td>${kind === 'break' ? lightText('hold', '停计') : counted}</td><td>${escaped(why)}</td></tr>`
  return `<table class="table dense ledger mt-4"><caption>时限怎么算出来的</caption>${LEDGER_HEAD[days ? 0 : 1]}<tbody>${rows}</tbody></table>`
}

/** `11月24日（周二）09:00 至 09:40`; what has not ended ends where it began. */
function spanOf({ from, to }: Counted, now: Date): string {
  if (to.getTime() === from.getTime()) return `${momentText(from, now)} 起`
  return `${momentText(from, now)} 至 ${beijingDay(from) === beijingDay(to) ? clockText(to) : momentText(to, now)}`
}

type Row = { readonly when: string; readonly counted: string; readonly kind: Counted['kind']; readonly why: string }

/** Days in a row that count as the same thing for the same reason stand in one line. */
function grouped(ledger: readonly Counted[], days: boolean, now: Date): Row[] {
  const rows: Row[] = []
  let from: Counted | undefined
  ledger.forEach((line, i) => {
    from ??= line
    const next = ledger[i + 1]
    if (days && next && next.kind === line.kind && next.why === line.why && line.kind !== 'counted') return
    const when = !days ? spanOf(line, now) : from === line ? dayText(line.from, now) : `${dayText(from.from, now)}至${dayText(line.from, now)}`
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

export function Timeline({ lines, now, title = '办理过程' }: { lines: readonly Line[]; now: Date; title?: Child }): Html {
  let items = ''
  for (const { at, title: head, text, mark } of lines)
    items += `<li${mark ? ` class="${mark}"` : ''}>${momentMarkup(at, now)}<h3>${escaped(head)}</h3>` + `${text ? `<p>${escaped(text)}</p>` : ''}</li>`
  return raw(`<section><h2 class="mt-6">${inner(title)}</h2><ol class="timeline">${items}</ol></section>`)
}
