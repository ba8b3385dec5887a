import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { type Node, faultsOf, nodesOf } from '../../../../tests/support/dcat-ap.ts'
import { type SeededApp, seededApp } from '../../../../tests/support/seeded.ts'
import type { Field } from '../../../kernel/field.ts'
import { caseExportRoutes } from '../../cases/index.ts'
import { readLook } from '../../../ui/look.ts'
import { PublicPage } from '../../../ui/page.tsx'
import { type Dataset, LICENCE } from './datasets.ts'
import { loadCatalogue } from './load-catalogue.ts'

type Catalogue = { dataset: { distribution: object[]; [name: string]: unknown }[]; service: object[]; [name: string]: unknown }
const ORIGIN = 'http://127.0.0.1'
const pathOf = (address: string): string => address.replace(ORIGIN, '')
const catalogueOf = async ({ get }: SeededApp): Promise<Catalogue> => (await (await get('/open-data/catalog.jsonld')).json()) as Catalogue
const datasetsOf = async ({ house }: SeededApp): Promise<readonly Dataset[]> =>
  (await loadCatalogue(house, (await house.db.selectFrom('organizations.agency').select('id').where('home', '=', true).executeTakeFirstOrThrow()).id)).map(
    ({ dataset }) => dataset,
  )
const fileOf = ({ files }: Dataset, wanted: string): string | undefined => files.find(({ form }) => form === wanted)?.path
const bytesOf = async (app: SeededApp, path: string): Promise<ArrayBuffer> => await (await app.get(path)).arrayBuffer()
/** The cells of CSV in which every cell is in quotes. */
const cellsIn = (line: string): string[] => line.replace(/^\uFEFF?"|"$/g, '').split('","')

let app: SeededApp
let datasets: readonly Dataset[]
async function open(): Promise<void> {
  app = await seededApp()
  datasets = await datasetsOf(app)
}

