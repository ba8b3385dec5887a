import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { aSubmission, staff } from '../builders.ts'
import type { Order } from '../steps.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'

const SUBJECT = '停车诱导系统的采购合同和验收报告'
const TEXT = '经研究，现提供给您。'

async function opened() {
  const app = await seededApp()
  const { house } = app
  const agency = (await getHomeAgency(house.db)).id
  const apply = async (subject: string, name = '样例反复人', identity = '居民身份证 110101190003030000') => {
    const receipt = await submitRequest(house, agency, aSubmission({ subject, applicant: { name, identity } }))
    if (isRefusal(receipt)) throw new Error(receipt.because)
    return receipt.number
  }
  const take = async (number: string, role: 'information-officer' | 'reviewer' | 'signer', order: Order) => {
    const taken = await takeStepOn(house, number, undefined, order, staff(role, agency))
    if (isRefusal(taken)) throw new Error(taken.because)
  }
  const answer = async (number: string) => {
    await take(number, 'information-officer', { step: 'draftReply', decision: 'granted', text: TEXT })
    await take(number, 'reviewer', { step: 'review' })
    await take(number, 'signer', { step: 'sign' })
  }
  return { ...app, apply, take, answer }
}

test('the same applicant asking again is seen, and the letter is drafted with the earlier number and day', async () => {
  const { house, apply, answer, get, post, signedIn } = await opened()
  house.setNow('2026-11-02T09:00')
  const first = await apply(SUBJECT)
  const other = await apply('夜市噪声投诉的处理结果')
  await answer(first)
  house.setNow('2026-11-24T09:00')
  const again = await apply(`申请公开${SUBJECT}的复印件`)
  const officer = await signedIn('information-officer')
  const page = await (await get(`/staff/requests/${again}`, officer)).text()
  for (const says of ['以前的申请', first, '予以公开（2026年11月2日）', '按重复申请拟答复', '另有 1 件别的事项']) expect(page).toContain(says)
  expect(page.slice(page.indexOf('id="earlier"'), page.indexOf('期限台账'))).not.toContain(other)
  const drafted = await post(`/staff/requests/${again}/draftReply`, { template: '1', decision: 'not_processed.repeated', repeats: first }, officer)
  const form = await drafted.text()
  expect(form).toContain(`本机关已于2026年11月2日以${first}号答复。`)
  expect(form).toContain('<option value="not_processed.repeated" selected')
  const text = /<textarea[^>]*name="text"[^>]*>\n?([^<]*)/.exec(form)?.[1] ?? ''
  const sent = await post(`/staff/requests/${again}/draftReply`, { version: '1', decision: 'not_processed.repeated', text }, officer)
  expect(sent.status).toBe(303)
})

test('a number that is not the applicant’s earlier answer is put into no letter', async () => {
  const { apply, answer, get, post, signedIn } = await opened()
  const theirs = await apply(SUBJECT, '样例他人', '居民身份证 110101190004040000')
  await answer(theirs)
  const open = await apply(SUBJECT)
  const mine = await apply(SUBJECT)
  const officer = await signedIn('information-officer')
  const page = await (await get(`/staff/requests/${mine}`, officer)).text()
  expect(page).toContain(open)
  expect(page).toContain('没有答复过，不能按重复申请答复')
  expect(page).not.toContain(theirs)
  for (const repeats of [theirs, open, 'XQ-1999-0001']) {
    const form = await (await post(`/staff/requests/${mine}/draftReply`, { template: '1', decision: 'not_processed.repeated', repeats }, officer)).text()
    expect(form).toContain('已于〔日期〕以〔文号〕答复')
  }
  const made = { version: '1', decision: 'not_processed.repeated', text: '不予重复处理。', answeredBefore: 'true' }
  const refused = await post(`/staff/requests/${mine}/draftReply`, made, officer)
  expect([refused.status, (await refused.text()).includes('没有查到答复过同一申请人以前的申请')]).toEqual([409, true])
})

test('a department sees of earlier requests only those passed to it', async () => {
  const { apply, take, get, signedIn } = await opened()
  const hidden = await apply(SUBJECT)
  const shown = await apply(SUBJECT)
  const now = await apply(SUBJECT)
  const department = await signedIn('handling-department')
  const me = await (await get('/staff/me', department)).text()
  const own = ['综合科', '监督指挥科', '网格管理科', '信息公开科'].find((name) => me.includes(name)) ?? ''
  for (const number of [shown, now]) await take(number, 'information-officer', { step: 'assign', department: own })
  const page = await (await get(`/staff/requests/${now}`, department)).text()
  expect(page).toContain(shown)
  expect(page).not.toContain(hidden)
  expect(page).not.toContain('按重复申请拟答复')
})

test('a first request has no such panel', async () => {
  const { apply, get, signedIn } = await opened()
  const number = await apply(SUBJECT, '样例新人', '居民身份证 110101190005050000')
  expect(await (await get(`/staff/requests/${number}`, await signedIn('information-officer'))).text()).not.toContain('以前的申请')
})
