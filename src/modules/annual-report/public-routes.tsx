import { Hono } from 'hono'
import { beijingDay, inChinese, yearOf } from '../../kernel/plain-date.ts'
import { cachedPage } from '../../platform/cached.ts'
import type { House } from '../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../platform/open-headers.ts'
import { page, pageNumber, type Web, type WebEnv } from '../../platform/web.ts'
import { MessagePage } from '../../ui/message-page.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import { findAgencyByCode, getHomeAgency, publicFrame } from '../organizations/index.ts'
import { documentOf, ENDINGS } from './documents/index.ts'
import { findFigureSource } from './figure-source.ts'
import { ReportPage, ReportsPage } from './pages/public.tsx'
import { RecordsTable } from './pages/records.tsx'
import { differencesOf, snapshotOf } from './publication.ts'
import { type Place, type Records, recordsOf } from './records-of.ts'
import { reportDue } from './report-deadline.ts'
import { findPublication, getDraft, listPublications } from './store.ts'

const placeIn = (c: Web): Place => ({ page: pageNumber(c), after: c.req.query('after') || undefined })

const RecordsPage = (p: PublicFrame & { year: number; label: string; base: string; found: Records }) => (
  <PublicPage
    {...p}
    title={`${p.label}，${p.year} 年`}
    current="reports"
    crumbs={[{ label: '年度报告', href: '/annual-reports' }, { label: `${p.year} 年度`, href: p.base }, { label: p.label }]}
  >
    <div class="wrap mt-4">
      <h1>{p.label}</h1>
      <p class="muted mt-2">按台账现在的记录列出；公开的页面不显示申请人和内容。</p>
      <div class="mt-4">
        <RecordsTable found={p.found} base={p.base} staff={false} />
      </div>
    </div>
  </PublicPage>
)

const KEEP_MS = 60_000
// The report shows how the ledgers differ from it by now; a step taken shows here this much later.
const LEDGER_KEEP_MS = 2_000

/** `/annual-reports`: what has been published, as a page, JSON, Word, PDF and Excel; and the records behind every number. */
export function annualReportPublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const agencyOf = async (c: Web) => {
    const code = c.req.query('agency')
    return code === undefined ? await getHomeAgency(house.db) : await findAgencyByCode(house.db, code)
  }
  const readerOf = async (c: Web, agency: { code: string; name: string }) => ({
    ...(await publicFrame(house, c)),
    agency,
    query: c.req.query('agency') === undefined ? '' : `?agency=${agency.code}`,
  })

  app.get('/', async (c) => {
    const agency = await agencyOf(c)
    if (!agency) return c.notFound()
    const all = await listPublications(house.db, agency.id)
    const years = all.filter((one, i) => all[i - 1]?.year !== one.year)
    const last = yearOf(beijingDay(house.now())) - 1
    const next = years.some((one) => one.year === last) ? null : { year: last, due: inChinese(reportDue(last)) }
    return cachedPage(house, c, <ReportsPage {...(await readerOf(c, agency))} years={years} next={next} />, { topics: ['annual-report'], forMs: KEEP_MS })
  })

  app.get('/:name{20[0-9]{2}(\\.(json|xlsx|docx|pdf))?}', async (c) => {
    const name = c.req.param('name')
    const year = Number(name.slice(0, 4))
    const agency = await agencyOf(c)
    if (!agency) return c.notFound()
    const version = Number(c.req.query('version')) || undefined
    const publication = await findPublication(house.db, agency.id, year, version)
    if (!publication) return await notPublished(c, year)
    if (name.endsWith('.json')) return c.body(JSON.stringify(publication.snapshot.report), 200, openHeaders(JSON_FILE, publication.at))
    const ending = ENDINGS.find((one) => name.endsWith(`.${one}`))
    if (ending) {
      const file = await documentOf(ending, publication.snapshot, { signedOn: beijingDay(publication.at), ownFonts: house.config.fontFolder })
      return c.body(new Uint8Array(file.bytes), 200, openHeaders(file.media, publication.at, { name: file.name }))
    }
    const [draft, all] = [await getDraft(house.db, agency, year), await listPublications(house.db, agency.id)]
    const differences = publication.snapshot.source ? [] : differencesOf(publication.snapshot, snapshotOf(draft))
    return cachedPage(
      house,
      c,
      <ReportPage {...(await readerOf(c, agency))} publication={publication} differences={differences} versions={all.filter((one) => one.year === year)} />,
      { topics: ['annual-report'], forMs: LEDGER_KEEP_MS },
    )
  })

  app.get('/:year{20[0-9]{2}}/figures/:figure', async (c) => {
    const year = Number(c.req.param('year'))
    const agency = await agencyOf(c)
    const source = findFigureSource(year, c.req.param('figure'))
    const publication = agency && source && (await findPublication(house.db, agency.id, year))
    if (!publication || publication.snapshot.source) return c.notFound()
    const found = await recordsOf(house.db, agency.id, year, source, placeIn(c))
    return page(c, <RecordsPage {...(await publicFrame(house, c))} year={year} label={source.label} base={`/annual-reports/${year}`} found={found} />)
  })

  const notPublished = async (c: Web, year: number) => {
    const due = inChinese(reportDue(year))
    const text =
      beijingDay(house.now()) <= reportDue(year)
        ? `应在 ${due}前发布（条例第四十九条）。已经发布的年度可以从年度报告页打开。`
        : '已经发布的年度可以从年度报告页打开。'
    return page(c, <MessagePage {...(await publicFrame(house, c))} title={`${year} 年度报告还没有发布`} text={text} />, 404)
  }
  return app
}
