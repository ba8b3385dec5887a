import { islands } from '../../../ui/assets.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../ui/table.tsx'
import { type DeskBox, STAGES_OF } from '../desk.ts'
import { type DeskPlace, type DeskRow, MOST_COUNTED } from '../desk-store.ts'
import { distanceText } from '../distance-text.ts'
import { supervisionName } from '../facts.ts'
import { caseLight, deskLight } from '../light.ts'
import { isOver, rowOf, STAGES, type Stage, stageName } from '../lifecycle.ts'
import { placeText } from '../map-view.ts'
import type { Point } from '../../organizations/index.ts'
import type { Names } from '../naming.ts'
import type { Asks } from '../projection.ts'

type Props = ConsoleFrame & {
  rows: readonly DeskRow[]
  next: DeskPlace | null
  counts: ReadonlyMap<Stage | 'asks', number>
  /** Cases whose photos nobody has looked at; null for who may not. */
  held: number | null
  names: Names
  /** The list that was asked for; null for what waits for this person. */
  stage: DeskBox | null
  /** Where the person stands, for the nearest first. */
  at: Point | null
  now: Date
}

export const askName = { postponement: '申请延期', suspension: '申请挂账', appeal: '申诉超期' } as const satisfies Record<Asks, string>

const hrefOf = ({ stage, at }: Pick<Props, 'stage' | 'at'>, change: { stage?: Props['stage']; after?: DeskPlace } = {}): string => {
  const query = new URLSearchParams()
  const next = change.stage === undefined ? stage : change.stage
  if (next) query.set('stage', next)
  if (at) query.set('place', placeText(at))
  if (change.after) query.set('after', `${change.after.at}~${change.after.id}`)
  return query.size > 0 ? `/staff/cases?${query}` : '/staff/cases'
}

/** The clock a row is worked by: the unit's promise while a unit has it, else the hall's own desk. */
function lightOf(row: DeskRow, now: Date) {
  const withUnit = row.stage === 'dispatched' || row.stage === 'handling'
  return withUnit || !row.deskDueAt ? caseLight(row, now) : deskLight(row.stage, row.deskDueAt, now)
}

/** `/staff/cases`: what waits for a person, the most urgent first. */
export const DeskListPage = (p: Props) => (
  <ConsolePage {...p} title="案件待办" top={<Search />}>
    <Boxes {...p} />
    {(p.viewer.role === 'handler' || p.viewer.role === 'inspector') && <NearestFirst {...p} />}
    <section class="mt-3">
      <DataTable caption="案件" columns={columnsOf(p)} rows={p.rows} empty="这里没有等您办的案件" />
    </section>
    <Onward first={null} next={p.next ? hrefOf(p, { after: p.next }) : null} />
  </ConsolePage>
)

const Search = () => (
  <form action="/staff/cases" class="row" role="search">
    <input class="input short" name="q" aria-label="案件编号" placeholder="XC20261125-0001" autocomplete="off" />
    <button class="button plain">打开</button>
  </form>
)

const Boxes = (p: Props) => {
  const mine = STAGES_OF[p.viewer.role] ?? []
  const open = STAGES.filter((stage) => !isOver(stage) && (p.viewer.role !== 'handler' || mine.includes(stage)))
  const total = mine.reduce((sum, stage) => sum + (p.counts.get(stage) ?? 0), 0)
  const asks = p.counts.get('asks') ?? 0
  return (
    <nav class="tabs" aria-label="环节">
      <a href={hrefOf(p, { stage: null })} aria-current={p.stage === null ? 'page' : null}>
        我的待办 <span>{total}</span>
      </a>
      {p.viewer.role === 'duty-officer' && (
        <a href={hrefOf(p, { stage: 'asks' })} aria-current={p.stage === 'asks' ? 'page' : null}>
          待批申请 <span>{asks}</span>
        </a>
      )}
      {p.held !== null && (
        <a href={hrefOf(p, { stage: 'photos' })} aria-current={p.stage === 'photos' ? 'page' : null}>
          待审照片 <span>{p.held < MOST_COUNTED ? p.held : `${MOST_COUNTED}+`}</span>
        </a>
      )}
      {p.viewer.role !== 'handler' &&
        open.map((stage) => (
          <a href={hrefOf(p, { stage })} aria-current={p.stage === stage ? 'page' : null}>
            {stageName[stage]} <span>{p.counts.get(stage) ?? 0}</span>
          </a>
        ))}
      {rowOf('reported', 'merge')?.by.includes(p.viewer.role) && <a href="/staff/dispatch/duplicates">疑似重复</a>}
    </nav>
  )
}

/** Filled by the telephone's position, and sent, when its owner presses the button; without a script the order stays that of urgency. */
const NearestFirst = (p: Props) => (
  <form action="/staff/cases" class="row mt-3">
    {p.stage && <input type="hidden" name="stage" value={p.stage} />}
    <input type="hidden" name="placeSource" value="" disabled />
    <input class="input short" name="place" aria-label="我的位置：经度,纬度" placeholder="116.36,39.91" value={p.at ? placeText(p.at) : ''} />
    <button type="button" class="button plain" data-locate="send" hidden>
      定位
    </button>
    <button class="button plain">离我近的在前</button>
    <span data-located role="status" />
    <script src={islands.place.path} defer />
  </form>
)

const columnsOf = (p: Props): readonly Column<DeskRow>[] => [
  {
    head: '编号',
    rowHead: true,
    line: true,
    cell: ({ number }) => <a href={`/staff/cases/${number}`}>{number}</a>,
  },
  {
    head: '时限',
    line: true,
    cell: (row) => {
      const light = lightOf(row, p.now)
      return light ? <LightMark light={light.light} word={light.word} /> : '—'
    },
  },
  {
    head: '问题',
    cell: (row) => (
      <>
        {row.title || p.names.tile(row.tile)}
        <br />
        <span class="muted">
          {[row.category && p.names.category(row.category), row.street && p.names.street(row.street), row.place].filter(Boolean).join(' · ')}
        </span>
      </>
    ),
  },
  {
    head: '环节',
    cell: (row) => (
      <>
        {stageName[row.stage]}
        {row.asks && <span class="badge">{askName[row.asks]}</span>}
        {row.failed > 0 && <span class="badge grey">返工 {row.failed} 次</span>}
        {row.supervision && <span class="badge grey">{supervisionName[row.supervision as keyof typeof supervisionName] ?? row.supervision}</span>}
      </>
    ),
  },
  { head: p.at ? '距离' : '承办单位', cell: (row) => (p.at ? distanceText(p.at, row) : (row.unit ?? '—')) },
]
