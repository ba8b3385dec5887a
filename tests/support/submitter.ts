// A process that receives applications, or reports with a photo, until it is killed; prints each receipt once it has been given.
import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal } from '../../src/kernel/refusal.ts'
import { aReport } from '../../src/modules/cases/builders.ts'
import { submitReport } from '../../src/modules/cases/index.ts'
import { keepDraftFile } from '../../src/modules/files/index.ts'
import { keepPhotos, photoDraft } from '../../src/modules/photos/index.ts'
import { submitRequest } from '../../src/modules/requests/submit-request.ts'
import { aSubmission } from '../../src/modules/requests/builders.ts'
import { openHouse } from '../../src/platform/house.ts'
import { phonePhoto } from './pictures.ts'

const [databaseUrl = '', dataFolder = '', agency = '1', what = 'applications'] = process.argv.slice(2)
const secret = 'a secret for tests only, thirty-two characters'
const house = await openHouse({
  mode: 'demonstration',
  host: '127.0.0.1',
  port: 0,
  dataFolder,
  databaseUrl,
  secret,
  fontFolder: undefined,
  allowPrivate: true,
  origin: 'http://127.0.0.1',
  mail: undefined,
})

async function apply(): Promise<Given> {
  const form = aSubmission()
  await keepDraftFile(house, form.key, { name: '说明.txt', bytes: new TextEncoder().encode(form.key) })
  return { key: form.key, receipt: await submitRequest(house, Number(agency), form) }
}

async function report(): Promise<Given> {
  const key = randomUUID()
  await keepPhotos(house, photoDraft(key), [{ name: '现场.jpg', bytes: await phonePhoto(++photos, 640, 480) }], { role: 'report', by: null })
  return { key, receipt: await submitReport(house, Number(agency), aReport({ key, photos: 1 })) }
}
type Given = { readonly key: string; readonly receipt: { number: string; code: string } | Refusal }
let photos = process.pid * 1_000

async function submitForEver(): Promise<never> {
  for (;;) {
    const { key, receipt } = await (what === 'reports' ? report() : apply())
    if (isRefusal(receipt)) throw new Error(receipt.because)
    process.stdout.write(`${key} ${receipt.number} ${receipt.code}\n`)
  }
}
await Promise.all(Array.from({ length: 6 }, submitForEver))
