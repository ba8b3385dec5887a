import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { privatePage, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { excludePeople, readmit } from './exclude.ts'
import { listExcluded, type Person } from './excluded-store.ts'
import { ExcludedPage } from './pages/excluded.tsx'
import type { RewardDesk } from './rewards-routes.tsx'

const LONGEST_UNIT = 60
const MOST_AT_ONCE = 200 // office setting
type Shown = { readonly said?: string; readonly values?: Values; readonly errors?: Values }

/** The list of staff and contractors' people who are not rewarded: who keeps accounts keeps it, not who approves or pays. */
export function excludedRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, { said = '', values = {}, errors = {} }: Shown = {}, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const frame = await desk.frame(c)
    const asked = c.req.query('after') ?? ''
    const after = /^\d{1,15}$/.test(asked) ? Number(asked) : null
    const { rows, next } = await listExcluded(house.db, frame.viewer.agencyId, after)
    return privatePage(c, <ExcludedPage {...frame} {...{ rows, next, after, said, values, errors }} />, status)
  }

  app.get('/', desk.staffKeepers, (c) => show(c))

  app.post('/', desk.staffKeepers, async (c) => {
    const values = await textFields(c)
    const read = readList(values, desk.personOf)
    if ('errors' in read) return await show(c, { values, errors: read.errors }, 422)
    const added = await excludePeople(house, (await desk.frame(c)).viewer, read.unit, read.people)
    const known = read.people.length - added
    return await show(c, { said: `列入 ${added} 人${known > 0 ? `；另 ${known} 人已在名单里` : ''}。` })
  })

  app.post('/:id{[0-9]{1,15}}/remove', desk.staffKeepers, async (c) => {
    const gone = await readmit(house, (await desk.frame(c)).viewer, Number(c.req.param('id')))
    return isRefusal(gone) ? await show(c, { said: `${gone.because}。` }, statusOf[gone.refused]) : await show(c, { said: `${gone} 已移出名单。` })
  })
  return app
}

/** One telephone number or mail address a line; the same one twice is one person. */
function readList(values: Values, personOf: RewardDesk['personOf']): { unit: string; people: Person[] } | { errors: Values } {
  const unit = (values['unit'] ?? '').trim()
  const lines = (values['contacts'] ?? '').split(/\r?\n/).map((line) => line.trim())
  const people = new Map<string, Person>()
  const wrong: number[] = []
  for (const [i, line] of lines.entries()) {
    const person = line === '' ? null : personOf(line)
    if (person === undefined) wrong.push(i + 1)
    else if (person) people.set(person.fingerprint, person)
  }
  const errors: Values = {
    ...(unit === '' ? { unit: '填写单位，如“样例环卫公司”' } : unit.length > LONGEST_UNIT ? { unit: `单位最多 ${LONGEST_UNIT} 个字` } : {}),
    ...(wrong.length > 0
      ? { contacts: `第 ${wrong.slice(0, 10).join('、')} 行${wrong.length > 10 ? '等' : ''}不是电话号码，也不是邮箱地址` }
      : people.size === 0
        ? { contacts: '填写电话或邮箱，每行一个' }
        : people.size > MOST_AT_ONCE
          ? { contacts: `一次最多 ${MOST_AT_ONCE} 个，分几次列入` }
          : {}),
  }
  return Object.keys(errors).length > 0 ? { errors } : { unit, people: [...people.values()] }
}
