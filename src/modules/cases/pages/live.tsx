import { islands } from '../../../ui/assets.ts'
import { escaped, type Html, raw } from '../../../ui/jsx-runtime.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { caseLight } from '../light.ts'
import { stageName } from '../lifecycle.ts'
import type { Names } from '../naming.ts'
import type { PublicRow } from '../public-list-store.ts'
import { momentText } from '../moment-text.ts'

/** One change, as a line of the live list; the same markup is sent to pages that are open. */
export function liveLine(row: PublicRow, names: Names, now: Date): string {
  const number = escaped(row.number)
  const light = caseLight(row, now)
  const what = [row.title || (row.category ? names.category(row.category) : names.tile(row.tile)), row.street && names.street(row.street), row.unit]
  return (
    `<li id="live-${number}"><time datetime="${row.movedAt.toISOString()}">${momentText(row.movedAt, now)}</time><div><a href="/cases/${number}">${number}</a> ` +
    `<strong>${escaped(stageName[row.stage])}</strong>　${escaped(what.filter(Boolean).join(' · '))}${light ? `　${<LightMark light={light.light} word={light.word} />}` : ''}</div></li>`
  )
}

const linesOf = (rows: readonly PublicRow[], names: Names, now: Date): Html => raw(rows.map((row) => liveLine(row, names, now)).join(''))

/** `/cases/live`: the list of changes; with a script it goes on by itself, without one it is loaded again by hand. */
export const LivePage = (p: PublicFrame & { rows: readonly PublicRow[]; names: Names; now: Date }) => (
  <PublicPage {...p} title="案件实时变动" current="cases" crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '实时' }]}>
    <div class="wrap stack mt-4">
      <h1>案件实时变动</h1>
      <p class="row between">
        <span class="muted" data-live-told role="status">
          {momentText(p.now, p.now)} 的情况
        </span>
        <a href="/cases/live">刷新</a>
      </p>
      <ol class="items live" data-live="/cases/live/events">
        {linesOf(p.rows, p.names, p.now)}
      </ol>
    </div>
    <script src={islands.live.path} defer />
  </PublicPage>
)
