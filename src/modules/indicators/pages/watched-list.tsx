import type { Values } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { SUPERVISION_LEVELS, spanText, stageName, supervisionName, type WatchedRow } from '../../cases/index.ts'
import type { Named } from '../load-figures.ts'
import { whyText } from '../watch.ts'

export type RefusedSupervision = { readonly number: string; readonly because: string; readonly values: Values }
type Props = {
  caption: string
  rows: readonly WatchedRow[]
  named: Named
  now: Date
  /** Where the page to come back to stands; null for a reader who may not supervise. */
  back: string | null
  refused: RefusedSupervision | null
  empty: string
}

/** What is watched, why it is there, and the 督办 in one step. */
export const WatchedTable = (p: Props) => <DataTable boxed caption={p.caption} columns={columnsOf(p)} rows={p.rows} empty={p.empty} />

const columnsOf = (p: Props): readonly Column<WatchedRow>[] => [
  { head: '编号', rowHead: true, line: true, cell: ({ number }) => <a href={`/staff/cases/${number}`}>{number}</a> },
  { head: '时限', line: true, cell: (row) => limitOf(row, p.now) },
  {
    head: '问题',
    cell: (row) => (
      <>
        {row.title}
        <br />
        <span class="muted">{[row.street && p.named.names.street(row.street), row.place].filter(Boolean).join(' · ')}</span>
      </>
    ),
  },
  {
    head: '在谁手里',
    cell: (row) => (
      <>
        {row.unit ?? '尚未派遣'}
        <br />
        <span class="muted">{stageName[row.stage]}</span>
      </>
    ),
  },
  { head: '原因', cell: whyText },
  {
    head: '督办',
    cell: (row) => (
      <>
        {row.supervision && <span class="badge grey">{supervisionName[row.supervision]}</span>}
        {canSupervise(row) && p.back !== null && <Supervise row={row} back={p.back} refused={p.refused?.number === row.number ? p.refused : null} />}
        {!row.supervision && !canSupervise(row) && '—'}
      </>
    ),
  },
]

// What has been verified waits only for the hall to close it: there is nobody to urge.
const canSupervise = ({ stage }: WatchedRow): boolean => stage !== 'verified'

function limitOf({ overdueFrom, suspendedUntil }: WatchedRow, now: Date) {
  if (suspendedUntil) return <LightMark light="hold" word={`挂账至 ${suspendedUntil}`} />
  if (!overdueFrom) return <LightMark light="hold" word="停计" />
  const left = overdueFrom.getTime() - now.getTime()
  return left < 0 ? <LightMark light="late" word={`超期 ${spanText(-left)}`} /> : <LightMark light="ok" word={`还剩 ${spanText(left)}`} />
}

const Supervise = ({ row, back, refused }: { row: WatchedRow; back: string; refused: RefusedSupervision | null }) => {
  const id = `s-${row.id}`
  const level = refused?.values['level'] ?? 'remind'
  return (
    <details class="do" open={refused !== null}>
      <summary>督办</summary>
      <form method="post" action={`/staff/supervision/${row.number}`}>
        <input type="hidden" name="version" value={row.version} />
        <input type="hidden" name="back" value={back} />
        <div class="field">
          <label for={`${id}-level`}>方式</label>
          <select class="input" id={`${id}-level`} name="level">
            {SUPERVISION_LEVELS.map((one) => (
              <option value={one} selected={one === level}>
                {supervisionName[one]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}-note`}>要求，公众也会看到</label>
          <textarea class="input" id={`${id}-note`} name="note" rows={2}>
            {`\n${refused?.values['note'] ?? '请今天处置完毕并反馈'}`}
          </textarea>
        </div>
        <p class="mt-3">
          <button class="button">发出督办</button>
        </p>
      </form>
    </details>
  )
}
