import { Hono } from 'hono'
import { isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import { publicFrame } from '../organizations/index.ts'
import { isKind } from './document.ts'
import { ResultsPage } from './pages/results.tsx'
import { LONGEST_QUERY } from './read-query.ts'
import type { SearchQuestion } from './matching.ts'
import { searchFor } from './search-for.ts'
import { suggest } from './suggest.ts'

const LONGEST_NAME = 100
const SUGGESTIONS_KEPT_SECONDS = 60

/** `/search`: the whole job by one GET form, and hints for who types. */
export function searchRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const question = questionIn(c)
    const result = question.text === '' ? null : await searchFor(house.db, frame.site.id, question, house.now())
    return page(c, <ResultsPage {...frame} question={question} result={result} />)
  })

  app.get('/suggest', async (c) => {
    const { site } = await publicFrame(house, c)
    const suggestions = await suggest(house.db, site.id, c.req.query('q') ?? '', house.now())
    return c.json({ suggestions }, 200, { 'cache-control': `public, max-age=${SUGGESTIONS_KEPT_SECONDS}` })
  })
  return app
}

const dayIn = (text: string | undefined): PlainDate | null => (text !== undefined && isPlainDate(text) ? text : null)

/** What an address asks for; what cannot be read of it is not asked. */
function questionIn(c: Web): SearchQuestion {
  const { q = '', kind = '', column = '', department = '', from, to, sort, after } = c.req.query()
  return {
    text: q
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_QUERY),
    kind: isKind(kind) ? kind : null,
    column: column.slice(0, LONGEST_NAME),
    department: department.slice(0, LONGEST_NAME),
    from: dayIn(from),
    to: dayIn(to),
    sort: sort === 'newest' ? 'newest' : 'best',
    after: after === undefined || after === '' ? null : after.slice(0, LONGEST_NAME),
  }
}
