import { Hono } from 'hono'
import { beijingDay, isPlainDate } from '../../../kernel/plain-date.ts'
import { CSV } from '../../../platform/csv.ts'
import { csvOfRows } from '../../../platform/dataset.ts'
import type { House } from '../../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../../platform/open-headers.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { publicFrame } from '../../organizations/index.ts'
import { ANSWER_FIELDS, answerRow } from './open-fields.ts'
import { AnswerPage, AnswersPage, answersHref, GoneAnswerPage, GROUPS } from './pages/public.tsx'
import { type AnswerFilter, type AnswerPlace, findPublicAnswer, isGone, listAnswers, listToldAnswers } from './public-store.ts'

const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand answers a file

/** `/requests/answers`: what others were answered, as list, files and each by its number. */
export function answerRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/answers', async (c) => {
    const frame = await publicFrame(house, c)
    const filter = filterIn(c)
    return page(c, <AnswersPage {...frame} {...(await listAnswers(house.db, frame.site.id, filter))} filter={filter} today={beijingDay(house.now())} />)
  })

  const rowsFor = async (c: Web) => {
    const { site } = await publicFrame(house, c)
    const filter = filterIn(c)
    const { rows, next } = await readPages(filter.after, MOST_EXPORTED_PAGES, (after) => listToldAnswers(house.db, site.id, { ...filter, after }))
    return { rows, more: next && { ...filter, after: next } }
  }

  app.get('/answers.csv', async (c) => {
    const { rows, more } = await rowsFor(c)
    const { origin } = new URL(c.req.url)
    const told = { name: 'answers.csv', next: more && answersHref(more, '/requests/answers.csv'), fields: '/open-data/answers/csv-metadata.json' }
    return c.body(
      csvOfRows(
        ANSWER_FIELDS,
        rows.map((row) => answerRow(row, origin)),
      ),
      200,
      openHeaders(CSV, house.now(), told),
    )
  })

  app.get('/answers.json', async (c) => {
    const { rows, more } = await rowsFor(c)
    const { origin } = new URL(c.req.url)
    const now = house.now()
    const next = more && answersHref(more, '/requests/answers.json')
    const answers = rows.map((row) => ({
      ...answerRow(row, origin),
      links: row.links.map(({ item, file }) => `${origin}/disclosure/${item}${file === null ? '' : `/files/${file}`}`),
    }))
    return c.body(JSON.stringify({ data_as_of: now.toISOString(), next, answers }), 200, openHeaders(JSON_FILE, now, { next }))
  })

  app.get('/answers/:number{20[0-9][0-9]-[0-9]{1,9}}', async (c) => {
    const frame = await publicFrame(house, c)
    const answer = await findPublicAnswer(house.db, frame.site.id, c.req.param('number'))
    if (!answer) return c.notFound()
    if (isGone(answer)) return page(c, <GoneAnswerPage {...frame} answer={answer} />, 410)
    const titles =
      answer.links.length === 0
        ? new Map()
        : await publicTitles(
            house.db,
            frame.site.id,
            answer.links.map(({ item }) => item),
          )
    return page(c, <AnswerPage {...frame} answer={answer} titles={titles} />)
  })
  return app
}

function filterIn(c: Web): AnswerFilter {
  const { kind = '', year = '', after = '' } = c.req.query()
  return { group: GROUPS.find((one) => one === kind) ?? null, year: /^20\d\d$/.test(year) ? Number(year) : null, after: placeIn(after) }
}
/** `2026-05-22~4`, the day a row is sorted by and its id. */
function placeIn(text: string): AnswerPlace | null {
  const [, on = '', id = ''] = /^(\d{4}-\d\d-\d\d)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(on) ? { on, id: Number(id) } : null
}
