import { Hono } from 'hono'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { consoleFrame, may, viewerOf } from '../identity/index.ts'
import { getAgency } from '../organizations/index.ts'
import { CUSTOM } from './entries.ts'
import { enterFigures } from './enter-figures.ts'
import { keepSection } from './keep-section.ts'
import { isSection, TEMPLATE, writeSection } from './narrative.ts'
import { EntriesPage, SectionPage } from './pages/writing.tsx'
import { findTexts, getDraft, listEntries } from './store.ts'

const officer = may('information-officer')
const YEAR = ':year{20[0-9]{2}}'
const yearOfPath = (c: Web): number => Number(c.req.param('year'))

/** The year's figures that no ledger holds yet. */
export function entryRoutes(house: House): Hono<WebEnv> {
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
  return app
}

/** The three sections a person writes. */
export function sectionRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const showSection = async (c: Web, turned?: { refused: Refusal; body: string }) => {
    const section = c.req.param('section') ?? ''
    if (!isSection(section)) return c.notFound()
    const year = yearOfPath(c)
    const frame = await consoleFrame(house, c)
    const [{ report, fields }, texts] = [
      await getDraft(house.db, await getAgency(house.db, frame.viewer.agencyId), year),
      await findTexts(house.db, frame.viewer.agencyId, year),
    ]
    const body = turned?.body ?? texts[section]?.body ?? TEMPLATE[report.edition][section]
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
        refused={turned?.refused.because ?? null}
        saved={c.req.query('saved') !== undefined}
      />,
      turned ? statusOf[turned.refused.refused] : 200,
    )
  }
  app.get(`/${YEAR}/sections/:section`, officer, (c) => showSection(c))
  app.post(`/${YEAR}/sections/:section`, officer, async (c) => {
    const section = c.req.param('section')
    if (!isSection(section)) return c.notFound()
    const { body = '', version = '' } = await textFields(c)
    const refused = await keepSection(house, viewerOf(c), { year: yearOfPath(c), section, body: body.replace(/\r\n?/g, '\n'), version: Number(version) || 0 })
    return refused ? await showSection(c, { refused, body }) : see(c, `${c.req.path}?saved`)
  })
  return app
}