describe('the catalogue', () => {
  test('is DCAT, complete for DCAT-AP, and read without fetching anything', async () => {
    await open()
    const catalogue = await catalogueOf(app)
    expect(await faultsOf(catalogue)).toEqual([])
    const types = (await nodesOf(catalogue)).map((node) => node['@type']?.[0]?.replace(/^.*[#/]/, ''))
    expect(types.filter((type) => type === 'Dataset')).toHaveLength(10)
    expect(types.filter((type) => type === 'DataService')).toHaveLength(2)
    expect(types.filter((type) => type === 'Distribution').length).toBeGreaterThan(18)
  })

  test('notices what breaks it', async () => {
    await open()
    const told = JSON.stringify(await catalogueOf(app))
    const breaks: Readonly<Record<string, (catalogue: Catalogue) => unknown>> = {
      'no title': (one) => delete one['title'],
      'an empty title': (one) => (one['title'] = ' '),
      'no publisher': (one) => delete one['publisher'],
      'two publishers': (one) => (one['publisher'] = [one['publisher'], { '@id': 'http://127.0.0.1/other', '@type': 'foaf:Agent', name: '样例' }]),
      'a publisher nobody describes': (one) => Object.assign(one.dataset[0] ?? {}, { publisher: 'http://127.0.0.1/nobody' }),
      'a dataset without description': (one) => delete one.dataset[1]?.['description'],
      'a day that is none': (one) => (one['modified'] = '昨天'),
      'a file without an address': (one) => Object.assign(one.dataset[0]?.distribution[0] ?? {}, { accessURL: undefined }),
      'an address that is none': (one) => Object.assign(one.dataset[0]?.distribution[0] ?? {}, { accessURL: '_:nowhere' }),
      'a media type of our own': (one) => Object.assign(one.dataset[0]?.distribution[0] ?? {}, { mediaType: 'http://127.0.0.1/csv' }),
      'a service that is not there': (one) => one.service.pop(),
      'a service without an endpoint': (one) => Object.assign(one.service[0] ?? {}, { endpointURL: undefined }),
      'a term that is misspelt': (one) => Object.assign(one['@context'] as object, { keyword: 'dcat:keywords' }),
      'a rhythm of our own': (one) => Object.assign(one.dataset[0] ?? {}, { accrualPeriodicity: 'http://127.0.0.1/often' }),
      'no catalogue': (one) => (one['@type'] = 'dcat:Dataset'),
    }
    for (const [name, broken] of Object.entries(breaks)) {
      const catalogue = JSON.parse(told)
      broken(catalogue)
      expect((await faultsOf(JSON.parse(JSON.stringify(catalogue)))).length, name).toBeGreaterThan(0)
    }
    await expect(faultsOf({ ...JSON.parse(told), '@context': 'https://example.org/context.jsonld' })).rejects.toThrow()
  })

  test('every address in it answers, a file as what the catalogue says it is', async () => {
    await open()
    const nodes = await nodesOf(await catalogueOf(app))
    const told = (node: Node, property: string) => ((node[property] ?? []) as readonly { '@id': string }[]).map((to) => to['@id'])
    const DCAT = 'http://www.w3.org/ns/dcat#'
    let files = 0
    for (const node of nodes) {
      const [media] = told(node, `${DCAT}mediaType`)
      for (const address of told(node, `${DCAT}downloadURL`)) {
        const answer = await app.get(pathOf(address))
        const type = answer.headers.get('content-type')?.split(';')[0]
        expect([answer.status, `https://www.iana.org/assignments/media-types/${type}`], address).toEqual([200, media])
        expect(Date.parse(answer.headers.get('x-data-as-of') ?? ''), address).not.toBeNaN()
        expect(Date.parse(answer.headers.get('last-modified') ?? ''), address).not.toBeNaN()
        expect(answer.headers.get('access-control-allow-origin'), address).toBe('*')
        files++
      }
      for (const property of [`${DCAT}landingPage`, `${DCAT}endpointDescription`, 'http://xmlns.com/foaf/0.1/page', 'http://xmlns.com/foaf/0.1/homepage'])
        for (const address of told(node, property)) expect((await app.get(pathOf(address))).status, address).toBe(200)
    }
    expect(files).toBeGreaterThan(18)
  })
})

const KINDS: Readonly<Record<Field['type'], readonly (string | undefined)[]>> = {
  text: ['BYTE_ARRAY', 'UTF8'],
  code: ['BYTE_ARRAY', 'UTF8'],
  url: ['BYTE_ARRAY', 'UTF8'],
  date: ['INT32', 'DATE'],
  datetime: ['INT64', 'TIMESTAMP_MILLIS'],
  boolean: ['BOOLEAN', undefined],
  integer: ['INT32', undefined],
  number: ['DOUBLE', undefined],
}
/** Datasets whose JSON is rows; the others tell more in it than their table has. */
const FLAT = ['items', 'norms', 'procurement', 'cases']
/** What a value of JSON is in a file that has days and moments. */
const asStored = (type: Field['type'], value: unknown): unknown =>
  value !== null && (type === 'date' || type === 'datetime') ? new Date(String(value)) : value
const rowsIn = (json: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(json).find((value): value is Readonly<Record<string, unknown>>[] => Array.isArray(value)) ?? []

describe('the dictionaries', () => {
  test('the headings of every CSV file are those of its dictionary, on the page, in CSV, JSON and CSVW', async () => {
    await open()
    const told = datasets.filter(({ fields }) => fields !== null)
    expect(told.map(({ key }) => key)).toEqual(['items', 'catalogue', 'norms', 'answers', 'budgets', 'procurement', 'cases', 'case-figures', 'standards'])
    for (const dataset of told) {
      const { key } = dataset
      const csv = fileOf(dataset, 'csv') ?? ''
      const answer = await app.get(csv)
      const metadata = `/open-data/${key}/csv-metadata.json`
      expect(answer.headers.get('link'), key).toContain(`<${metadata}>; rel="describedby"; type="application/csvm+json"`)
      const heads = cellsIn((await answer.text()).split('\r\n')[0] ?? '')
      const { fields } = (await (await app.get(`/open-data/${key}/fields.json`)).json()) as { fields: { name: string; head: string; says: string }[] }
      expect(
        fields.map(({ head }) => head),
        key,
      ).toEqual(heads)
      const csvw = (await (await app.get(metadata)).json()) as { url: string; tableSchema: { columns: { name: string; titles: string }[] } }
      expect([csvw.url, ...csvw.tableSchema.columns.map(({ titles }) => titles)], key).toEqual([ORIGIN + csv, ...heads])
      expect(csvw.tableSchema.columns.map(({ name }) => name)).toEqual(fields.map(({ name }) => name))
      const lines = (await (await app.get(`/open-data/${key}/fields.csv`)).text()).trim().split('\r\n').map(cellsIn)
      expect(lines[0], key).toEqual(['字段', '名称', '类型', '含义', '单位', '取值'])
      expect(
        lines.slice(1).map(([name, head]) => [name, head]),
        key,
      ).toEqual(fields.map(({ name, head }) => [name, head]))
      const page = await (await app.get(`/open-data/${key}`)).text()
      for (const { name, head } of fields) expect(page, `${key} ${name}`).toMatch(new RegExp(`${head}</th>[\\s\\S]*?<span class="mono">${name}</span>`))
    }
  })

  test('JSON and Parquet have exactly these fields, of these types, and of a code only the values told', async () => {
    await open()
    for (const dataset of datasets) {
      if (!dataset.fields || !FLAT.includes(dataset.key)) continue
      const parquet = fileOf(dataset, 'parquet')
      const fields = Object.entries(dataset.fields)
      const rows = rowsIn((await (await app.get(fileOf(dataset, 'json') ?? '')).json()) as Readonly<Record<string, unknown>>)
      expect(rows.length, dataset.key).toBeGreaterThan(0)
      for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(fields.map(([name]) => name).toSorted())
      const schema = parquet && parquetSchema(await parquetMetadataAsync(await bytesOf(app, parquet)))
      if (schema)
        expect(schema.children.map(({ element }) => [element.name, element.type, element.converted_type])).toEqual(
          fields.map(([name, { type }]) => [name, ...KINDS[type]]),
        )
      for (const [name, { type, values }] of fields) {
        if (type === 'code') expect(values, `${dataset.key} ${name}`).toBeDefined()
        const seen = new Set(rows.map((row) => row[name]).filter((value) => value !== null))
        if (values) expect(Object.keys(values), `${dataset.key} ${name}`).toEqual(expect.arrayContaining([...seen]))
      }
    }
  })
})

describe('Parquet', () => {
  test.each([
    ['/cases?status=overdue', true],
    ['/cases?from=2026-11-01&to=2026-11-24', true],
    ['/cases?q=没有这样的案件', false],
    ['/disclosure/items?column=plans&year=2019', true],
    ['/disclosure/norms?validity=valid', true],
  ])('%s: the rows of the JSON file of the same filter, in its order, typed', async (asked, some) => {
    await open()
    const [base = '', query = ''] = asked.split('?')
    const json = (await (await app.get(`${base}.json?${query}`)).json()) as Readonly<Record<string, unknown>>
    const rows = rowsIn(json)
    expect(rows.length > 0).toBe(some)
    const answer = await app.get(`${base}.parquet?${query}`)
    const file = await answer.arrayBuffer()
    const { fields } = datasets.find(({ page }) => page === base) ?? {}
    if (!fields) throw new Error(`no dataset at ${base}`)
    const expected = rows.map((row) => Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, asStored(type, row[name])])))
    expect(await parquetReadObjects({ file })).toEqual(expected)
    const metadata = await parquetMetadataAsync(file)
    const about = Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value]))
    expect(about).toMatchObject({ data_as_of: app.house.now().toISOString() })
    expect(pathOf(about['dictionary'] ?? '').replace('http://localhost', '')).toBe(`/open-data/${base.split('/').at(-1)}`)
    expect(decodeURIComponent(about['filter'] ?? '')).toContain(query)
    expect([answer.headers.get('content-type'), answer.headers.get('link')]).toEqual(['application/vnd.apache.parquet', null])
  })

  test('a file that cannot hold all says where it goes on, and the parts are the whole', async () => {
    await open()
    const files = caseExportRoutes(app.house, 1)
    const numbers: unknown[] = []
    let parts = 0
    for (let path: string | undefined = '/cases.parquet'; path !== undefined; parts++) {
      const answer: Response = await files.request(path)
      for (const { number } of await parquetReadObjects({ file: await answer.arrayBuffer() })) numbers.push(number)
      path = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    const whole = await parquetReadObjects({ file: await bytesOf(app, '/cases.parquet') })
    expect(parts).toBeGreaterThan(1)
    expect(numbers).toEqual(whole.map(({ number }) => number))
  })
})

