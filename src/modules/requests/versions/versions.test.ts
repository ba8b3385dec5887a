import { expect, test } from 'vitest'
import { answerDesk } from '../../../../tests/support/answer-desk.ts'
import { emptyLetters } from '../../letters/index.ts'
import { draftBeside, draftVersions } from './version.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import type { RequestEvent } from '../events.ts'

const on = plainDate('2026-12-01')
const drafted = (text: string): RequestEvent => ({ step: 'draftReply', on, decision: 'granted', text })
const logged = (...facts: readonly RequestEvent[]) => facts.map((fact, i) => ({ at: new Date(Date.UTC(2026, 11, 1, i)), by: `样例${i}`, fact }))

test('the versions of a draft say who wrote them, when, and what became of them; the last is looked at beside the one sent back', () => {
  const life = logged(drafted('甲。'), drafted('乙。'), { step: 'review', on }, { step: 'sendBack', on, reason: '改一处' }, drafted('丙。'), drafted('丁。'))
  const versions = draftVersions(life)
  expect(versions.map(({ name, by, fate }) => [name, by, fate.length])).toEqual([
    ['第 1 稿', '样例0', 0],
    ['第 2 稿', '样例1', 2],
    ['第 3 稿', '样例4', 0],
    ['第 4 稿', '样例5', 0],
  ])
  expect(versions[1]?.fate[1]).toContain('样例3退回：改一处')
  expect(draftBeside(life)).toMatchObject({ from: { key: '2' }, to: { key: '4' }, wasSentBack: true })
  expect(draftBeside(life.slice(0, 2))).toMatchObject({ from: { key: '1' }, to: { key: '2' }, wasSentBack: false })
  expect(draftBeside(life.slice(0, 1))).toBe(undefined)
})

test('reviewer and signer see what was changed since it was sent back, in the draft and in the letter, without a click', async () => {
  const { draft, make, edit, letters, done, seenBy, text, path, house } = await answerDesk()
  await draft('granted', '我机关予以公开。请在五日内领取。')
  expect(await text(path, 'reviewer')).not.toContain('id="changes"')
  expect((await make('D1')).status).toBe(303)
  const [first] = await letters()
  if (!first) throw new Error('no letter')
  expect((await edit(first, ['我机关予以公开。', '请在五日内领取。'])).status).toBe(303)
  const beforeReturn = await text(path, 'reviewer')
  expect(beforeReturn).toContain('答复书：与上一稿的')
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  await done('signer', 'sendBack', { reason: '改两处' })
  expect((await edit(first, ['本机关予以公开。', '请在五日内领取。'])).status).toBe(303)
  expect((await edit(first, ['本机关予以公开。', '请在十五日内领取。'])).status).toBe(303)
  await draft('granted', '本机关予以公开。请在五日内领取。')
  const seen = await text(path, 'reviewer')
  expect(seen).toContain('答复正文：与退回时的第 1 稿相比，改动 1 处')
  expect(seen).toContain('第 2 稿相比，改动 2 处')
  expect(seen).toContain('<del>我</del><ins>本</ins>机关予以公开。')
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  const signing = await text(`${path}?step=sign`, 'signer')
  expect(signing).toContain('第 2 稿相比，改动 2 处')
  expect(signing).toMatch(/答复正文和答复书就是.+审核时看过的那一稿/)
  const looked = await house.db.selectFrom('audit.event').select('act').where('act', '=', '对照文书').execute()
  expect(looked.length).toBeGreaterThan(0)
})

test('a letter that was not replaced after it was sent back is said to be as it was', async () => {
  const { draft, make, done, text, path, seenBy } = await answerDesk()
  await draft('granted')
  await make('D1')
  await done('reviewer', 'sendBack', { reason: '改一处' })
  await draft('granted', '样例答复正文，改过。')
  expect(await text(path, 'reviewer')).toContain('答复书：退回以后没有换过')
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
})

test('any two versions stand beside each other, of letters for the office alone; what is not there is said', async () => {
  const { draft, make, edit, letters, text, path, get, signedIn, number, house, agencyId } = await answerDesk()
  expect(await text(`${path}/versions`, 'information-officer')).toContain('还没有草拟答复，也没有制作文书')
  await make('P2')
  await draft('granted')
  await make('D1')
  const [, letter] = await letters()
  if (!letter) throw new Error('no letter')
  await edit(letter, ['甲。'])
  await edit(letter, ['乙。'])
  const page = await text(`${path}/versions?of=answer&from=${letter.id}:1&to=${letter.id}:3`, 'signer')
  expect(page).toMatch(/第 1 稿与信公复〔2026〕\d+号 第 3 稿相比，改动 \d+ 处/)
  expect(page).toContain('<ins>乙。</ins>')
  expect(page).toContain('用D1范本第 1 版制作')
  expect(page).toContain('P2 补正告知书')
  expect(await text(`${path}/versions?of=draft`, 'signer')).toMatch(/只有一稿[\s\S]*看第 1 稿全文[\s\S]*样例答复正文/)
  expect(await text(`${path}/versions?of=answer&from=${letter.id}:3&to=${letter.id}:3`, 'signer')).toContain('没有改动')
  for (const query of ['of=answer&from=9:9', 'of=answer&to=1', 'of=D99', 'of=draft&from='])
    expect((await get(`${path}/versions?${query}`, await signedIn('signer'))).status, query).toBe(404)
  expect((await get(`${path}/versions`, await signedIn('handling-department'))).status).toBe(404)
  expect((await get(`/staff/requests/XQ-1999-0001/versions`, await signedIn('signer'))).status).toBe(404)
  expect(await text(`${path}/letters`, 'reviewer')).toContain(`/versions?of=answer&amp;to=${letter.id}:3`)
  await house.db.transaction().execute(async (tx) => await emptyLetters(tx, agencyId, `requests/${number}`))
  const erased = await text(`${path}/versions?of=answer`, 'signer')
  expect(erased).toContain('文字已经按保管期限清除')
  expect(erased).not.toContain('乙。')
})
