import { expect, test } from 'vitest'
import { requestDesk } from '../../../../tests/support/request-desk.ts'
import { createApp } from '../../../app.tsx'
import { para, wordFile } from '../../documents/builders.ts'
import { firstWording, linesIn } from '../../letters/builders.ts'
import { emptyLetters, findLetters } from '../../letters/index.ts'

test('a draft that was sent back is shown to the reviewer with what was changed; any two of three are compared', async () => {
  const { receive, done, text, get, signedIn } = await requestDesk()
  const number = await receive()
  const draft = async (words: string) => await done('information-officer', number, 'draftReply', { decision: 'granted', text: words })
  await draft('您好！\n\n现将合同提供给您，共12页。')
  expect(await text(`/staff/requests/${number}`, 'reviewer')).not.toContain('比上一稿改动')
  await done('reviewer', number, 'sendBack', { reason: '页数不对' })
  await draft('您好！\n\n现将合同提供给您，共15页。')
  const reviewing = await text(`/staff/requests/${number}`, 'reviewer')
  expect(reviewing).toMatch(
    /答复稿第 2 稿，比上一稿改动 1 处[\s\S]*<del>现将合同提供给您，共<b>12<\/b>页。<\/del>[\s\S]*<ins>现将合同提供给您，共<b>15<\/b>页。<\/ins>/,
  )
  await done('reviewer', number, 'sendBack', { reason: '加上附件' })
  await draft('您好！\n\n现将合同提供给您，共15页。\n附件一份。')
  const versions = await text(`/staff/requests/${number}/versions`, 'signer')
  for (const says of ['答复稿', '第 3 稿', '第 2 稿', '第 1 稿', '附件一份。', '看全文']) expect(versions).toContain(says)
  const pair = await text(`/staff/requests/${number}/versions?of=draft&from=1&to=3`, 'signer')
  expect(pair).toMatch(/第 1 稿到第 3 稿[\s\S]*共<b>12<\/b>页[\s\S]*附件一份。/)
  expect(await text(`/staff/requests/${number}/versions?of=draft&from=1&to=9`, 'signer')).not.toContain('到第')
  expect((await get(`/staff/requests/${number}/versions`, await signedIn('handling-department'))).status).toBe(403)
  expect((await get('/staff/requests/XQ-1999-0001/versions', await signedIn('signer'))).status).toBe(404)
})

test('a letter that was changed in Word is compared with what the template gave; erased, it says so', async () => {
  const { receive, text, post, get, signedIn, house, agencyId } = await requestDesk()
  const number = await receive()
  const officer = await signedIn('information-officer')
  const path = `/staff/requests/${number}/letters`
  const key = /name="key" value="([0-9a-f-]{36})"/.exec(await (await get(`${path}?code=P2`, officer)).text())?.[1] ?? ''
  const typed = { code: 'P2', key, asked: '道路保洁支出', amendMatters: '写明年度', amendDue: '2026年12月18日' }
  expect((await post(path, typed, officer)).status).toBe(303)
  const [letter] = await findLetters(house.db, agencyId, `requests/${number}`)
  const lines = await linesIn(new Uint8Array(await (await get(`${path}/${letter?.id}/docx`, officer)).arrayBuffer()))
  const changed = wordFile(
    [...lines.filter((line) => line.trim() !== '' && !line.includes('写明年度')), '请写明年度和科目。'].map((line) => para(line)).join(''),
  )
  const body = new FormData()
  body.set('file', new File([new Uint8Array(changed)], '改.docx'))
  const sent = await createApp(house).request(`${path}/${letter?.id}/edited`, {
    method: 'POST',
    body,
    headers: { cookie: officer, origin: 'http://localhost' },
  })
  expect(sent.status, await sent.text()).toBe(303)
  expect(await text(path, 'reviewer')).toContain(`/staff/requests/${number}/versions#of-${letter?.id}`)
  const versions = await text(`/staff/requests/${number}/versions`, 'reviewer')
  expect(versions).toMatch(/第 2 稿[^<]*在 Word 里改过[\s\S]*<del>[\s\S]*写明年度[\s\S]*<ins>[\s\S]*和科目/)
  expect(versions).toContain(firstWording('remedy.notice').text.slice(0, 10))
  await house.db.transaction().execute(async (tx) => await emptyLetters(tx, agencyId, `requests/${number}`))
  expect(await text(`/staff/requests/${number}/versions`, 'reviewer')).toContain('文字已经按保管期限清除')
})
