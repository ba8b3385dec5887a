import { Hono } from 'hono'
import { CSV, csvOf } from '../../platform/csv.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { readPages } from '../../platform/read-pages.ts'
import { download, page, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { may, viewerOf } from '../identity/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { DECISIONS } from './decisions.ts'
import { CHANNELS, channelName, applicantKindName } from './kinds.ts'
import { stageName } from './lifecycle.ts'
import { DeskPage, QueuePage } from './pages/staff-pages.tsx'
import { countQueue, listQueue, type Place, type QueueFilter, type QueueRow, TABS } from './queue.ts'

import { listWaitedFor } from './circulation-store.ts'
import { deskOf, READERS } from './staff-desk.ts'
import { ownDepartment } from './visibility.ts'

const MOST_EXPORTED_PAGES = 200

/** `/staff` and `/staff/requests`: the desk, the queue, and the queue as a file. */
export function queueRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, at, frame } = deskOf(house)

  app.get('/', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const filter = { tab: 'open', text: '', channel: '', department: '', after: null } as const
    const tab = viewer.role === 'reviewer' ? ('drafted' as const) : viewer.role === 'signer' ? ('reviewed' as const) : null
    const sends = viewer.role === 'information-officer'
    const [counts, urgent, mine, owed, unsent] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      tab && listQueue(house.db, viewer, { ...filter, tab }, now),
      sends || viewer.role === 'handling-department' ? listWaitedFor(house.db, viewer.agencyId, ownDepartment(viewer)) : [],
      sends ? listQueue(house.db, viewer, { ...filter, tab: 'unsent' }, now) : null,
    ])
    return page(
      c,
      <DeskPage
        {...(await frame(c))}
        {...now}
        counts={counts}
        urgent={urgent.rows.slice(0, 20)}
        mine={tab && mine ? { tab, rows: mine.rows } : null}
        owed={owed.slice(0, 10)}
        unsent={unsent?.rows.slice(0, 10) ?? []}
      />,
    )
  })

  app.get('/requests', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const filter = filterOf(c)
    const [counts, queue, departments] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      listDepartments(house.db, viewer.agencyId),
    ])
    return page(c, <QueuePage {...(await frame(c))} {...now} filter={filter} counts={counts} rows={queue.rows} next={queue.next} departments={departments} />)
  })

  app.get('/requests.csv', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const lines = [['编号', '收到', '到期', '环节', '办结', '答复类型', '申请人类型', '提交方式', '承办科室', '事项']]
    const filter = filterOf(c)
    const { rows } = await readPages(filter.after, MOST_EXPORTED_PAGES, (after) => listQueue(house.db, viewer, { ...filter, after }, now))
    lines.push(...rows.map(lineOf))
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出申请台账', subject: 'requests' })
    return download(c, `申请台账-${today()}.csv`, CSV, csvOf(lines))
  })

  return app
}

const lineOf = (row: QueueRow): string[] => [
  row.number,
  row.receivedOn,
  row.dueOn ?? '',
  stageName[row.stage],
  row.concludedOn ?? '',
  row.decision ? DECISIONS[row.decision].short : '',
  applicantKindName[row.applicantKind],
  channelName[row.channel],
  row.department ?? '',
  row.subject,
]

function filterOf(c: Web): QueueFilter {
  const { tab = '', q = '', channel = '', department = '', after = '' } = c.req.query()
  return {
    tab: TABS.find((one) => one === tab) ?? 'open',
    text: q.slice(0, 80),
    channel: CHANNELS.find((one) => one === channel) ?? '',
    department: department.slice(0, 80),
    after: placeIn(after),
  }
}

/** `2026-12-01.431`, or `.431` among those whose clock stands; anything else is the first page. */
function placeIn(text: string): Place | null {
  const [, day = '', id = ''] = /^(\d{4}-\d{2}-\d{2})?\.(\d{1,15})$/.exec(text) ?? []
  return id === '' || (day !== '' && !isPlainDate(day)) ? null : { day: isPlainDate(day) ? day : null, id: Number(id) }
}
