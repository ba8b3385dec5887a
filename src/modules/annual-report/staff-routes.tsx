import { Hono } from 'hono'
import { beijingDay, lastDay } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { download, page, pageNumber, see, statusOf, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import { type ConsoleFrame, ConsolePage } from '../../ui/page.tsx'
import { consoleFrame, may, viewerOf } from '../identity/index.ts'
import { getAgency } from '../organizations/index.ts'
import { documentOf, ENDINGS } from './documents/index.ts'
import { findFigureSource } from './figure-source.ts'
import { DraftPage, ReportYearsPage } from './pages/console.tsx'
import { RecordsTable } from './pages/records.tsx'
import { differencesOf, snapshotOf } from './publication.ts'
import { digestOf, publishReport } from './publish-report.ts'
import { type Place, type Records, recordsOf } from './records-of.ts'
import { entryRoutes, sectionRoutes } from './writing-routes.tsx'
import { findPublication, getDraft, listPublications, listReportYears } from './store.ts'

const readers = may('information-officer', 'reviewer', 'signer')
const publishers = may('information-officer', 'signer')
const YEAR = ':year{20[0-9]{2}}'

const placeIn = (c: Web): Place => ({ page: pageNumber(c), after: c.req.query('after') || undefined })

const FigurePage = (p: ConsoleFrame & { year: number; label: string; found: Records }) => (
  <ConsolePage {...p} title={`${p.year} 年，${p.label}`}>
    <p>
      <a href={`/staff/annual-reports/${p.year}`}>‹ 回到 {p.year} 年度报告</a>
    </p>
    <div class="panel mt-3">
      <RecordsTable found={p.found} base={`/staff/annual-reports/${p.year}`} staff />
    </div>
  </ConsolePage>
)

/** `/staff/annual-reports`: the year's draft from the ledgers, its figures and texts, and publishing it. */
export function annualReportStaffRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const yearOfPath = (c: Web): number => Number((c.req.param('year') ?? '').slice(0, 4))
  const draftIn = async (c: Web) => await getDraft(house.db, await getAgency(house.db, viewerOf(c).agencyId), yearOfPath(c))

  app.get('/', readers, async (c) => {
    const today = beijingDay(house.now())
    const { agencyId } = viewerOf(c)
    const [frame, years, published] = [
      await consoleFrame(house, c),
      await listReportYears(house.db, agencyId, today),
      await listPublications(house.db, agencyId),
    ]
    return page(c, <ReportYearsPage {...frame} years={years} published={published} today={today} />)
  })

  const showDraft = async (c: Web, refused?: { because: string; note: string }, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const year = yearOfPath(c)
    const frame = await consoleFrame(house, c)
    const [draft, last] = [await draftIn(c), await findPublication(house.db, frame.viewer.agencyId, year)]
    const role = frame.viewer.role
    return page(
      c,
      <DraftPage
        {...frame}
        draft={draft}
        digest={digestOf(draft)}
        last={last}
        differences={last && !last.snapshot.source ? differencesOf(last.snapshot, snapshotOf(draft)) : []}
        over={beijingDay(house.now()) > lastDay(year)}
        mayWrite={role === 'information-officer'}
        mayPublish={role !== 'reviewer'}
        {...(refused ? { refused: refused.because, note: refused.note } : {})}
      />,
      status,
    )
  }

  app.get('/:year{20[0-9]{2}(\\.(json|xlsx|docx|pdf))?}', readers, async (c) => {
    const ending = c.req.param('year').slice(5)
    if (ending === '') return await showDraft(c)
    const draft = await draftIn(c)
    const format = ENDINGS.find((one) => one === ending)
    if (!format) return c.json(draft.report)
    const file = await documentOf(format, snapshotOf(draft), { signedOn: null, ownFonts: house.config.fontFolder })
    return download(c, file.name.replace('报告.', '报告（草稿）.'), file.media, file.bytes)
  })

  app.post(`/${YEAR}/publish`, publishers, async (c) => {
    const { seen = '', version = '', note = '' } = await textFields(c)
    const published = await publishReport(house, viewerOf(c), { year: yearOfPath(c), seen, version: Number(version) || 0, note })
    return isRefusal(published)
      ? await showDraft(c, { because: published.because, note }, statusOf[published.refused])
      : see(c, `/staff/annual-reports/${yearOfPath(c)}`)
  })

  app.get(`/${YEAR}/figures/:figure`, readers, async (c) => {
    const year = yearOfPath(c)
    const source = findFigureSource(year, c.req.param('figure'))
    if (!source) return c.notFound()
    const frame = await consoleFrame(house, c)
    return page(
      c,
      <FigurePage {...frame} year={year} label={source.label} found={await recordsOf(house.db, frame.viewer.agencyId, year, source, placeIn(c))} />,
    )
  })

  app.route('/', entryRoutes(house))
  app.route('/', sectionRoutes(house))
  return app
}
