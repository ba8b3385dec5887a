import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Role } from '../../src/kernel/viewer.ts'
import { aMessage } from '../../src/modules/notifications/builders.ts'
import { queueMessages } from '../../src/modules/notifications/index.ts'
import { sendWaiting } from '../../src/modules/notifications/send-waiting.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
const WIDTHS = [375, 768, 1440] as const
const PUBLIC = [
  '/',
  '/kiosk',
  '/requests',
  '/requests/new',
  '/requests/new?q=停车诱导系统合同',
  '/requests/answers',
  '/requests/answers?kind=refused&year=2026',
  '/requests/answers/2026-1',
  '/requests/track',
  '/requests/deadline?received=2026-01-20',
  '/annual-reports',
  '/annual-reports/2019',
  '/annual-reports/2019/figures/requests.received.total',
  '/annual-reports/2018',
  '/check',
  '/open311',
  '/developers',
  '/open-data',
  '/open-data/cases',
  '/open-data/annual-reports',
  '/disclosure/subscribe',
  '/disclosure/messages',
  '/disclosure/messages/new?about=2019-00001',
  '/disclosure/messages/follow',
  '/disclosure/subscribe/asked',
  '/search',
  '/search?q=怎样申请公开政府信息',
  '/search?q=城市管理&sort=newest',
  '/search?q=没有这样的词&column=业务动态',
  '/standards',
  '/standards?major=部-01',
  '/standards?q=井盖',
  '/standards/1',
  '/report',
  '/report/track',
  '/disclosure',
  '/disclosure/items',
  '/disclosure/2019-00001',
  '/disclosure/2025-00001',
  '/disclosure/budgets',
  '/disclosure/budgets/2025-00001/4',
  '/disclosure/procurement',
  '/disclosure/procurement/1',
  '/disclosure/organisation',
  '/disclosure/services',
  '/disclosure/services/18',
  '/disclosure/guide',
  '/disclosure/guide/versions',
  '/disclosure/catalogue?column=plans',
  '/site-map',
  '/disclosure/2019-00001/revisions',
  '/disclosure/norms',
  '/disclosure/norms/2024-001',
  '/disclosure/consultations',
  '/disclosure/consultations/2026-003',
  '/disclosure/consultations/2024-001',
  '/cases',
  '/cases?status=overdue',
  '/cases/figures',
  '/cases/figures?from=2018-10-01&to=2026-12-31&by=category',
  '/cases/figures/records?count=filed&from=2018-10-01&to=2026-12-31',
  '/cases/three-fail',
  '/cases/live',
  '/cases/map',
  '/cases/map?at=116.36,39.9&level=2',
  '/staff/sign-in',
  '/nowhere',
]
const CONSOLE: Readonly<Partial<Record<Role, readonly string[]>>> = {
  'information-officer': [
    '/staff',
    '/staff/requests',
    '/staff/requests/new',
    '/staff/requests/XQ-2026-0001',
    '/staff/requests/offers',
    '/staff/requests/deadlines',
    '/staff/requests/import',
    '/staff/requests/XQ-2026-0001/redactions',
    '/staff/requests/answers',
    '/staff/requests/XQ-2026-0001/answer',
    '/staff/requests/XQ-2026-0001/answer?step=edit',
    '/staff/requests/XQ-2026-0003/answer',
    '/staff/letters',
    '/staff/letters/D4',
    '/staff/letters/grounds',
    '/staff/letters/batches',
    '/staff/requests/XQ-2026-0001/letters?code=P2',
    '/staff/remedies',
    '/staff/disclosure',
    '/staff/disclosure/messages',
    '/staff/disclosure/messages/LY2026-0004',
    '/staff/disclosure?tab=withheld',
    '/staff/disclosure/new',
    '/staff/disclosure/board',
    '/staff/norms',
    '/staff/norms?tab=expiring',
    '/staff/norms/new',
    '/staff/norms/series',
    '/staff/norms/rounds',
    '/staff/norms/2026-002',
    '/staff/norms/2026-003',
    '/staff/disclosure/tasks',
    '/staff/disclosure/tasks?done=1',
    '/staff/disclosure/2019-00001',
    '/staff/disclosure/budgets/new',
    '/staff/disclosure/budgets/2025-00001',
    '/staff/disclosure/records',
    '/staff/disclosure/records?kind=procurement',
    '/staff/disclosure/records/new?kind=procurement',
    '/staff/disclosure/records/12',
    '/staff/channels',
    '/staff/channels/2019-00001',
    '/staff/channels/inward',
    '/staff/search',
    '/staff/annual-reports',
    '/staff/annual-reports/2025',
    '/staff/annual-reports/2025/entries',
    '/staff/annual-reports/2025/sections/overview',
    '/staff/annual-reports/2019/figures/requests.received.total',
    '/staff/calendar',
    '/staff/me',
  ],
  signer: ['/staff', '/staff/letters/grounds/reason.D8', '/staff/annual-reports/2019'],
  'duty-officer': [
    '/staff/messages',
    '/staff/messages/1',
    '/staff/cases',
    '/staff/cases?stage=asks',
    '/staff/supervision',
    '/staff/supervision/cases?watched=suspended',
  ],
  leader: ['/staff/supervision?period=year', '/staff/supervision/cases'],
  screener: ['/staff/cases', '/staff/cases?stage=handling', '/staff/dispatch/duplicates'],
  dispatcher: ['/staff/cases', '/staff/dispatch', '/staff/supervision'],
  inspector: ['/staff/cases'],
  handler: ['/staff/cases'],
  'system-administrator': [
    '/staff/calendar/load',
    '/staff/api-keys',
    '/staff/messages',
    '/staff/standards',
    '/staff/standards/1',
    '/staff/standards/1?major=事-01',
    '/staff/standards/load',
  ],
  'security-administrator': ['/staff/accounts', '/staff/rewards/excluded'],
  auditor: ['/staff/audit'],
}

