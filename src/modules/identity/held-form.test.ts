import { expect, test } from 'vitest'
import { DEMONSTRATION_ACCOUNTS } from '../../../seed/main.ts'
import { seededApp } from '../../../tests/support/seeded.ts'

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const hiddenIn = (html: string, name: string): string => unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')
const screener = DEMONSTRATION_ACCOUNTS.find(({ role }) => role === 'screener')

test('a form sent after the session has ended is kept through signing in, and sent again by a press', async () => {
  const app = await seededApp()
  const { number, version } = await app.house.db
    .selectFrom('cases.case')
    .select(['number', 'version'])
    .where('stage', '=', 'reported')
    .limit(1)
    .executeTakeFirstOrThrow()
  const typed = { version: String(version), reason: '样例 <b>理由</b>：“不属于城市管理”' }
  const asked = await app.post(`/staff/cases/${number}/decline`, typed)
  expect(asked.status).toBe(403)
  const page = await asked.text()
  expect(page).toContain('刚才填写的内容还在')
  const wrong = await app.post('/staff/sign-in', { account: screener?.account ?? '', password: 'not hers', held: hiddenIn(page, 'held') })
  const held = hiddenIn(await wrong.text(), 'held')
  expect(held).not.toBe('')
  const signed = await app.post('/staff/sign-in', { account: screener?.account ?? '', password: screener?.password ?? '', held })
  const again = await signed.text()
  expect(again).toContain(`action="/staff/cases/${number}/decline"`)
  expect(hiddenIn(again, 'reason')).toBe(typed.reason)
  const cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect((await app.post(`/staff/cases/${number}/decline`, { version: hiddenIn(again, 'version'), reason: hiddenIn(again, 'reason') }, cookie)).status).toBe(
    303,
  )
})

test('nothing is kept of an empty form, of passwords, or of what was not sealed here', async () => {
  const app = await seededApp()
  for (const [path, fields] of [
    ['/staff/cases/XC20261124-0001/file', {}],
    ['/staff/me', { old: 'secret', password: 'another secret' }],
  ] as const) {
    const answer = await app.post(path, fields)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/sign-in'])
  }
  const forged = await app.post('/staff/sign-in', { account: screener?.account ?? '', password: screener?.password ?? '', held: '{"path":"/staff"}' })
  expect([forged.status, forged.headers.get('location')]).toEqual([303, '/staff/cases'])
})
