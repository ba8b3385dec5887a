import { Hono } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { UUID_IN_PATH } from '../../../kernel/uuid.ts'
import type { House } from '../../../platform/house.ts'
import { download, page, see, statusOf, textFields, uploadedFiles, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { listRedactedCopies } from '../../redaction/index.ts'
import { deskOf } from '../staff-desk.ts'
import { findRequest, type Request } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { addClosed, standing, withdrawClosed } from './copy.ts'
import { listCopies } from './copy-store.ts'
import { CopiesPage } from './pages/copies.tsx'
import { copiesPath } from './pages/panels.tsx'
import { answerNow, bytesOf, releasePlain, releaseRedacted, withdraw } from './release.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const
const PATH = '/requests/:number/copies'
const ONE = `${PATH}/:id{${UUID_IN_PATH}}`

/** `/staff/requests/:number/copies`: the files that go to the applicant with an answer (条例第三十六条、第三十七条). */
export function copyRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const visible = async (c: Web): Promise<Request | undefined> => {
    const request = await findRequest(house.db, c.req.param('number') ?? '')
    return request && isVisibleTo(request, viewerOf(c)) ? request : undefined
  }
  const show = async (c: Web, request: Request, refused?: { readonly field: string; readonly because: Refusal; readonly lookedAt?: boolean }) => {
    const answer = await answerNow(house.db, request)
    const [frame, copies, redacted] = await Promise.all([
      deskOf(house).frame(c),
      listCopies(house.db, request),
      listRedactedCopies(house.db, request.agencyId, request.number),
    ])
    const closed = { add: addClosed(answer, standing(copies, answer)), withdraw: withdrawClosed(answer) }
    const errors = refused ? { [refused.field]: refused.because.because } : {}
    const status = refused ? statusOf[refused.because.refused] : 200
    return page(
      c,
      <CopiesPage
        {...frame}
        {...{ copies, redacted, closed, errors }}
        answer={{ ...answer, subject: request.subject }}
        lookedAt={refused?.lookedAt ?? false}
      />,
      status,
    )
  }

  app.get(PATH, may(...OFFICE), async (c) => {
    const request = await visible(c)
    return request ? await show(c, request) : c.notFound()
  })

  app.post(PATH, may('information-officer'), async (c) => {
    const request = await visible(c)
    if (!request) return c.notFound()
    const { product = '' } = await textFields(c)
    const refused = await releaseRedacted(house, await answerNow(house.db, request), product, viewerOf(c))
    return refused ? await show(c, request, { field: 'product', because: refused }) : see(c, copiesPath(request.number))
  })

  app.post(`${PATH}/plain`, may('information-officer'), async (c) => {
    const request = await visible(c)
    if (!request) return c.notFound()
    const [file] = await uploadedFiles(c, 'document')
    const lookedAt = (await textFields(c))['lookedAt'] === '1'
    const refused = file
      ? await releasePlain(house, await answerNow(house.db, request), file, lookedAt, viewerOf(c))
      : refuse('invalid', '请先选一个文件，再点“上传并列入”')
    return isRefusal(refused) ? await show(c, request, { field: 'document', because: refused, lookedAt }) : see(c, copiesPath(request.number))
  })

  app.post(`${ONE}/withdraw`, may('information-officer'), async (c) => {
    const request = await visible(c)
    if (!request) return c.notFound()
    const refused = await withdraw(house, await answerNow(house.db, request), c.req.param('id'), viewerOf(c))
    return refused ? await show(c, request, { field: 'copy', because: refused }) : see(c, copiesPath(request.number))
  })

  app.get(ONE, may(...OFFICE), async (c) => {
    const request = await visible(c)
    const copy = request && (await listCopies(house.db, request)).find(({ id }) => id === c.req.param('id'))
    const file = request && copy && (await bytesOf(house, request, copy))
    if (!request || !file) return c.notFound()
    await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '查看提供给申请人的文件', subject: `requests/${request.number}`, note: copy.sha256 })
    return download(c, file.name, file.media, file.bytes)
  })
  return app
}