test('every file says in itself as of when it is, and GeoJSON leaves out what has no place', async () => {
  await open()
  const asOf = app.house.now().toISOString()
  for (const path of [
    '/cases.json',
    '/cases.geojson',
    '/disclosure/items.json',
    '/disclosure/norms.json',
    '/disclosure/procurement/list.json',
    '/requests/answers.json',
    '/cases/figures.json',
    '/standards/2.json',
    '/disclosure/2019-00001.json',
  ])
    expect(await (await app.get(path)).json(), path).toMatchObject({ data_as_of: asOf })
  const { cases } = (await (await app.get('/cases.json')).json()) as { cases: { number: string; lon: number | null }[] }
  const { features } = (await (await app.get('/cases.geojson')).json()) as {
    features: { geometry: { coordinates: unknown[] }; properties: { number: string } }[]
  }
  expect(features.map(({ properties }) => properties.number)).toEqual(cases.filter(({ lon }) => lon !== null).map(({ number }) => number))
  for (const { geometry } of features) expect(geometry.coordinates.every((one) => typeof one === 'number')).toBe(true)
})

test('a dataset that is none is not found, and one without a table of fields says so', async () => {
  await open()
  for (const path of [
    '/open-data/people',
    '/open-data/people/fields.csv',
    '/open-data/annual-reports/fields.json',
    '/open-data/annual-reports/csv-metadata.json',
  ])
    expect((await app.get(path)).status, path).toBe(404)
  const page = await (await app.get('/open-data/annual-reports')).text()
  expect(page).toContain('/annual-reports/2019.xlsx')
  expect(page).not.toContain('字段</h2>')
})

