import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { type Calendar, workingDaysBetween } from '../../calendar/index.ts'
import { findColumn } from '../columns.ts'
import { type DeskItem, type DeskPlace, type Tab, TABS, tabName } from '../desk-store.ts'
import { EXEMPTIONS } from '../exemptions.ts'
import { stageName } from '../lifecycle.ts'

const AMBER_DAYS = 5 // office setting: amber when a quarter of the 20 days or less is left

type Props = ConsoleFrame & {
  tab: Tab
  rows: readonly DeskItem[]
  next: DeskPlace | null
  counts: ReadonlyMap<Tab | 'late', number>
  today: PlainDate
  calendar: Calendar
  mayDraft: boolean
}

/** `/staff/disclosure`: what is on its way to the public, the nearest day first; and what is withheld, the next review first. */
export const DisclosureDeskPage = (p: Props) => (
  <ConsolePage
    {...p}
    title="主动公开"
    top={
      <>
        <a class="button plain" href="/staff/disclosure/board">
          更新情况
        </a>
        {p.mayDraft && (
          <>
            <a class="button plain" href="/staff/disclosure/budgets/new">
              上传预算、决算
            </a>
            <a class="button" href="/staff/disclosure/new">
              拟稿
            </a>
          </>
        )}
      </>
    }
  >
    <nav class="tabs" aria-label="按环节">
      {TABS.map((tab) => (
        <a href={tab === 'road' ? '/staff/disclosure' : `/staff/disclosure?tab=${tab}`} aria-current={tab === p.tab ? 'page' : null}>
          {tabName[tab]}
          {p.counts.has(tab) && <span> {p.counts.get(tab)}</span>}
        </a>
      ))}
    </nav>
    {p.tab === 'road' && (p.counts.get('late') ?? 0) > 0 && (
      <p class="notice" role="status">
        有 {p.counts.get('late')} 条已经超过法定期限还没有公开。
      </p>
    )}
    {p.tab === 'withheld' && <p class="muted mt-3">不予公开的信息要定期复查，情况变化的应当公开（条例第十八条）。</p>}
    <div class="panel flush mt-3">
      <DataTable caption={tabName[p.tab]} columns={columnsOf(p)} rows={p.rows} empty="这一类现在没有信息" />
    </div>
    {p.next && (
      <nav class="pager mt-4" aria-label="分页">
        <a href={`/staff/disclosure?tab=${p.tab}&after=${encodeURIComponent(`${p.next.at}~${p.next.id}`)}`} rel="next">
          下一页
        </a>
      </nav>
    )}
  </ConsolePage>
)

const TITLE: Column<DeskItem> = { head: '标题', rowHead: true, cell: ({ number, title }) => <a href={`/staff/disclosure/${number}`}>{title}</a> }
const COLUMN: Column<DeskItem> = { head: '栏目', wide: true, cell: ({ column }) => findColumn(column)?.name ?? '' }
const STAGE: Column<DeskItem> = { head: '环节', line: true, cell: ({ stage }) => stageName[stage] }

function columnsOf({ tab, today, calendar }: Props): readonly Column<DeskItem>[] {
  switch (tab) {
    case 'withheld':
      return [
        TITLE,
        { head: '不予公开的情形', cell: ({ exemption }) => exemption && `${EXEMPTIONS[exemption].name}（${EXEMPTIONS[exemption].law}）` },
        {
          head: '下次复查',
          line: true,
          cell: ({ reviewOn }) =>
            reviewOn && (
              <>
                {reviewOn <= today && <LightMark light="late" word="该复查了" />} {inShortChinese(reviewOn, today)}
              </>
            ),
        },
      ]
    case 'published':
      return [TITLE, COLUMN, { head: '发布日期', line: true, cell: ({ publishedOn }) => publishedOn }, STAGE]
    case 'withdrawn':
      return [TITLE, COLUMN, STAGE]
    default:
      return [
        TITLE,
        COLUMN,
        STAGE,
        { head: '成文', line: true, wide: true, cell: ({ formedOn }) => inShortChinese(formedOn, today) },
        { head: '公开期限', line: true, cell: (row) => <Due row={row} today={today} calendar={calendar} /> },
      ]
  }
}

const Due = ({ row: { dueOn, provisional }, today, calendar }: { row: DeskItem; today: PlainDate; calendar: Calendar }) => {
  if (dueOn === null) return null
  const left = workingDaysBetween(today, dueOn, calendar)
  const light = dueOn < today ? 'late' : left <= AMBER_DAYS ? 'soon' : 'ok'
  return (
    <>
      <LightMark light={light} word={light === 'late' ? '超期' : light === 'soon' ? '临期' : '正常'} /> {inShortChinese(dueOn, today)}
      {provisional && '（暂定）'}
    </>
  )
}
