import { UUID_IN_PATH } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import { XLSX } from '../../../platform/dataset.ts'
import type { House } from '../../../platform/house.ts'
import { download, page, pageNumber, privatePage, see, statusOf, uploadedFiles, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { listDepartments } from '../../organizations/index.ts'
import { deskOf } from '../staff-desk.ts'
import { confirmLedger, findPreview, previewLedger } from './import-ledger.ts'
import { VERDICTS } from './judge.ts'
import { ImportPage, PreviewPage, ROWS_A_PAGE } from './pages/import.tsx'
import { ledgerTemplate } from './template.ts'

const PATH = '/requests/import'
const ID = `:id{${UUID_IN_PATH}}`

/** `/staff/requests/import`: a year's paper ledger, looked at row by row and then taken in. It stands before `/requests/:number`. */
export function importRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { frame } = deskOf(house)
  const officer = may('information-officer')
  const ask = async (c: Web, because: string | null, status: 200 | 403 | 404 | 409 | 422 = 200) =>
    page(c, <ImportPage {...(await frame(c))} errors={because === null ? {} : { file: because }} />, status)

  app.get(PATH, officer, (c) => ask(c, null))

  app.get(`${PATH}/template.xlsx`, officer, async (c) => {
    const departments = await listDepartments(house.db, viewerOf(c).agencyId)
    return download(c, '依申请公开台账模板.xlsx', XLSX, await ledgerTemplate(departments))
  })

  app.post(PATH, officer, async (c) => {
    const [file] = await uploadedFiles(c, 'file')
    if (!file) return await ask(c, '选择填好的 Excel 文件（.xlsx）', 422)
    const id = await previewLedger(house, viewerOf(c), file)
    if (isRefusal(id)) return await ask(c, id.because, statusOf[id.refused])
    await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '预览纸质台账', subject: `requests/import/${id}` })
    return see(c, `/staff${PATH}/${id}`)
  })

  const show = async (c: Web, because: string | null, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const id = c.req.param('id') ?? ''
    const preview = await findPreview(house, viewerOf(c), id)
    if (!preview) return c.notFound()
    const shown = VERDICTS.find((one) => one === c.req.query('show')) ?? null
    const rows = preview.judged.filter(({ verdict }) => shown === null || verdict === shown)
    const at = pageNumber(c)
    const part = { rows: rows.slice((at - 1) * ROWS_A_PAGE, at * ROWS_A_PAGE), page: at, more: rows.length > at * ROWS_A_PAGE }
    return privatePage(c, <PreviewPage {...(await frame(c))} {...{ id, preview, shown, because }} {...part} />, status)
  }
  app.get(`${PATH}/${ID}`, officer, (c) => show(c, null))

  app.post(`${PATH}/${ID}`, officer, async (c) => {
    const added = await confirmLedger(house, viewerOf(c), c.req.param('id') ?? '')
    if (isRefusal(added)) return added.refused === 'not-found' ? c.notFound() : await show(c, added.because, statusOf[added.refused])
    return see(c, `/staff${PATH}/${c.req.param('id')}`)
  })
  return app
}
