import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import { formKey } from '../../../platform/form-key.ts'
import type { House } from '../../../platform/house.ts'
import {
  type FieldErrors,
  page,
  privatePage,
  readCookie,
  see,
  textFields,
  type Values,
  visitorAddress,
  type Web,
  type WebEnv,
  writeCookie,
} from '../../../platform/web.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { publicFrame } from '../../organizations/index.ts'
import { findPublished } from '../public-store.ts'
import { mayPost } from './flood.ts'
import { findForWriter, leaveMessage, messageCode } from './leave-message.ts'
import { aboutIn, answerBy, messageFaults } from './message.ts'
import { findByKey, findMessage, listMessages, type MessagePlace } from './message-store.ts'
import { FollowPage, MessageFormPage, MessagesPage, MessageTakenPage } from './pages/public.tsx'

const COOKIE = 'message'
const COOKIE_SECONDS = 1_800 // office setting: so long the page with number and code can be opened again
const PUBLIC_A_PAGE = 20

export const messagePlaceIn = (text: string): MessagePlace | null => {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\d [\d:.+-]{8,22})~(\d{1,15})$/.exec(text) ?? []
  return at && !Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00'))) ? { at, id: Number(id) } : null
}

/** `/disclosure/messages`: questions, mistakes pointed out and suggestions; a number and a code to follow each by, and what was answered to all. */
export function messagePublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)

  app.get('/', async (c) => {
    const inside = await frame(c)
    const after = messagePlaceIn(c.req.query('after') ?? '')
    return page(c, <MessagesPage {...inside} {...(await listMessages(house.db, inside.site.id, 'public', after, PUBLIC_A_PAGE))} isFirst={after === null} />)
  })

  type Form = { readonly key: string; readonly values: Values; readonly errors: FieldErrors }
  async function showForm(c: Web, { key, values, errors }: Form, status: 200 | 422 | 429 = 200) {
    const inside = await frame(c)
    const about = aboutIn(values['about'] ?? '')
    const item = about === '' || about.startsWith('/') ? undefined : await findPublished(house.db, inside.site.id, about)
    return privatePage(c, <MessageFormPage {...inside} {...{ values, errors, about }} formKey={key} aboutTitle={item?.title ?? ''} />, status)
  }
  app.get('/new', (c) =>
    showForm(c, { key: formKey(house.now()), values: { about: c.req.query('about') ?? '', kind: c.req.query('about') ? 'correction' : '' }, errors: {} }),
  )
  app.post('/', async (c) => {
    const values = await textFields(c)
    const { key = '', kind = '', about = '', body = '', contact = '' } = values
    if (!isUuid(key)) return c.notFound()
    const errors = messageFaults({ kind, about, body, contact })
    if (Object.keys(errors).length > 0) return await showForm(c, { key, values, errors }, 422)
    // A form that is sent again because its answer was lost is no flood.
    const again = await findByKey(house.db, key)
    const many = again === undefined ? await mayPost(house, 'message', visitorAddress(c)) : undefined
    if (many) return await showForm(c, { key, values, errors: { '': many.because } }, 429)
    const number = await leaveMessage(house, (await frame(c)).site.id, key, { kind, about, body, contact })
    writeCookie(c, COOKIE, house.cipher.sign(`${number} ${key}`), COOKIE_SECONDS)
    return see(c, '/disclosure/messages/received')
  })
  app.get('/received', async (c) => {
    const inside = await frame(c)
    const [number = '', key = ''] = (house.cipher.verify(readCookie(c, COOKIE) ?? '') ?? '').split(' ')
    const message = number ? await findMessage(house.db, inside.site.id, number) : undefined
    if (!message) return see(c, '/disclosure/messages/follow')
    const until = answerBy(message.kind, message.arrived_on, await loadCalendar(house.db))
    return privatePage(c, <MessageTakenPage {...inside} {...{ message, until }} code={messageCode(house, key)} />)
  })

  app.get('/follow', async (c) => page(c, <FollowPage {...(await frame(c))} values={{}} errors={{}} message={null} until={null} />))
  app.post('/follow', async (c) => {
    const inside = await frame(c)
    const values = await textFields(c)
    const { number = '', code = '' } = values
    const errors = { ...(number ? {} : { number: '填写留言编号' }), ...(code ? {} : { code: '填写查询码' }) }
    if (Object.keys(errors).length > 0) return privatePage(c, <FollowPage {...inside} {...{ values, errors }} message={null} until={null} />, 422)
    const found = await findForWriter(house, inside.site.id, number, code)
    if (isRefusal(found))
      return privatePage(
        c,
        <FollowPage {...inside} values={values} errors={{ code: found.because }} message={null} until={null} />,
        found.refused === 'limit' ? 429 : 422,
      )
    const until = answerBy(found.kind, found.arrived_on, await loadCalendar(house.db))
    return privatePage(c, <FollowPage {...inside} values={{ number }} errors={{}} message={found} until={until} />)
  })
  return app
}
