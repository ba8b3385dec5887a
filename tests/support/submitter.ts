// A process that receives applications until it is killed; prints each receipt once it has been given.
import { isRefusal } from '../../src/kernel/refusal.ts'
import { keepDraftFile } from '../../src/modules/files/index.ts'
import { submitRequest } from '../../src/modules/requests/submit-request.ts'
import { aSubmission } from '../../src/modules/requests/builders.ts'
import { openHouse } from '../../src/platform/house.ts'

const [databaseUrl = '', dataFolder = '', agency = '1'] = process.argv.slice(2)
const secret = 'a secret for tests only, thirty-two characters'
const house = await openHouse({
  mode: 'demonstration',
  host: '127.0.0.1',
  port: 0,
  dataFolder,
  databaseUrl,
  secret,
  fontFolder: undefined,
  origin: 'http://127.0.0.1',
  mail: undefined,
})

async function submitForEver(): Promise<never> {
  for (;;) {
    const form = aSubmission()
    await keepDraftFile(house, form.key, { name: '说明.txt', bytes: new TextEncoder().encode(form.key) })
    const receipt = await submitRequest(house, Number(agency), form)
    if (isRefusal(receipt)) throw new Error(receipt.because)
    process.stdout.write(`${form.key} ${receipt.number} ${receipt.code}\n`)
  }
}
await Promise.all(Array.from({ length: 6 }, submitForEver))