test('what a page is about stands in it as data, and no words of it end the block', async () => {
  await open()
  const aboutOf = async (path: string): Promise<Record<string, unknown>> =>
    JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(await (await app.get(path)).text())?.[1] ?? 'null')
  expect(await aboutOf('/disclosure')).toMatchObject({ '@context': 'https://schema.org', '@type': 'GovernmentOrganization', telephone: '010-00000000' })
  const { title, indexNumber, publishedOn } = (await (await app.get('/disclosure/2019-00001.json')).json()) as Record<string, string>
  expect(await aboutOf('/disclosure/2019-00001')).toMatchObject({ headline: title, identifier: indexNumber, dateModified: publishedOn })
  const { norms } = (await (await app.get('/disclosure/norms.json')).json()) as { norms: { number: string; document_number: string; validity: string }[] }
  for (const { number, document_number, validity } of norms) {
    const force = `https://schema.org/${validity === 'valid' || validity === 'amended' ? 'InForce' : 'NotInForce'}`
    const told = { '@type': 'Legislation', legislationIdentifier: document_number, legislationLegalForce: force }
    expect(await aboutOf(`/disclosure/norms/${number}`), number).toMatchObject(told)
  }
  expect(new Set(norms.map(({ validity }) => validity)).size).toBeGreaterThan(1)
  for (const { key, title: name, files } of datasets) {
    const about = await aboutOf(`/open-data/${key}`)
    expect(about, key).toMatchObject({ '@type': 'Dataset', name, license: LICENCE.url })
    expect((about['distribution'] as { contentUrl: string }[]).map(({ contentUrl }) => pathOf(contentUrl))).toEqual(files.map(({ path }) => path))
  }
  const { site } = { site: { name: '样例', shortName: '样例', phone: '', address: '', officeHours: '' } }
  const evil = '</script><script src="/assets/x.js"></script><!--'
  const { markup } = PublicPage({ site, look: readLook(undefined), path: '/', title: '样例', schemaOrg: { name: evil }, children: null })
  expect(markup.split('</script>')).toHaveLength(2)
  expect(JSON.parse(/ld\+json">(.*?)<\/script>/.exec(markup)?.[1] ?? '')).toEqual({ '@context': 'https://schema.org', name: evil })
})
