import { Hono } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { CSV } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../platform/open-headers.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import { countThreeFail, listTallied, listThreeFail, loadNames, placeIn, tallyCases } from '../cases/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { csvOfFigures, jsonOfFigures } from './exports.ts'
import { loadFigures, loadNamed } from './load-figures.ts'
import { FiguresPage } from './pages/figures.tsx'
import { RecordsPage } from './pages/records.tsx'
import { ThreeFailPage } from './pages/three-fail.tsx'
import { daysOf, momentsOf } from './period.ts'
import { countIn, questionIn } from './question.ts'

/** `/cases/figures`: the indicators as page and files, and the cases behind every one. Mounted before `/cases/:number`. */
export function figurePublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const asked = async (c: Web) => {
    const frame = await publicFrame(house, c)
    const question = questionIn(c.req.query(), beijingDay(house.now()))
    const named = await loadNamed(house, frame.site.id)
    return { frame, question, named }
  }
  const counted = async (c: Web) => {
    const { frame, question, named } = await asked(c)
    return { frame, question, named, figures: await loadFigures(house, frame.site.id, question, named) }
  }

  app.get('/figures', async (c) => {
    const { frame, ...told } = await counted(c)
    const today = beijingDay(house.now())
    return page(c, <FiguresPage {...frame} {...told} daysOf={(key) => daysOf(key, today)} />)
  })
  app.get('/figures.csv', async (c) => {
    const { question, figures } = await counted(c)
    const told = { name: 'case-figures.csv', fields: '/open-data/case-figures/csv-metadata.json' }
    return c.body(csvOfFigures(question, figures), 200, openHeaders(CSV, figures.asOf, told))
  })
  app.get('/figures.json', async (c) => {
    const { question, figures } = await counted(c)
    return c.body(JSON.stringify(jsonOfFigures(question, figures, c.req.url)), 200, openHeaders(JSON_FILE, figures.asOf))
  })

  app.get('/figures/records', async (c) => {
    const count = countIn(c.req.query('count'))
    if (!count) return c.notFound()
    const { frame, question, named } = await asked(c)
    const after = placeIn(c.req.query('after'))
    const now = house.now()
    const period = momentsOf(question.days)
    const [list, { whole }] = await Promise.all([
      listTallied(house.db, frame.site.id, count, period, question.among, now, after),
      tallyCases(house.db, frame.site.id, period, question.among, now),
    ])
    return page(c, <RecordsPage {...{ ...frame, question, count, list, after, named, now, total: whole[count] }} />)
  })

  app.get('/three-fail', async (c) => {
    const frame = await publicFrame(house, c)
    const after = placeIn(c.req.query('after'))
    const [list, total, names] = await Promise.all([
      listThreeFail(house.db, frame.site.id, after),
      countThreeFail(house.db, frame.site.id),
      loadNames(house.db, frame.site.id),
    ])
    return page(c, <ThreeFailPage {...{ ...frame, list, total, after, names, now: house.now() }} />)
  })
  return app
}
