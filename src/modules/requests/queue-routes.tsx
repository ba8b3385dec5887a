import { Hono } from 'hono'
import { isPlainDate } from '../../kernel/plain-date.ts'
import type { Role } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { LIST_FILES, listFile } from '../../platform/list-file.ts'
import { readPages } from '../../platform/read-pages.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { may, viewerOf } from '../identity/index.ts'
import { countToSend } from '../letters/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { CHANNELS } from './kinds.ts'
import { QUEUE_FIELDS, queueLine } from './list-fields.ts'
import { DeskPage, QueuePage } from './pages/staff-pages.tsx'
import { countQueue, listQueue, type Place, type QueueFilter, TABS } from './queue.ts'

import type { RemedyStage } from './remedies/lifecycle.ts'
import { listRedone } from './remedies/store.ts'
import { listWaitedFor } from './circulation-store.ts'
import { deskOf, READERS } from './staff-desk.ts'
import { ownDepartment } from './visibility.ts'

const MOST_EXPORTED_PAGES = 200
/** Whose turn it is with an answer ordered anew. */
const REDONE_BY: Partial<Readonly<Record<Role, RemedyStage>>> = { 'information-officer': 'redoing', reviewer: 'redrafted', signer: 'rereviewed' }

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
    const redoneStage = REDONE_BY[viewer.role] ?? null
    const [counts, urgent, mine, owed, unsent, redone] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      tab && listQueue(house.db, viewer, { ...filter, tab }, now),
      sends || viewer.role === 'handling-department' ? listWaitedFor(house.db, viewer.agencyId, ownDepartment(viewer)) : [],
      sends ? listQueue(house.db, viewer, { ...filter, tab: 'unsent' }, now) : null,
      redoneStage === null ? [] : listRedone(house.db, viewer.agencyId, redoneStage),
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
        redone={redone}
      />,
    )
  })

  app.get('/requests', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const filter = filterOf(c)
    const [counts, queue, departments, toSend] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      listDepartments(house.db, viewer.agencyId),
      viewer.role === 'handling-department' ? null : countToSend(house.db, viewer.agencyId),
    ])
    return page(
      c,
      <QueuePage
        {...(await frame(c))}
        {...now}
        filter={filter}
        counts={counts}
        rows={queue.rows}
        next={queue.next}
        departments={departments}
        toSend={toSend}
      />,
    )
  })

  for (const kind of LIST_FILES)
    app.get(`/requests.${kind}`, may(...READERS), async (c) => {
      const viewer = viewerOf(c)
      const now = await at()
      const filter = filterOf(c)
      const { rows } = await readPages(filter.after, MOST_EXPORTED_PAGES, (after) => listQueue(house.db, viewer, { ...filter, after }, now))
      await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出申请台账', subject: 'requests', note: kind })
      return await listFile(c, kind, '申请台账', today(), QUEUE_FIELDS, rows.map(queueLine))
    })

  return app
}

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
