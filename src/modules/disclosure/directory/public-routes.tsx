import { Hono } from 'hono'
import { beijingDay, isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { CSV } from '../../../platform/csv.ts'
import { csvOfRows } from '../../../platform/dataset.ts'
import { compare } from '../../../platform/compare.ts'
import type { House } from '../../../platform/house.ts'
import { openHeaders } from '../../../platform/open-headers.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { findColumn } from '../columns.ts'
import { listCatalogue } from './catalogue-store.ts'
import { CATALOGUE_FIELDS, catalogueRow } from './open-fields.ts'
import { guideHistory, guideSections } from './guide-of.ts'
import { CataloguePage } from './pages/catalogue.tsx'
import { GuidePage, GuideVersionsPage, OrganisationPage, ServicePage, ServicesPage } from './pages/directory.tsx'
import { changedOn, standingOn } from './record.ts'
import { findShown, listLives, listShown } from './store.ts'

const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand items a file

/** `2019-06-03~431`, the day a row is sorted by and its id. */
export function placeIn(text: string | undefined): { readonly on: PlainDate; readonly id: number } | null {
  const [, on = '', id = ''] = /^(\d{4}-\d\d-\d\d)~(\d{1,9})$/.exec(text ?? '') ?? []
  return isPlainDate(on) ? { on, id: Number(id) } : null
}

/** Pages made of records under `/disclosure`: who the agency is, what it does for whom, its guide, and the catalogue of what it has published. */
export function directoryRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/organisation', async (c) => {
    const frame = await publicFrame(house, c)
    const of = (kind: 'duties' | 'office' | 'leader') => listShown(house.db, frame.site.id, kind)
    const [[duties], offices, leaders] = await Promise.all([of('duties'), of('office'), of('leader')])
    return page(c, <OrganisationPage {...frame} {...{ duties, offices, leaders }} />)
  })
  app.get('/services', async (c) => {
    const frame = await publicFrame(house, c)
    return page(c, <ServicesPage {...frame} services={await listShown(house.db, frame.site.id, 'service')} />)
  })
  app.get('/services/:id{[0-9]{1,9}}', async (c) => {
    const frame = await publicFrame(house, c)
    const service = await findShown(house.db, frame.site.id, 'service', Number(c.req.param('id')))
    return service ? page(c, <ServicePage {...frame} service={service} />) : c.notFound()
  })

  app.route('/', guideRoutes(house))
  app.route('/', catalogueRoutes(house))
  return app
}

function guideRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/guide', async (c) => {
    const frame = await publicFrame(house, c)
    const today = beijingDay(house.now())
    const [[guide], offices] = await Promise.all([listLives(house.db, frame.site.id, 'guide'), listShown(house.db, frame.site.id, 'office')])
    const standing = guide && standingOn(guide.state, today)
    const office = offices.find(({ content }) => content['handles'] === '1')
    const sections = standing ? guideSections({ guide: standing.content, office: office?.content }) : []
    const changed = [standing && changedOn(standing), office?.changedOn]
      .filter((one) => one !== undefined)
      .toSorted()
      .at(-1)
    return page(c, <GuidePage {...frame} title={standing?.content['title'] ?? '政府信息公开指南'} {...{ sections, changed }} />)
  })
  app.get('/guide/versions', async (c) => {
    const frame = await publicFrame(house, c)
    const [[guide], offices] = await Promise.all([listLives(house.db, frame.site.id, 'guide'), listLives(house.db, frame.site.id, 'office')])
    const history = guideHistory(
      guide?.state,
      offices.map(({ state }) => state),
      beijingDay(house.now()),
    )
    const versions = history.map(({ on, words }, i) => ({ on, compared: i === 0 ? null : compare(history[i - 1]?.words ?? '', words) }))
    return page(c, <GuideVersionsPage {...frame} versions={versions} />)
  })
  return app
}

function catalogueRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const columnIn = (code: string | undefined): string => findColumn(code ?? '')?.code ?? ''

  app.get('/catalogue', async (c) => {
    const frame = await publicFrame(house, c)
    const [column, after] = [columnIn(c.req.query('column')), placeIn(c.req.query('after'))]
    const list = await listCatalogue(house.db, frame.site.id, column, after)
    return page(c, <CataloguePage {...frame} {...list} column={column} isFirst={after === null} today={beijingDay(house.now())} />)
  })
  app.get('/catalogue.csv', async (c) => {
    const { site } = await publicFrame(house, c)
    const column = columnIn(c.req.query('column'))
    const { rows, next } = await readPages(placeIn(c.req.query('after')), MOST_EXPORTED_PAGES, (after) => listCatalogue(house.db, site.id, column, after))
    const onward = next && `/disclosure/catalogue.csv?column=${column}&after=${next.on}~${next.id}`
    const told = { name: 'catalogue.csv', next: onward, fields: '/open-data/catalogue/csv-metadata.json' }
    return c.body(csvOfRows(CATALOGUE_FIELDS, rows.map(catalogueRow)), 200, openHeaders(CSV, house.now(), told))
  })
  return app
}
