import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { page, see, statusOf, textFields, uploadedFiles, type Web, type WebEnv } from '../../../platform/web.ts'
import type { FieldErrors, Values } from '../../../ui/form.tsx'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { isAuthor } from '../lifecycle.ts'
import { findItem, type Item } from '../store.ts'
import { draftItem, takeStepOn } from '../take-step.ts'
import { isVisibleTo } from '../visibility.ts'
import type { Content } from '../item.ts'
import { checkBook } from './check-book.ts'
import { bookKindName } from './book.ts'
import { BookDraftPage, BookPage } from './pages/staff-book.tsx'
import { findSameBook } from './store.ts'
import { type BookForm, contentOfBook, takeWorkbook, valuesOfBook } from './take-book.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'
type Refused = 403 | 404 | 409 | 422
type Said = { readonly errors?: FieldErrors; readonly values?: Values; readonly key?: string; readonly left?: readonly string[] }
const versionIn = (text: string | undefined): number => (text && /^\d{1,9}$/.test(text) ? Number(text) : -1)

/** `/staff/disclosure/budgets`: a workbook becomes an item with tables whose sums are checked before it goes its road. */
export function budgetStaffRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const newPage = async (c: Web, formKey: string, values: Values, errors: FieldErrors = {}, status: 200 | Refused = 200) =>
    page(c, <BookDraftPage {...(await desk.frame(c))} {...{ formKey, values, errors }} />, status)
  const formIn = async (c: Web): Promise<BookForm> => {
    const values = await textFields(c)
    return { key: values['key'] ?? '', values, upload: (await uploadedFiles(c, 'document'))[0] }
  }

  app.get('/new', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const year = String(Number(beijingDay(house.now()).slice(0, 4)))
    return isAuthor(viewer.role) ? await newPage(c, randomUUID(), { year, kind: 'budget' }) : c.notFound()
  })
  app.post('/new', desk.readers, async (c) => {
    const { viewer, site } = await desk.frame(c)
    const form = await formIn(c)
    if (!isAuthor(viewer.role) || !isUuid(form.key)) return c.notFound()
    const read = contentOfBook(form.values, await takeWorkbook(house, form), null, site.name, beijingDay(house.now()))
    if ('errors' in read) return await newPage(c, form.key, form.values, read.errors, 422)
    const twice = await sameBook(house, viewer.agencyId, read.content, { number: '', key: form.key })
    if (twice) return await newPage(c, form.key, form.values, { year: twice }, 409)
    const number = await draftItem(house, viewer, form.key, read.content)
    return isRefusal(number)
      ? await newPage(c, form.key, form.values, { '': number.because }, statusOf[number.refused])
      : see(c, `/staff/disclosure/budgets/${number}`)
  })
  app.route('/', bookRoutes(house, desk, formIn))
  return app
}

/** One year has one budget and one account; what changes in it is a revision of the first. A sentence where there is another. */
async function sameBook(
  house: House,
  agencyId: number,
  { budget, issuer }: Content,
  self: { readonly number: string; readonly key: string },
): Promise<string | undefined> {
  const other = budget && (await findSameBook(house.db, agencyId, { year: budget.year, kind: budget.kind, issuer, ...self }))
  return other && `${budget.year}年部门${bookKindName[budget.kind]}已经有一份：${other.number}《${other.title}》。有改动的，在那一份上修改，作为它的新一稿发布`
}

function bookRoutes(house: House, desk: DisclosureDesk, formIn: (c: Web) => Promise<BookForm>): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const found = async (c: Web): Promise<Item | undefined> => {
    const { viewer } = await desk.frame(c)
    const item = await findItem(house.db, viewer.agencyId, c.req.param('number') ?? '')
    return item?.state.content.budget && isVisibleTo(item, viewer) ? item : undefined
  }
  const show = async (
    c: Web,
    item: Item,
    { errors = {}, values = valuesOfBook(item.state.content), key = randomUUID(), left = [] }: Said = {},
    status: 200 | Refused = 200,
  ) => {
    const book = item.state.content.budget
    return book
      ? page(c, <BookPage {...(await desk.frame(c))} {...{ item, book, errors, values, left }} formKey={key} checked={checkBook(book)} />, status)
      : c.notFound()
  }

  app.get(`/${NUMBER}`, desk.readers, async (c) => {
    const item = await found(c)
    return item ? await show(c, item) : c.notFound()
  })

  app.post(`/${NUMBER}`, desk.readers, async (c) => {
    const [item, form, { viewer, site }] = [await found(c), await formIn(c), await desk.frame(c)]
    if (!item || !isUuid(form.key) || !isAuthor(viewer.role)) return c.notFound()
    const taken = await takeWorkbook(house, form)
    const read = contentOfBook(form.values, taken, item.state.content, site.name, beijingDay(house.now()))
    if ('errors' in read) return await show(c, item, { errors: read.errors, values: form.values, key: form.key }, 422)
    const twice = await sameBook(house, viewer.agencyId, read.content, { number: item.number, key: form.key })
    if (twice) return await show(c, item, { errors: { year: twice }, values: form.values, key: form.key }, 409)
    const order = { step: 'edit', content: read.content } as const
    const done = await takeStepOn(
      house,
      { agencyId: viewer.agencyId, number: item.number, version: versionIn(form.values['version']), order, filesKey: form.key },
      viewer,
    )
    if (isRefusal(done))
      return await show(c, (await found(c)) ?? item, { errors: { '': done.because }, values: form.values, key: form.key }, statusOf[done.refused])
    return see(c, `/staff/disclosure/budgets/${item.number}`)
  })

  // A reason for each figure that stands as it does; an empty one takes back what was written.
  app.post(`/${NUMBER}/reasons`, desk.readers, async (c) => {
    const [item, values, { viewer }] = [await found(c), await textFields(c), await desk.frame(c)]
    const { content } = item?.state ?? {}
    if (!item || !content?.budget || !isAuthor(viewer.role)) return c.notFound()
    const wrong = checkBook(content.budget).findings.filter(({ level }) => level === 'wrong')
    const reasons = Object.fromEntries(
      wrong.map(({ key }, i) => [key, (values[`reason-${i}`] ?? '').slice(0, MOST_REASON)] as const).filter(([, reason]) => reason !== ''),
    )
    const order = { step: 'edit', content: { ...content, budget: { ...content.budget, reasons } } } as const
    const done = await takeStepOn(house, { agencyId: viewer.agencyId, number: item.number, version: versionIn(values['version']), order }, viewer)
    if (isRefusal(done)) return await show(c, (await found(c)) ?? item, { errors: { '': done.because } }, statusOf[done.refused])
    return see(c, `/staff/disclosure/budgets/${item.number}`)
  })
  return app
}
const MOST_REASON = 500
