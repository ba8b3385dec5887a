import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { publish, revise } from '../../../tests/support/publishing.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { createApp } from '../../app.tsx'
import { readSource } from './channels/inward/read-source.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const kids = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((one): one is XmlElement => one instanceof XmlElement && one.name === name)
function rootOf(xml: string): XmlElement {
  const { root } = parseXml(xml)
  if (!root) throw new Error('no root')
  return root
}

/** What RFC 4287 demands of a feed (§4.1.1, §4.1.2) that this one does not have. */
function atomFaults(xml: string): string[] {
  const feed = rootOf(xml)
  const faults: string[] = []
  const must = (holds: boolean, rule: string) => void (holds || faults.push(rule))
  const once = (of: XmlElement, name: string) => must(kids(of, name).length === 1, `${of.name} has exactly one ${name}`)
  const isIri = (text: string) => URL.canParse(text)
  must(feed.name === 'feed' && feed.attributes['xmlns'] === 'http://www.w3.org/2005/Atom', 'the root is atom:feed')
  for (const one of [feed, ...kids(feed, 'entry')]) {
    for (const name of ['id', 'title', 'updated']) once(one, name)
    must(isIri(kids(one, 'id')[0]?.text ?? ''), `${one.name} has an IRI for its id`)
    must(RFC3339.test(kids(one, 'updated')[0]?.text ?? ''), `${one.name} has a date of RFC 3339`)
    must(
      kids(one, 'author').every((author) => kids(author, 'name').length === 1),
      'a person has a name',
    )
    must(
      kids(one, 'link').every(({ attributes }) => isIri(attributes['href'] ?? '')),
      'a link has an href',
    )
    must(kids(one, 'summary').length <= 1, 'at most one summary')
  }
  must(kids(feed, 'author').length > 0 || kids(feed, 'entry').every((entry) => kids(entry, 'author').length > 0), 'feed or entries have an author')
  must(kids(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self').length === 1, 'the feed says where it is')
  for (const entry of kids(feed, 'entry'))
    must(
      kids(entry, 'content').length > 0 || kids(entry, 'link').some(({ attributes }) => !attributes['rel'] || attributes['rel'] === 'alternate'),
      'an entry without content has a link',
    )
  const ids = kids(feed, 'entry').map((entry) => kids(entry, 'id')[0]?.text)
  must(new Set(ids).size === ids.length, 'ids are unique')
  return faults
}

/** JSON Feed 1.1: what is required, and the types of what is there. */
const JSON_FEED = {
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: { type: 'string', minLength: 1 },
    home_page_url: { type: 'string', format: 'uri' },
    feed_url: { type: 'string', format: 'uri' },
    next_url: { type: 'string', format: 'uri' },
    language: { type: 'string' },
    authors: { type: 'array', items: { type: 'object', minProperties: 1, properties: { name: { type: 'string' } } } },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        anyOf: [{ required: ['content_html'] }, { required: ['content_text'] }],
        properties: {
          id: { type: 'string' },
          url: { type: 'string', format: 'uri' },
          title: { type: 'string' },
          content_html: { type: 'string' },
          content_text: { type: 'string' },
          date_published: { type: 'string', format: 'date-time' },
          date_modified: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
} as const
const ajv = new Ajv2020({ strict: true, strictRequired: false })
formats.default(ajv)
const isJsonFeed = ajv.compile(JSON_FEED)

function rssFaults(xml: string): string[] {
  const rss = rootOf(xml)
  const [channel] = kids(rss, 'channel')
  if (rss.name !== 'rss' || rss.attributes['version'] !== '2.0' || !channel) return ['not RSS 2.0']
  const faults = ['title', 'link', 'description'].filter((name) => kids(channel, name).length !== 1).map((name) => `the channel has a ${name}`)
  for (const item of kids(channel, 'item')) {
    if (kids(item, 'title').length + kids(item, 'description').length === 0) faults.push('an item has a title or a description')
    if (Number.isNaN(Date.parse(kids(item, 'pubDate')[0]?.text ?? ''))) faults.push('a pubDate of RFC 822')
  }
  return faults
}

test('every feed keeps the rules of its format, filtered or not, with signs that mean something in markup, and empty', async () => {
  const { get } = await seededApp()
  const empty = createApp(await testHouse('2026-11-25T09:00'))
  const odd = await testHouse('2026-11-25T09:00')
  await publish(odd, { title: '（样例）<b>"引号"&\'符号\' ]]> & 更多' })
  const oddApp = createApp(odd)
  for (const ask of [get, async (path: string) => await empty.request(path), async (path: string) => await oddApp.request(path)])
    for (const query of ['', '?column=news&year=2019']) {
      expect(atomFaults(await (await ask(`/disclosure/items.atom${query}`)).text())).toEqual([])
      expect(rssFaults(await (await ask(`/disclosure/items.rss${query}`)).text())).toEqual([])
      const feed = await ask(`/disclosure/feed.json${query}`)
      expect(feed.headers.get('content-type')).toContain('application/feed+json')
      expect([isJsonFeed(await feed.json()), isJsonFeed.errors]).toEqual([true, null])
    }
  expect(atomFaults(await (await get('/cases.atom')).text())).toEqual([])
  expect(kids(rootOf(await (await get('/disclosure/items.atom')).text()), 'entry').length).toBe(50)
  expect(await (await oddApp.request('/disclosure/items.atom')).text()).toContain('&lt;b&gt;')
})

test('a feed carries the whole: summary, text, column, files, and the moment of each change', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const number = await publish(house, { title: '（样例）全文', summary: '（样例）一段概述', html: '<p>正文 &amp; 其余</p>' })
  const app = createApp(house)
  const moments = async () => {
    const [entry] = kids(rootOf(await (await app.request('/disclosure/items.atom')).text()), 'entry')
    const say = (name: string) => entry && kids(entry, name)[0]?.text
    expect([say('summary'), say('content')]).toEqual(['（样例）一段概述', '<p>正文 &amp; 其余</p>'])
    expect(entry && kids(entry, 'category')[0]?.attributes['term']).toBe('业务动态')
    return { published: say('published') ?? '', updated: say('updated') ?? '' }
  }
  const first = await moments()
  expect(Date.parse(first.updated)).toBe(Date.parse(first.published))
  expect(first.published).toMatch(/^2026-11-25T/)
  const json = await (await app.request('/disclosure/feed.json')).json()
  expect(json).toMatchObject({
    items: [{ summary: '（样例）一段概述', content_html: '<p>正文 &amp; 其余</p>', tags: ['业务动态'], date_published: first.published }],
  })
  const rss = await (await app.request('/disclosure/items.rss')).text()
  for (const one of ['<description>（样例）一段概述</description>', '<content:encoded>&lt;p&gt;', '<category>业务动态</category>'])
    expect(rss, one).toContain(one)
  const later = { ...house, now: () => new Date('2026-11-25T15:00:00+08:00') }
  await revise(later, number, { title: '（样例）全文', summary: '（样例）一段概述', html: '<p>正文 &amp; 其余</p>', subject: '改过' })
  const second = await moments()
  expect(second.published).toBe(first.published)
  expect(second.updated > first.updated).toBe(true)
})

test('the rules notice what breaks them', () => {
  const good =
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>t</title><updated>2026-01-01T00:00:00Z</updated><link rel="self" href="https://x.example/"/></feed>'
  expect(atomFaults(good)).toEqual([])
  for (const [from, to] of [
    ['<id>urn:x:1</id>', ''],
    ['00:00:00Z', '00:00'],
    ['<title>t</title>', '<title>t</title><title>u</title>'],
    ['rel="self"', ''],
  ] as const)
    expect(atomFaults(good.replace(from, to)).length, from).toBeGreaterThan(0)
  expect(isJsonFeed({ version: 'https://jsonfeed.org/version/1.1', title: 't', items: [{ id: '1' }] })).toBe(false)
})

test('our own feeds are read back by the inward adapter, each item once under the same id', async () => {
  const { get } = await seededApp()
  for (const path of ['/disclosure/items.atom', '/disclosure/items.rss', '/disclosure/feed.json']) {
    const bytes = new Uint8Array(await (await get(path)).arrayBuffer())
    const read = await readSource({ name: '样例', url: 'https://x.example/feed', bytes }, { column: 'news', issuer: '样例' }, plainDate('2026-11-25'))
    if (isRefusal(read)) throw new Error(read.because)
    expect(read.judged.filter((one) => 'incoming' in one)).toHaveLength(50)
    expect(read.judged[0]).toMatchObject({ incoming: { sourceId: expect.stringMatching(/^https:\/\/x\.example\/feed#http:\/\/localhost\/disclosure\/20/) } })
  }
})
