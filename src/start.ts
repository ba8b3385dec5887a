import { serve } from '@hono/node-server'
import { DEMONSTRATION_ACCOUNTS, seed } from '../seed/main.ts'
import { createApp } from './app.tsx'
import { beijingDay } from './kernel/plain-date.ts'
import { isRefusal } from './kernel/refusal.ts'
import { roleName } from './kernel/viewer.ts'
import { inspect, otherSites, ownPages, publishScheduled, settleNorms, startDelivering, sweepChannels, turnRecords } from './modules/disclosure/index.ts'
import { rebuildTenures, remindOverdue, resumeSuspended, startCaseIndexing } from './modules/cases/index.ts'
import { sweepDraftFiles } from './modules/files/index.ts'
import { startLetterWork } from './modules/letters/index.ts'
import { smtpDoor, startSending } from './modules/notifications/index.ts'
import { getHomeAgency } from './modules/organizations/index.ts'
import { startPhotoWork, sweepDraftPhotos } from './modules/photos/index.ts'
import { expireUnclaimed } from './modules/rewards/index.ts'
import { sweepAsked } from './modules/search/index.ts'
import { hasDemonstrationAccounts } from './modules/identity/index.ts'
import { readConfig } from './platform/config.ts'
import { resumeClocks } from './modules/requests/index.ts'
import { openHouse } from './platform/house.ts'

const TIDY_MS = 600_000
// Not at once: who starts the house wants its pages first.
const FIRST_TIDY_MS = 60_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)
function stop(because: string): never {
  process.stderr.write(`${because}\n`)
  process.exit(1)
}

const config = readConfig(process.env)
if (isRefusal(config)) stop(config.because)
const house = await openHouse(config, { say }).catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)))
await seed(house, say)
if (config.mode === 'production' && (await hasDemonstrationAccounts(house.db))) {
  await house.close()
  stop('数据库里还有演示账号，正式运行前请由安全管理员停用')
}
const sending = startSending(house, config.mail ? [smtpDoor(config.mail)] : [])
if (!config.mail) say('没有设置邮件服务器（GONGKAI_SMTP_URL），消息只排队、不发送')
const app = createApp(house)
const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, (address) => {
  say(`\n已就绪：http://${config.host}:${address.port}`)
  if (config.mode === 'demonstration') {
    say('\n演示账号（工作人员登录：/staff/sign-in）')
    for (const { account, role, password } of DEMONSTRATION_ACCOUNTS) say(`  ${account.padEnd(8)} ${password}　${roleName[role]}`)
  }
})
server.on('error', async (error: NodeJS.ErrnoException) => {
  await sending.stop()
  await delivering.stop()
  await photoWork.stop()
  await letterWork.stop()
  await indexing.stop()
  await house.close()
  stop(error.code === 'EADDRINUSE' ? `端口 ${config.port} 已被占用。可以换一个：PORT=3001 npm start` : error.message)
})
const tidy = async (): Promise<void> => {
  await sweepDraftFiles(house.db, house.now())
  await sweepDraftPhotos(house)
  await resumeSuspended(house)
  await remindOverdue(house)
  await expireUnclaimed(house, (await getHomeAgency(house.db)).id)
  await resumeClocks(house)
  await publishScheduled(house)
  await turnRecords(house)
  await settleNorms(house)
  await sweepChannels(house)
  await inspect(house, (await getHomeAgency(house.db)).id, { own: ownPages(app.fetch), outside: otherSites(config.allowPrivate) })
  await sweepAsked(house.db, beijingDay(house.now()))
}
const tidyAgain = (): void => void tidy().catch((error: unknown) => house.log.error('tidying-failed', error))
setTimeout(tidyAgain, FIRST_TIDY_MS).unref()
const tidying = setInterval(tidyAgain, TIDY_MS)
let closing = false
const photoWork = startPhotoWork(house)
const letterWork = startLetterWork(house)
const indexing = startCaseIndexing(house)
const delivering = startDelivering(house)
rebuildTenures(house).catch((error: unknown) => house.log.error('rebuilding-failed', error))
const close = (): void => {
  if (closing) return // npm and the terminal may both pass the signal on
  closing = true
  clearInterval(tidying)
  // They take nothing more at once; the mails, photos and cases in hand are waited for.
  const left = Promise.all([sending.stop(), delivering.stop(), photoWork.stop(), letterWork.stop(), indexing.stop()])
  server.close(async () => {
    await left
    await house.close()
    process.exit(0)
  })
  if ('closeIdleConnections' in server) server.closeIdleConnections()
}
process.on('SIGINT', close)
process.on('SIGTERM', close)
