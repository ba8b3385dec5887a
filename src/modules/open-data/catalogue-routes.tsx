import { Hono } from 'hono'
import { CSV, csvOf } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../platform/open-headers.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import { getHomeAgency, publicFrame } from '../organizations/index.ts'
import { catalogOf, type Kept } from './catalogue/dcat.ts'
import { csvwOf, dictionaryJson, dictionaryRows } from './catalogue/dictionary.ts'
import { loadCatalogue } from './catalogue/load-catalogue.ts'
import { catalogAbout, datasetAbout } from './catalogue/schema-org.ts'
import { DatasetPage } from './pages/dataset.tsx'
import { OpenDataPage } from './pages/open-data.tsx'

const KEY = ':key{[a-z]+(-[a-z]+)*}'
const JSON_LD = 'application/ld+json'
const CSVW = 'application/csvm+json'

/** `/open-data`: every dataset with its files and its dictionary, as pages, as a DCAT catalogue and as files. */
export function openDataRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { origin } = house.config

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const kept = await loadCatalogue(house, frame.site.id)
    return page(c, <OpenDataPage {...frame} {...{ kept, origin }} now={house.now()} schemaOrg={catalogAbout(frame.site.name, kept, origin)} />)
  })

  app.get('/catalog.jsonld', async (c) => {
    const agency = await getHomeAgency(house.db)
    const now = house.now()
    const kept = await loadCatalogue(house, agency.id)
    return c.body(JSON.stringify(catalogOf(agency, kept, origin, now)), 200, openHeaders(JSON_LD, now))
  })

  app.get(`/${KEY}`, async (c) => {
    const frame = await publicFrame(house, c)
    const one = (await loadCatalogue(house, frame.site.id)).find(({ dataset }) => dataset.key === c.req.param('key'))
    if (!one) return c.notFound()
    return page(c, <DatasetPage {...frame} {...one} {...{ origin }} now={house.now()} schemaOrg={datasetAbout(frame.site.name, one, origin)} />)
  })
  app.route('/', dictionaryRoutes(house))
  return app
}

function dictionaryRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { origin } = house.config
  const found = async (c: Web): Promise<Kept['dataset'] | undefined> => {
    const { id } = await getHomeAgency(house.db)
    return (await loadCatalogue(house, id)).find(({ dataset }) => dataset.key === c.req.param('key'))?.dataset
  }

  app.get(`/${KEY}/fields.csv`, async (c) => {
    const dataset = await found(c)
    if (!dataset?.fields) return c.notFound()
    return c.body(new Uint8Array(csvOf(dictionaryRows(dataset.fields))), 200, openHeaders(CSV, house.now(), { name: `${dataset.key}-fields.csv` }))
  })
  app.get(`/${KEY}/fields.json`, async (c) => {
    const dataset = await found(c)
    if (!dataset?.fields) return c.notFound()
    return c.body(JSON.stringify(dictionaryJson(dataset, dataset.fields, origin)), 200, openHeaders(JSON_FILE, house.now()))
  })
  app.get(`/${KEY}/csv-metadata.json`, async (c) => {
    const dataset = await found(c)
    const told = dataset?.fields && csvwOf(dataset, dataset.fields, origin)
    return told ? c.body(JSON.stringify(told), 200, openHeaders(CSVW, house.now())) : c.notFound()
  })
  return app
}
