import { expect, test } from 'vitest'
import { aDesk } from '../../../tests/support/desk.ts'
import { takeStepOn } from './take-step.ts'
import type { Order } from './steps.ts'
import { officeOf } from '../../../tests/support/publishing.ts'

test('a correction of a 2019 item stays among the 154 of 2019, is no fresh news, and its own twenty days are printed', async () => {
  const { house, itemOf, text, publish, must } = await aDesk()
  const number = (JSON.parse(await text('/disclosure/items.json?column=news&year=2019')) as { items: { number: string }[] }).items[0]?.number ?? ''
  const { agencyId, state } = await itemOf(number)
  const fresh = async () =>
    (
      await house.db
        .selectFrom('disclosure.item')
        .where('column_code', '=', 'news')
        .select(({ fn }) => fn.max('published_on').as('last'))
        .executeTakeFirst()
    )?.last
  const before = await fresh()
  const order: Order = { step: 'edit', content: { ...state.content, html: `${state.content.html}<p>更正：补一句。</p>` } }
  await must('information-officer', number, 'revise', { reason: '更正', changedOn: '2026-11-20' })
  await takeStepOn(house, { agencyId, number, version: undefined, order }, { ...officeOf({ agencyId }, 'information-officer'), name: '样例信息公开专员' })
  await publish(number)
  const listed = JSON.parse(await text('/disclosure/items.json?year=2019')) as { items: { number: string; published_on: string; revised_on: string | null }[] }
  expect(listed.items).toHaveLength(154)
  expect(listed.items.find((one) => one.number === number)).toMatchObject({ published_on: expect.stringMatching(/^2019/), revised_on: '2026-11-24' })
  expect(await text('/disclosure/items?year=2026')).not.toContain(`/disclosure/${number}"`)
  expect((await text('/disclosure/items.atom')).split('<entry>').slice(1, 3).join('')).not.toContain(number)
  expect(await text('/disclosure/items?column=news&year=2019')).toContain('2026-11-24 修改')
  expect(await fresh()).toBe(before)
  const page = await text(`/disclosure/${number}`)
  for (const says of ['最近一次修改：2026年11月20日变更，2026年11月24日公开，用了 2 个工作日', '修改日期', '按时公开']) expect(page).toContain(says)
  expect(await text(`/disclosure/${number}/revisions`)).toContain('（2026年11月20日变更）')
})

test('a revision that changes nothing is not sent for review', async () => {
  const { draft, publish, must, edit, take } = await aDesk()
  const number = await draft()
  await publish(number)
  await must('information-officer', number, 'revise', { reason: '看看' })
  await edit(number)
  const refused = await take('information-officer', number, 'submit')
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('没有改动')])
})
