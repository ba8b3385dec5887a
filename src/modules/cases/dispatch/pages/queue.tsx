import { FilterSelect } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { TILES } from '../../../standards/index.ts'
import type { DeskRow } from '../../desk-store.ts'
import { deskLight } from '../../light.ts'
import { stageName } from '../../lifecycle.ts'
import type { Names } from '../../naming.ts'
import { hrefOf } from '../address.ts'
import { DESK_STAGES } from '../carry.ts'
import type { DispatchProps } from './props.ts'

/** The list: the first due first, each with its light; a tick takes it into the batch below. */
export const Queue = (p: DispatchProps) => {
  const total = DESK_STAGES.reduce((sum, stage) => sum + (p.counts.get(stage) ?? 0), 0)
  return (
    <section class="panel flush queue" aria-label="等着办的案件">
      <div class="pad">
        <nav class="row tight" aria-label="环节">
          <a href={hrefOf(p.asked, { stage: null })} aria-current={p.asked.stage === null ? 'page' : null}>
            全部 {total}
          </a>
          {DESK_STAGES.map((stage) => (
            <a href={hrefOf(p.asked, { stage })} aria-current={p.asked.stage === stage ? 'page' : null}>
              {stageName[stage]} {p.counts.get(stage) ?? 0}
            </a>
          ))}
        </nav>
        <Narrow {...p} />
      </div>
      {p.rows.length === 0 ? <p class="pad muted">这一部分没有等着办的案件。</p> : <Rows {...p} />}
      {p.next && (
        <p class="pad">
          <a href={hrefOf(p.asked, { after: p.next })}>往后的案件</a>
        </p>
      )}
      {p.rows.length > 0 && <Batch {...p} />}
    </section>
  )
}

const Narrow = ({ asked, names }: DispatchProps) => (
  <form class="filters mt-2 two-up" action="/staff/dispatch">
    {asked.stage && <input type="hidden" name="stage" value={asked.stage} />}
    <FilterSelect name="tile" label="类别" all="全部" chosen={asked.tile} options={TILES.map(({ key, name }) => ({ value: key, label: name }))} />
    <FilterSelect name="area" label="街道" all="全部" chosen={asked.area} options={names.streets.map(({ code, name }) => ({ value: code, label: name }))} />
    <button class="button plain">筛选</button>
  </form>
)

export const titleOf = (row: DeskRow, names: Names): string => row.title || names.tile(row.tile)

const Rows = (p: DispatchProps) => (
  <ul class="pick" data-queue>
    {p.rows.map((row) => {
      const light = row.deskDueAt && deskLight(row.stage, row.deskDueAt, p.now)
      const chosen = row.number === p.chosen?.one.number
      return (
        <li class="ticked">
          <input type="checkbox" form="batch" name={`pick-${row.number}`} value={row.version} aria-label={`选中 ${row.number}`} />
          <a href={hrefOf(p.asked, { chosen: row.number })} class={chosen ? 'picked' : null} aria-current={chosen ? 'true' : null}>
            <span class="row between">
              <strong>{titleOf(row, p.names)}</strong>
              {light && <LightMark light={light.light} word={light.word} />}
            </span>
            <span class="muted">
              {row.number}　{stageName[row.stage]}
            </span>
            <span class="muted">{[row.street && p.names.street(row.street), row.place].filter(Boolean).join(' · ')}</span>
          </a>
        </li>
      )
    })}
  </ul>
)

const Batch = ({ asked, viewer }: DispatchProps) => (
  <form method="post" action="/staff/dispatch/batch" id="batch" class="batch">
    {Object.entries(asked).map(([name, value]) => (value ? <input type="hidden" name={name} value={value} /> : null))}
    <span class="muted" data-picked role="status">
      选中的一起办
    </span>
    <button class="button plain" name="go" value="accept">
      受理
    </button>
    <button class="button plain" name="go" value="file">
      立案
    </button>
    {viewer.role === 'dispatcher' && (
      <button class="button plain" name="go" value="dispatch">
        派遣
      </button>
    )}
    <span class="hint">按建议的条件和单位办，逐件说结果；没有把握的留给您。</span>
  </form>
)