async function look(page: Page, path: string): Promise<string[]> {
  const wrong: string[] = []
  await page.goto(path)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const over = await page.evaluate('document.scrollingElement.scrollWidth - innerWidth')
    if (Number(over) > 0) wrong.push(`${path} at ${width}: ${over} px too wide`)
    if (width === 768) continue
    wrong.push(...(await findingsOn(page)).map((one) => `${path} at ${width}: ${one}`))
  }
  return wrong
}

test('no public page is too wide or has an accessibility finding, in the plain, elder and high-contrast looks', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site)
  const wrong: string[] = []
  for (const path of PUBLIC) wrong.push(...(await look(page, path)))
  for (const change of ['elder=1', 'elder=0&contrast=1']) {
    await page.goto(`/look?${change}`)
    for (const path of ['/', '/requests/new', '/annual-reports/2019']) wrong.push(...(await look(page, path)).map((one) => `${change} ${one}`))
  }
  expect(wrong).toEqual([])
  await site.close()
}, 300_000)

/** A message that failed and one that waits, with the longest keys and reasons there are. */
async function writeMessages({ house }: Site): Promise<void> {
  const { id } = await getHomeAgency(house.db)
  const door = {
    channel: 'mail' as const,
    send: async () => ({ refused: 'for-good' as const, because: '与邮件服务器的连接没有建立或中断（ESOCKET SELF_SIGNED_CERT）' }),
  }
  const queue = (n: number) => house.db.transaction().execute((tx) => queueMessages(tx, [aMessage(id, n)], house))
  await queue(1)
  await sendWaiting(house, [door], 1)
  await queue(2)
}

const CASE_FORMS: Readonly<Record<string, readonly [stage: string, query: string]>> = {
  screener: ['reported', '?step=accept'],
  dispatcher: ['filed', '?step=dispatch'],
  inspector: ['handled', '?step=fail'],
}
/** A case that waits for this role, with the largest of its forms open. */
async function casePages({ house }: Site, role: string): Promise<string[]> {
  const [stage, query] = CASE_FORMS[role] ?? []
  if (stage === undefined) return []
  const { rows } = await sql<{ number: string }>`select number from cases.case where stage = ${stage} order by id limit 1`.execute(house.db)
  return rows.map(({ number }) => `/staff/cases/${number}${query}`)
}

test('no page of the console is too wide or has an accessibility finding', async () => {
  const site = await openSite()
  await writeMessages(site)
  const wrong: string[] = []
  for (const [role, paths] of Object.entries(CONSOLE)) {
    const { page, context } = await visit(browserOf(), site)
    await signIn(page, role as Role)
    for (const path of [...paths, ...(await casePages(site, role))]) wrong.push(...(await look(page, path)))
    await context.close()
  }
  expect(wrong).toEqual([])
  await site.close()
}, 300_000)

test('a list drawn as cards on a phone is still a table to a screen reader', async () => {
  const site = await openSite()
  const { page, context } = await visit(browserOf(), site, { width: 375 })
  await signIn(page, 'information-officer')
  await page.goto('/staff/requests')
  const devtools = await context.newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  const count = (role: string) => nodes.filter((node) => node.role?.value === role && !node.ignored).length
  const rows = await page.locator('tbody tr').count()
  expect([count('table'), count('columnheader'), count('rowheader'), count('cell')]).toEqual([1, 8, rows, 7 * rows])
  await site.close()
})

test('on a phone the numbers of tables three and four are named by the words of their columns', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { width: 375 })
  await page.goto('/annual-reports/2019')
  const named = (selector: string) =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('${selector}')].map((link) => getComputedStyle(link, '::before').content.replaceAll('"', '').trim())`,
    )
  const headsOf = (selector: string) => page.evaluate<string[]>(`[...document.querySelectorAll('${selector}')].map((head) => head.textContent)`)
  const applicants = await named('.applicants tbody tr:first-child td a')
  expect(applicants).toEqual(['自然人', ...(await headsOf('.applicants thead tr:nth-child(3) th')), '总计'])
  const remedies = await named('.fifteen tbody td a')
  const heads = await headsOf('.fifteen thead tr:nth-child(3) th')
  expect(remedies.map((name) => name.replace(/^.*·/, '').trim())).toEqual(heads)
  expect(remedies.map((name) => name.replace(/·.*$/, '').trim())).toEqual(['行政复议', '未经复议直接起诉', '复议后起诉'].flatMap((name) => Array(5).fill(name)))
  await site.close()
})
