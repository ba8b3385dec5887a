import { randomUUID } from 'node:crypto'
import { UUID_IN_PATH } from '../../kernel/uuid.ts'
import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { download, page, see, statusOf, textFields, uploadedFiles, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { leaveTrace } from '../audit/index.ts'
import { findAttachment, listAttachments } from '../files/index.ts'
import { boxFrom, type Mark, withMarks, wordsFrom } from './mark.ts'
import { DraftPage, type Form } from './pages/draft.tsx'
import { pathOf, RedactionsPage } from './pages/list.tsx'
import { ProofPage } from './pages/proof.tsx'
import { type Draft, findDraft, listDrafts, listProducts } from './store.ts'
import { beginDraft, copyOf, mark, produce } from './work.ts'

const BASE = '/:number/redactions'
const DRAFT = `${BASE}/:id{${UUID_IN_PATH}}`
const PRODUCT = `${DRAFT}/products/:product{${UUID_IN_PATH}}`

type Parted = { readonly number: string; readonly agencyId: number; readonly subject: string; readonly stage: string; readonly isErased: boolean }
type Desk = {
  readonly officers: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly viewerOf: (c: Web) => Viewer
  /** The request of this number, where this person may see it. */
  readonly requestOf: (number: string, viewer: Viewer) => Promise<Parted | undefined>
}
type At = { readonly request: Parted; readonly draft: Draft }

/** `/staff/requests/:number/redactions`: parting what is told of a file from what is not (条例第三十七条). */
export function redactionRoutes(house: House, desk: Desk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const requestOf = async (c: Web) => {
    const request = await desk.requestOf(c.req.param('number') ?? '', desk.viewerOf(c))
    return request?.isErased ? undefined : request
  }
  const at = async (c: Web): Promise<At | undefined> => {
    const request = await requestOf(c)
    const draft = request && (await findDraft(house.db, house.cipher, request.agencyId, request.number, c.req.param('id') ?? ''))
    return request && draft && { request, draft }
  }
  listRoutes(app, house, desk, requestOf)
  draftRoutes(app, house, desk, at)
  productRoutes(app, house, desk, at)
  return app
}

function listRoutes(app: Hono<WebEnv>, house: House, desk: Desk, requestOf: (c: Web) => Promise<Parted | undefined>): void {
  const show = async (c: Web, request: Parted, refused?: Refusal) => {
    const [frame, drafts, files] = await Promise.all([
      desk.frame(c),
      listDrafts(house.db, request.agencyId, request.number),
      listAttachments(house.db, `requests/${request.number}`),
    ])
    const errors = refused ? { document: refused.because } : {}
    return page(c, <RedactionsPage {...frame} {...{ request, drafts, files, errors }} />, refused ? statusOf[refused.refused] : 200)
  }
  app.get(BASE, desk.officers, async (c) => {
    const request = await requestOf(c)
    return request ? await show(c, request) : c.notFound()
  })
  app.post(BASE, desk.officers, async (c) => {
    const request = await requestOf(c)
    if (!request) return c.notFound()
    const [uploaded] = await uploadedFiles(c, 'document')
    const { file: id = '' } = uploaded ? {} : await textFields(c)
    const own = id === '' ? undefined : await findAttachment(house, `requests/${request.number}`, id).catch(() => undefined)
    const file = uploaded ?? own
    if (file === undefined) return await show(c, request, refuse('invalid', '请先选一个文件，再点“上传并检索”'))
    const begun = await beginDraft(house, request, file, desk.viewerOf(c))
    return isRefusal(begun) ? await show(c, request, begun) : see(c, `${pathOf(request.number)}/${begun}`)
  })
}

type Fields = Readonly<Record<string, string>>
/** What a form makes of the marks of a draft. */
type Change = (draft: Draft, fields: Fields) => readonly Mark[] | Refusal
const CHANGES: Readonly<Record<'boxes' | 'words' | 'hits' | 'remove', Change>> = {
  boxes(draft, fields) {
    const box = boxFrom(fields, draft.pages, randomUUID())
    return isRefusal(box) ? box : withMarks(draft.marks, [box])
  },
  words(draft, fields) {
    const words = wordsFrom(fields['words'] ?? '', fields['ground'] ?? '', randomUUID)
    return isRefusal(words) ? words : withMarks(draft.marks, words)
  },
  hits(draft, fields) {
    const ticked = draft.hits.filter((_, i) => fields[`hit-${i}`] === '1').map((hit) => hit.text)
    if (ticked.length === 0) return refuse('invalid', '还没有勾选。勾上要遮盖的，再点“加勾选的”')
    const words = wordsFrom(ticked.join('\n'), fields['ground'] ?? '', randomUUID)
    return isRefusal(words) ? words : withMarks(draft.marks, words)
  },
  remove: (draft, fields) => draft.marks.filter(({ id }) => id !== fields['mark']),
}

function draftRoutes(app: Hono<WebEnv>, house: House, desk: Desk, at: (c: Web) => Promise<At | undefined>): void {
  const show = async (c: Web, draft: Draft, open: number, refused?: { form: Form; because: Refusal; values: Fields }) => {
    const shown = Math.min(Math.max(1, open || 1), Math.max(1, draft.pages.length))
    const status = refused ? statusOf[refused.because.refused] : 200
    return page(c, <DraftPage {...(await desk.frame(c))} draft={draft} open={shown} {...(refused && { refused })} />, status)
  }
  const refusedAs = async (c: Web, form: Form, because: Refusal, values: Fields) => {
    const latest = await at(c)
    return latest ? await show(c, latest.draft, Number(values['open']), { form, because, values }) : c.notFound()
  }
  app.get(DRAFT, desk.officers, async (c) => {
    const found = await at(c)
    return found ? await show(c, found.draft, Number(c.req.query('page'))) : c.notFound()
  })
  app.get(`${DRAFT}/pages/:page{[0-9]{1,4}}`, desk.officers, async (c) => {
    const found = await at(c)
    const kept = found?.draft.pages[Number(c.req.param('page')) - 1]
    return found && kept ? await picture(c, house, found.draft, kept.picture) : c.notFound()
  })
  for (const [form, change] of Object.entries(CHANGES) as [keyof typeof CHANGES, Change][]) {
    app.post(`${DRAFT}/${form}`, desk.officers, async (c) => {
      const found = await at(c)
      if (!found) return c.notFound()
      const fields = await textFields(c)
      const marks = change(found.draft, fields)
      const done = isRefusal(marks) ? marks : await mark(house, found.draft, Number(fields['version']), marks as readonly Mark[], desk.viewerOf(c))
      if (isRefusal(done)) return await refusedAs(c, form, done, fields)
      return see(c, `${pathOf(found.request.number)}/${found.draft.id}?page=${Number(fields['open']) || 1}#${form}`)
    })
  }
  app.post(`${DRAFT}/produce`, desk.officers, async (c) => {
    const found = await at(c)
    if (!found) return c.notFound()
    const fields = await textFields(c)
    const made = await produce(house, found.request, found.draft, Number(fields['version']), desk.viewerOf(c))
    return isRefusal(made) ? await refusedAs(c, 'produce', made, fields) : see(c, `${pathOf(found.request.number)}/${found.draft.id}/proof`)
  })
}

/** A page's picture; kept by no cache, for it shows what is not told. */
async function picture(c: Web, house: House, draft: Draft, sha256: string): Promise<Response> {
  const bytes = await house.blobs.of(draft.id).get(sha256)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/webp', 'cache-control': 'private, no-store' })
}

function productRoutes(app: Hono<WebEnv>, house: House, desk: Desk, at: (c: Web) => Promise<At | undefined>): void {
  const productOf = async (c: Web, draft: Draft) => (await listProducts(house.db, draft.id)).find(({ id }) => id === c.req.param('product'))
  app.get(`${DRAFT}/proof`, desk.officers, async (c) => {
    const found = await at(c)
    if (!found) return c.notFound()
    return page(c, <ProofPage {...(await desk.frame(c))} draft={found.draft} products={await listProducts(house.db, found.draft.id)} />)
  })
  app.get(`${PRODUCT}/proof.json`, desk.officers, async (c) => {
    const found = await at(c)
    const product = found && (await productOf(c, found.draft))
    if (!product) return c.notFound()
    return c.json({ at: product.at, by: product.by_name, grounds: product.grounds, ...product.proof }, 200, { 'cache-control': 'private, no-store' })
  })
  app.get(`${PRODUCT}/pages/:page{[0-9]{1,4}}`, desk.officers, async (c) => {
    const found = await at(c)
    const kept = found && (await productOf(c, found.draft))?.pages[Number(c.req.param('page')) - 1]
    return found && kept ? await picture(c, house, found.draft, kept.picture) : c.notFound()
  })
  app.get(`${PRODUCT}/file`, desk.officers, async (c) => {
    const found = await at(c)
    const product = found && (await productOf(c, found.draft))
    const file = found && product && (await copyOf(house, found.request.number, product))
    if (!found || !file) return c.notFound()
    const about = { subject: `requests/${found.request.number}`, note: product.proof.output.sha256 }
    await leaveTrace(house.db, { at: house.now(), by: desk.viewerOf(c), act: '下载区分处理件', ...about })
    return download(c, file.name, file.media, file.bytes)
  })
}
