import { Hono } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { cachedPage } from '../../platform/cached.ts'
import { CSV } from '../../platform/csv.ts'
import { csvOfRows } from '../../platform/dataset.ts'
import type { House } from '../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../platform/open-headers.ts'
import { page, pageNumber, type Web, type WebEnv } from '../../platform/web.ts'
import { MessagePage } from '../../ui/message-page.tsx'
import { publicFrame } from '../organizations/index.ts'
import { STANDARDS_TOPIC } from './add-standard.ts'
import { type Asked, browse } from './browse.ts'
import { StandardsPage } from './pages/public.tsx'
import { type Standard, standardOn } from './standard.ts'
import { findStandard, listStandards } from './store.ts'
import { rowsOf, STANDARD_FIELDS } from './table-rows.ts'
import { writeWorkbook } from './workbook.ts'

const KEEP_MS = 60_000
const LONGEST_QUERY = 40
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What an address asks to see of a version. */
export const askedIn = (c: Web): Asked => ({
  major: c.req.query('major') ?? '',
  q: (c.req.query('q') ?? '').trim().slice(0, LONGEST_QUERY),
  page: pageNumber(c),
})

/** A version as a file, by its ending. */
async function fileOf(c: Web, standard: Standard, ending: string, now: Date): Promise<Response> {
  if (ending === 'json') return c.body(JSON.stringify({ data_as_of: now.toISOString(), ...standard }), 200, openHeaders(JSON_FILE, now))
  const name = `立结案标准-${standard.version}.${ending}`
  if (ending === 'csv')
    return c.body(csvOfRows(STANDARD_FIELDS, rowsOf(standard)), 200, openHeaders(CSV, now, { name, fields: '/open-data/standards/csv-metadata.json' }))
  return c.body(new Uint8Array(await writeWorkbook(standard)), 200, openHeaders(XLSX, now, { name }))
}

/** `/standards`: the version in force, or any other, as pages, CSV, Excel and JSON. */
export function standardRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, asked: number | undefined) => {
    const versions = await listStandards(house.db)
    const inForce = standardOn(versions, beijingDay(house.now()))
    const version = asked === undefined ? (inForce ?? versions.at(-1)) : versions.find((one) => one.version === asked)
    const standard = version && (await findStandard(house.db, version.version))
    const frame = await publicFrame(house, c)
    if (!version || !standard)
      return asked === undefined
        ? page(c, <MessagePage {...frame} title="立结案标准还没有录入" text="录入以后在这里公布。" />)
        : page(c, <MessagePage {...frame} title="没有这一版标准" text="可以从立结案标准页打开各个版本。" />, 404)
    const base = asked === undefined ? '/standards' : `/standards/${version.version}`
    const { q, ...rest } = askedIn(c)
    const { majors, shown } = browse(standard, base, { q, ...rest })
    if (shown === undefined) return c.notFound()
    const html = (
      <StandardsPage {...frame} version={version} inForce={inForce?.version ?? null} versions={versions} majors={majors} base={base} q={q} shown={shown} />
    )
    return cachedPage(house, c, html, { topics: [STANDARDS_TOPIC], forMs: KEEP_MS })
  }

  app.get('/', (c) => show(c, undefined))
  app.get('/:name{[1-9][0-9]{0,8}(\\.(csv|json|xlsx))?}', async (c) => {
    const [number, ending] = c.req.param('name').split('.')
    if (ending === undefined) return await show(c, Number(number))
    const standard = await findStandard(house.db, Number(number))
    return standard ? await fileOf(c, standard, ending, house.now()) : c.notFound()
  })
  return app
}
