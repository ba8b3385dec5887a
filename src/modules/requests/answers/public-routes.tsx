import { Hono } from 'hono'
import { beijingDay, isPlainDate } from '../../../kernel/plain-date.ts'
import { CSV, csvOf } from '../../../platform/csv.ts'
import type { House } from '../../../platform/house.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { publicFrame } from '../../organizations/index.ts'
import { DECISIONS } from '../decisions.ts'
import { decisionWords, printed } from './answer.ts'
import { AnswerPage, AnswersPage, answersHref, GoneAnswerPage, GROUPS } from './pages/public.tsx'
import { type AnswerFilter, type AnswerPlace, findPublicAnswer, isGone, listAnswers, listToldAnswers } from './public-store.ts'

const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand answers a file

/** `/requests/answers`: what others were answered, as list, files and each by its number. */
export function answerRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }

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
    if (more) c.header('link', `<${answersHref(more, '/requests/answers.csv')}>; rel="next"`)
    const lines = rows.map(({ number, title, asked, answered, decision, repliedOn, releasedOn }) => [
      printed(number),
      title,
      asked,
      decisionWords(decision),
      DECISIONS[decision].law,
      answered,
      repliedOn,
      releasedOn,
    ])
    const body = new Uint8Array(csvOf([['编号', '标题', '申请公开的内容', '怎样答复', '依据', '答复', '答复日期', '公开日期'], ...lines]))
    return c.body(body, 200, { ...open, 'content-type': CSV, 'content-disposition': 'attachment; filename="answers.csv"' })
  })

  app.get('/answers.json', async (c) => {
    const { rows, more } = await rowsFor(c)
    const { origin } = new URL(c.req.url)
    const answers = rows.map(({ id: _place, links, ...row }) => ({
      ...row,
      decision_name: decisionWords(row.decision),
      law: DECISIONS[row.decision].law,
      url: `${origin}/requests/answers/${row.number}`,
      links: links.map(({ item, file }) => `${origin}/disclosure/${item}${file === null ? '' : `/files/${file}`}`),
    }))
    const body = JSON.stringify({ data_as_of: house.now().toISOString(), next: more && answersHref(more, '/requests/answers.json'), answers })
    return c.body(body, 200, { ...open, 'content-type': 'application/json; charset=utf-8' })
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
