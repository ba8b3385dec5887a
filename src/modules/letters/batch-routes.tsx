import { randomUUID } from 'node:crypto'
import { isUuid } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import PizZip from 'pizzip'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { download, page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { findBatch, listBatches, listProblems } from './batch-store.ts'
import { isLetterCode, letterOf } from './letter.ts'
import { type LetterRecord, listOfBatch } from './letter-store.ts'
import { BatchesPage, BatchPage } from './pages/batches.tsx'
import { bytesOfLetter } from './change-letter.ts'
import { type BatchOrder, MOST_IN_BATCH, startBatch } from './run-batch.ts'
import type { LetterDesk } from './staff-routes.tsx'

const AGAIN_SECONDS = 2
const ID = ':id{[0-9]{1,9}}'

/** `/staff/letters/batches`: many letters at once, and how far they have come. */
export function batchRoutes(house: House, desk: LetterDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, values: Values, errors: Values, status: 200 | (typeof statusOf)[keyof typeof statusOf] = 200) => {
    const frame = await desk.frame(c)
    const batches = await listBatches(house.db, frame.viewer.agencyId)
    const mayStart = desk.mayKeep(frame.viewer)
    return page(c, <BatchesPage {...frame} {...{ batches, mayStart, values, errors }} formKey={values['key'] || randomUUID()} most={MOST_IN_BATCH} />, status)
  }

  app.get('/', desk.readers, (c) => show(c, {}, {}))

  app.post('/', desk.keepers, async (c) => {
    const values = await textFields(c)
    const { code = '', key = '', numbers = '' } = values
    if (!isLetterCode(code)) return await show(c, values, { code: '选一种文书' }, 422)
    if (!isUuid(key)) return await show(c, { ...values, key: '' }, { numbers: '页面已经过期，请再提交一次' }, 422)
    const { viewer } = await desk.frame(c)
    const wanted = [...new Set(numbers.split(/[\s,，、;；]+/).filter(Boolean))]
    if (wanted.length > MOST_IN_BATCH) return await show(c, values, { numbers: `一次最多 ${MOST_IN_BATCH} 份，请分几次制作` }, 422)
    const orders: BatchOrder[] = []
    for (const number of wanted) {
      const found = await desk.valuesOf(viewer, number, code)
      orders.push(isRefusal(found) ? { subject: number.slice(0, 40), values: found } : { subject: found.subject, values: found.closed ?? found.values })
    }
    const started = await startBatch(house, viewer, key, code, orders)
    return isRefusal(started) ? await show(c, values, { numbers: started.because }, statusOf[started.refused]) : see(c, `/staff/letters/batches/${started}`)
  })

  app.get(`/${ID}`, desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const batch = await findBatch(house.db, frame.viewer.agencyId, Number(c.req.param('id')))
    if (!batch) return c.notFound()
    const problems = batch.refused > 0 ? await listProblems(house.db, batch.id) : []
    const answer = page(c, <BatchPage {...frame} batch={batch} problems={problems} />)
    if (batch.made + batch.refused < batch.total) answer.headers.set('refresh', String(AGAIN_SECONDS)) // every browser follows it, without script
    return answer
  })

  app.get(`/${ID}/zip`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const batch = await findBatch(house.db, viewer.agencyId, Number(c.req.param('id')))
    if (!batch || batch.made === 0) return c.notFound()
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '下载文书', subject: `letters/batches/${batch.id}`, note: `${batch.made}份` })
    const zip = new PizZip()
    for (const letter of (await listOfBatch(house.db, batch.id)).filter(({ docx }) => docx !== ''))
      for (const ending of ['docx', 'pdf'] as const) zip.file(`${nameOf(letter)}.${ending}`, await bytesOfLetter(house, letter, ending))
    // Word and PDF are packed already.
    return download(c, `${letterOf(batch.code).name} ${batch.made}份.zip`, 'application/zip', zip.generate({ type: 'uint8array', compression: 'STORE' }))
  })
  return app
}

const nameOf = (letter: LetterRecord): string => `${letter.number ?? letter.code} ${letter.subject.replace(/^.*\//, '')}`
