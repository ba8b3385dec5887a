import { Hono } from 'hono'
import { beijingDay, lastDay } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { download, page, pageNumber, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { type ConsoleFrame, ConsolePage } from '../../ui/page.tsx'
import { consoleFrame, may, viewerOf } from '../identity/index.ts'
import { getAgency } from '../organizations/index.ts'
import { documentOf, ENDINGS } from './documents/index.ts'
import { CUSTOM } from './entries.ts'
import { enterFigures } from './enter-figures.ts'
import { findFigureSource } from './figure-source.ts'
import { keepSection } from './keep-section.ts'
import { isSection, TEMPLATE, writeSection } from './narrative.ts'
import { DraftPage, ReportYearsPage } from './pages/console.tsx'
import { RecordsTable } from './pages/records.tsx'
import { EntriesPage, SectionPage } from './pages/writing.tsx'
import { differencesOf, snapshotOf } from './publication.ts'
import { digestOf, publishReport } from './publish-report.ts'
import { type Records, recordsOf } from './records-of.ts'
import { findPublication, findTexts, getDraft, listEntries, listPublications, listReportYears } from './store.ts'

const readers = may('information-officer', 'reviewer', 'signer')
const officer = may('information-officer')
const publishers = may('information-officer', 'signer')
const YEAR = ':year{20[0-9]{2}}'

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
        differences={last ? differencesOf(last.snapshot, snapshotOf(draft)) : []}
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
      <FigurePage {...frame} year={year} label={source.label} found={await recordsOf(house.db, frame.viewer.agencyId, year, source, pageNumber(c))} />,
    )
  })

  app.route('/', writingRoutes(house, yearOfPath))
  return app
}

function writingRoutes(house: House, yearOfPath: (c: Web) => number): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const showEntries = async (c: Web, typed?: { values: Values; errors: Values }) => {
    const year = yearOfPath(c)
    const frame = await consoleFrame(house, c)
    const entries = await listEntries(house.db, frame.viewer.agencyId, year)
    const known = Object.fromEntries(entries.toReversed().map(({ key, value }) => [key, String(value)]))
    return page(
      c,
      <EntriesPage
        {...frame}
        year={year}
        entries={entries}
        values={typed?.values ?? known}
        errors={typed?.errors ?? {}}
        saved={c.req.query('saved') !== undefined}
      />,
      typed ? 422 : 200,
    )
  }
  app.get(`/${YEAR}/entries`, officer, (c) => showEntries(c))
  app.post(`/${YEAR}/entries`, officer, async (c) => {
    const typed = await textFields(c)
    const { source = '', newName = '', newValue = '', ...values } = typed
    if (newName === '' && newValue !== '') return await showEntries(c, { values: typed, errors: { newName: '给这个数字起一个名字' } })
    const entered = await enterFigures(house, viewerOf(c), yearOfPath(c), {
      source,
      values: { ...values, ...(newName ? { [`${CUSTOM}${newName}`]: newValue } : {}) },
    })
    if (isRefusal(entered)) return await showEntries(c, { values: typed, errors: { newName: entered.because } })
    if (typeof entered === 'number') return see(c, `${c.req.path}?saved`)
    return await showEntries(c, {
      values: typed,
      errors: Object.fromEntries(Object.entries(entered.errors).map(([key, sentence]) => [key === `${CUSTOM}${newName}` ? 'newValue' : key, sentence])),
    })
  })

  const showSection = async (c: Web, refused?: { because: string; body: string; version: number }) => {
    const section = c.req.param('section') ?? ''
    if (!isSection(section)) return c.notFound()
    const year = yearOfPath(c)
    const frame = await consoleFrame(house, c)
    const [{ report, fields }, texts] = [
      await getDraft(house.db, await getAgency(house.db, frame.viewer.agencyId), year),
      await findTexts(house.db, frame.viewer.agencyId, year),
    ]
    const body = refused?.body ?? texts[section]?.body ?? TEMPLATE[report.edition][section]
    return page(
      c,
      <SectionPage
        {...frame}
        year={year}
        section={section}
        body={body}
        version={texts[section]?.version ?? 0}
        written={writeSection(body, year, fields)}
        fields={fields}
        refused={refused?.because ?? null}
        saved={c.req.query('saved') !== undefined}
      />,
      refused ? 409 : 200,
    )
  }
  app.get(`/${YEAR}/sections/:section`, officer, (c) => showSection(c))
  app.post(`/${YEAR}/sections/:section`, officer, async (c) => {
    const section = c.req.param('section')
    if (!isSection(section)) return c.notFound()
    const { body = '', version = '' } = await textFields(c)
    const refused = await keepSection(house, viewerOf(c), { year: yearOfPath(c), section, body: body.replace(/\r\n?/g, '\n'), version: Number(version) || 0 })
    return refused ? await showSection(c, { because: refused.because, body, version: Number(version) || 0 }) : see(c, `${c.req.path}?saved`)
  })
  return app
}
