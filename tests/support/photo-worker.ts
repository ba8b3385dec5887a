// A process that works on photos until it is killed; says when it has begun.
import { processWaiting } from '../../src/modules/photos/index.ts'
import { openHouse } from '../../src/platform/house.ts'

const [databaseUrl = '', dataFolder = '', claimMs = ''] = process.argv.slice(2)
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

process.stdout.write('working\n')
for (;;) {
  if ((await processWaiting(house, 1, Number(claimMs))) === 0) await new Promise((done) => setTimeout(done, 20))
}
