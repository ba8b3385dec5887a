// A process that sends what waits until it is killed or told to end; its clock begins at a moment it is given.
import { smtpDoor, startSending } from '../../src/modules/notifications/index.ts'
import { openHouse } from '../../src/platform/house.ts'
import { TEST_SECRET } from './seeded-template.ts'

const [databaseUrl = '', dataFolder = '', port = '0', begins = ''] = process.argv.slice(2)
const ahead = Date.parse(begins) - Date.now()
const mail = {
  host: '127.0.0.1',
  port: Number(port),
  secure: false,
  user: undefined,
  password: undefined,
  from: { name: '', address: 'tongzhi@example.org' },
}
const config = {
  mode: 'demonstration',
  host: '127.0.0.1',
  port: 0,
  dataFolder,
  databaseUrl,
  secret: TEST_SECRET,
  fontFolder: undefined,
  allowPrivate: true,
  origin: 'http://127.0.0.1',
  mail,
} as const
const house = await openHouse(config, { now: () => new Date(Date.now() + ahead) })
const sending = startSending(house, [smtpDoor(mail)])
process.on('SIGTERM', async () => {
  await sending.stop()
  await house.close()
  process.exit(0)
})
