import { ListFiles } from '../../../../ui/list-files.tsx'
import { inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import type { RemedyLight } from '../../remedies/clock.ts'
import { type PetitionKind, petitionDesk, petitionName } from '../kinds.ts'
import { PETITION_STAGES, petitionLifecycle, petitionStageName } from '../lifecycle.ts'
import type { PetitionFigures, PetitionPlace, PetitionRow } from '../store.ts'

type When = { readonly today: PlainDate; readonly amberOn: PlainDate }
/** The light of the day the office has set itself. */
export function lightWord({ dueOn }: { readonly dueOn: PlainDate | null }, { today, amberOn }: When): readonly [RemedyLight, string] {
  if (dueOn === null) return ['done', '已办结']
  if (dueOn < today) return ['late', '超期']
  return dueOn <= amberOn ? ['soon', dueOn === today ? '今天到期' : '临期'] : ['ok', '正常']
}

export type PetitionDeskProps = ConsoleFrame &
  When & {
    kind: PetitionKind
    open: boolean
    rows: readonly PetitionRow[]
    after: PetitionPlace | null
    next: PetitionPlace | null
    year: number
    figures: PetitionFigures
  }

const hrefOf = ({ kind }: Pick<PetitionDeskProps, 'kind'>, open: boolean, after: PetitionPlace | null): string => {
  const query = new URLSearchParams({ ...(open ? {} : { tab: 'done' }), ...(after ? { after: `${after.day}.${after.id}` } : {}) })
  return query.size > 0 ? `${petitionDesk[kind]}?${query}` : petitionDesk[kind]
}

/** `/staff/complaints`, `/staff/suggestions`: what is open by its day, what is over, and the year's count. */
export const PetitionDeskPage = (p: PetitionDeskProps) => (
  <ConsolePage {...p} title={petitionName[p.kind]}>
    <Counts {...p} />
    <nav class="tabs mt-4" aria-label="办理情况">
      <a href={hrefOf(p, true, null)} aria-current={p.open ? 'page' : null}>
        未办结
      </a>
      <a href={hrefOf(p, false, null)} aria-current={p.open ? null : 'page'}>
        已办结
      </a>
    </nav>
    <p class="row mt-3">
      <ListFiles path={`${petitionDesk[p.kind]}/list`} query={p.open ? '' : 'tab=done'} />
    </p>
    <div class="panel flush mt-3">
      <DataTable
        caption={`${p.open ? '未办结' : '已办结'}的${petitionName[p.kind]}`}
        columns={columnsOf(p)}
        rows={p.rows}
        empty={p.open ? '没有等待办理的' : '还没有办结的'}
        boxed
      />
    </div>
    <Onward first={p.after && hrefOf(p, p.open, null)} next={p.next && hrefOf(p, p.open, p.next)} />
  </ConsolePage>
)

const columnsOf = (p: PetitionDeskProps): readonly Column<PetitionRow>[] => [
  { head: '编号', rowHead: true, line: true, cell: ({ number }) => <a href={`${petitionDesk[p.kind]}/${number}`}>{number}</a> },
  {
    head: '期限',
    cell: (row) => {
      const [light, word] = lightWord(row, p)
      return <LightMark light={light} word={row.dueOn ? `${word}，${inShortChinese(row.dueOn)}` : word} />
    },
  },
  { head: '内容', cell: ({ subject }) => (subject.length > 40 ? `${subject.slice(0, 40)}……` : subject) },
  { head: '环节', cell: ({ stage }) => petitionStageName[stage] },
  { head: p.kind === 'complaint' ? '承办' : '公开为', line: true, cell: ({ handler, item }) => handler ?? item ?? '—' },
  { head: '申请', line: true, cell: ({ aboutRequest }) => aboutRequest ?? '—' },
  { head: '收到', line: true, cell: ({ receivedOn }) => receivedOn },
]

/** 上年转入 + 本年收到 = 各种办结 + 年末未办结. */
const Counts = ({ kind, year, figures }: PetitionDeskProps) => {
  const ends = PETITION_STAGES.filter((stage) => stage !== 'received' && stage !== 'handling' && canEndIn(kind, stage))
  return (
    <section class="panel">
      <h2>{year} 年</h2>
      <p class="mt-2">
        {`收到 ${figures.received} 件，上年转入 ${figures.carriedIn} 件；`}
        {ends.map((stage) => `${petitionStageName[stage]} ${figures[stage]} 件`).join('，')}
        {`；还没有办结 ${figures.carriedOut} 件。`}
      </p>
    </section>
  )
}
const canEndIn = (kind: PetitionKind, stage: string): boolean =>
  Object.values(petitionLifecycle[kind]).some((steps) => Object.values(steps as Readonly<Record<string, { to: string }>>).some(({ to }) => to === stage))
