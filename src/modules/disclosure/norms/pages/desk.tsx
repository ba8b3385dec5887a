import { daysBetween, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import { validityName } from '../../lifecycle.ts'
import { normStageName } from '../lifecycle.ts'
import { type DeskNorm, NORM_TABS, type NormCountsOfDesk, type NormPlace, type NormTab, normTabName } from '../list-store.ts'
import { RULES } from '../../rules.ts'
import { originName } from '../norm.ts'
import { EXPIRY_WARNING_DAYS } from '../terms.ts'
import { placeText } from './public.tsx'

type Props = ConsoleFrame & {
  tab: NormTab
  rows: readonly DeskNorm[]
  next: NormPlace | null
  first: boolean
  counts: NormCountsOfDesk
  today: PlainDate
  mayReceive: boolean
}

const hrefOf = (tab: NormTab): string => (tab === 'road' ? '/staff/norms' : `/staff/norms?tab=${tab}`)
const HINT: Readonly<Partial<Record<NormTab, string>>> = {
  secrecy: '草案公开征求意见以前先经保密审查，审查人不是起草人，也不是批准公开的签发人（条例第十七条）。',
  unanswered: '征求意见已经截止，还没有发布采纳情况反馈；反馈以前不能送合法性审核。',
  unpublished: `已经编号印发，还没有送主动公开：${RULES.item.days} 个工作日从成文日期起算（${RULES.item.law}）。`,
  expiring: `有效期在 ${EXPIRY_WARNING_DAYS} 天之内到期。需要继续执行的，评估后延长；不处理的到期失效。`,
}

/** `/staff/norms`: the register of normative documents, by what waits to be done with them. */
export const NormDeskPage = (p: Props) => (
  <ConsolePage
    {...p}
    title="规范性文件"
    top={
      <>
        <a class="button plain" href="/staff/norms/rounds">
          清理
        </a>
        <a class="button plain" href="/staff/norms/series">
          文号
        </a>
        {p.mayReceive && (
          <a class="button" href="/staff/norms/new">
            登记
          </a>
        )}
      </>
    }
  >
    <nav class="tabs" aria-label="按办理情况">
      {NORM_TABS.map((tab) => (
        <a href={hrefOf(tab)} aria-current={tab === p.tab ? 'page' : null}>
          {normTabName[tab]}
          {p.counts[tab] !== undefined && <span> {p.counts[tab]}</span>}
        </a>
      ))}
    </nav>
    {HINT[p.tab] && <p class="muted mt-3">{HINT[p.tab]}</p>}
    <div class="panel flush mt-3">
      <DataTable caption={normTabName[p.tab]} columns={columnsOf(p)} rows={p.rows} empty="这一类现在没有文件" />
    </div>
    <Onward first={p.first ? null : hrefOf(p.tab)} next={p.next && `/staff/norms?tab=${p.tab}&after=${encodeURIComponent(placeText(p.next))}`} />
  </ConsolePage>
)

const NAME: Column<DeskNorm> = { head: '名称', rowHead: true, cell: ({ number, title }) => <a href={`/staff/norms/${number}`}>{title}</a> }
const NUMBER: Column<DeskNorm> = { head: '文号', cell: ({ documentNumber }) => documentNumber || '—' }

function columnsOf({ tab, today }: Props): readonly Column<DeskNorm>[] {
  const until: Column<DeskNorm> = {
    head: '有效期至',
    line: true,
    cell: ({ validUntil }) =>
      validUntil === null ? (
        '长期'
      ) : tab === 'expiring' ? (
        <LightMark light="soon" word={`${validUntil}，还有 ${daysBetween(today, validUntil)} 天`} />
      ) : (
        validUntil
      ),
  }
  if (tab === 'issued' || tab === 'unpublished' || tab === 'expiring')
    return [NAME, NUMBER, until, { head: '有效性', line: true, cell: (row) => validityName[validityOf(row, today)] }]
  return [
    NAME,
    { head: '来源', line: true, wide: true, cell: ({ origin }) => originName[origin] },
    { head: '环节', line: true, cell: ({ stage }) => normStageName[stage] },
    { head: '征求意见', line: true, cell: ({ stage, consultUntil }) => consultUntil && <Asked stage={stage} until={consultUntil} today={today} /> },
  ]
}

const validityOf = ({ endedOn, endKind, amendedOn }: DeskNorm, today: PlainDate) =>
  endedOn !== null && endedOn <= today ? (endKind ?? 'expired') : amendedOn !== null && amendedOn <= today ? 'amended' : 'valid'

const Asked = ({ stage, until, today }: { stage: DeskNorm['stage']; until: PlainDate; today: PlainDate }) =>
  stage !== 'consulting' ? (
    <>已截止</>
  ) : until < today ? (
    <LightMark light="soon" word="已到期" />
  ) : (
    <>
      到{inShortChinese(until, today)}，还有 {daysBetween(today, until)} 天
    </>
  )
