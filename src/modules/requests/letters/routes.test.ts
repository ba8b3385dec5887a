import { expect, test } from 'vitest'
import { createApp } from '../../../app.tsx'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { para, wordFile } from '../../documents/builders.ts'
import { linesIn, pagesIn } from '../../letters/builders.ts'
import { makeWaiting } from '../../letters/index.ts'
import { buildDefault } from '../../letters/templates/build-default.ts'

const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())
async function letterApp() {
  const app = await seededApp()
  const web = createApp(app.house)
  const upload = async (path: string, fields: Record<string, string>, file: { name: string; bytes: Uint8Array }, cookie: string) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('file', new File([new Uint8Array(file.bytes)], file.name))
    return await web.request(path, { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
  }
  const open = await app.house.db
    .selectFrom('requests.request')
    .select('number')
    .where('concluded_on', 'is', null)
    .where('stage', '=', 'handling')
    .orderBy('id')
    .execute()
  const number = open[0]?.number ?? ''
  return { ...app, upload, number, numbers: open.map((one) => one.number) }
}
const keyIn = (html: string): string => /name="key" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''

test('the list has every letter with the version in force; a version is downloaded and looked at filled in', async () => {
  const { get, signedIn } = await letterApp()
  const cookie = await signedIn('information-officer')
  const list = await (await get('/staff/letters', cookie)).text()
  for (const code of ['P1', 'P11', 'D1', 'D20']) expect(list).toContain(`/staff/letters/${code}"`)
  const file = await get('/staff/letters/D4/versions/1/docx', cookie)
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect((await linesIn(await bytesOf(file))).join()).toContain('{{申请人}}')
  const [page] = await pagesIn(await bytesOf(await get('/staff/letters/D4/preview?version=1&as=pdf', cookie)))
  expect(page?.words).toContain('林样例：')
})

test('upload, look at it on a real request, make the letter, change it in Word, sign it', async () => {
  const { get, post, signedIn, upload, number, house } = await letterApp()
  const officer = await signedIn('information-officer')
  const today = '2099-01-01'
  const wrong = await upload('/staff/letters/P2/versions', { from: today }, { name: '错.docx', bytes: wordFile(para('致：{{申请仁}}')) }, officer)
  expect(wrong.status).toBe(422)
  const told = await wrong.text()
  expect(told).toContain('正文第 1 段“致：{{申请仁}}”')
  expect(told).toContain('是不是 {{申请人}}')
  expect((await upload('/staff/letters/P2/versions', { from: today }, { name: '新.docx', bytes: await buildDefault('P2') }, officer)).status).toBe(303)
  expect(await (await get('/staff/letters/P2', officer)).text()).toContain('第 2 版')

  const lacking = await get(`/staff/letters/P2/preview?version=2&request=${number}`, officer)
  expect(lacking.status).toBe(422)
  expect(await lacking.text()).toContain('补正事项')
  expect((await get('/staff/letters/P2/preview?version=2&request=XQ-1999-1', officer)).status).toBe(404)
  const look = await get(`/staff/letters/P1/preview?version=1&request=${number}&as=docx`, officer)
  expect((await linesIn(await bytesOf(look))).join()).toContain(number)

  const path = `/staff/requests/${number}/letters`
  const form = await (await get(`${path}?code=P2`, officer)).text()
  const key = keyIn(form)
  const missing = await post(path, { code: 'P2', key, amendMatters: '' }, officer)
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('还缺')
  const typed = { code: 'P2', key, asked: '道路保洁支出', amendMatters: '写明年度', amendDue: '2026年12月18日' }
  const seen = await post(path, { ...typed, preview: 'pdf' }, officer)
  expect((await pagesIn(await bytesOf(seen)))[0]?.words).toContain('写明年度')
  expect(await house.db.selectFrom('letters.letter').selectAll().where('subject', '=', `requests/${number}`).execute()).toEqual([])
  expect((await post(path, typed, officer)).status).toBe(303)
  expect((await post(path, typed, officer)).status).toBe(303)
  const [letter, ...others] = await house.db.selectFrom('letters.letter').selectAll().where('subject', '=', `requests/${number}`).execute()
  expect(others).toEqual([])
  expect(await (await get(path, officer)).text()).toContain(letter?.number ?? 'none')
  const one = `${path}/${letter?.id}`
  const docx = await bytesOf(await get(`${one}/docx`, officer))
  expect((await linesIn(docx)).join()).toContain('写明年度')
  expect((await get(`/staff/requests/XQ-2019-0001/letters/${letter?.id}/docx`, officer)).status).toBe(404)

  const kept = await linesIn(docx)
  const changed = (lines: readonly string[]) => wordFile(lines.map((line) => para(line.replace('写明年度', '请写明年度和科目。'))).join(''))
  const toAnother = await upload(`${one}/edited`, {}, { name: '改.docx', bytes: changed(kept.map((line) => line.replace(/^.*：$/, '王五：'))) }, officer)
  expect([toAnother.status, await toAnother.text()]).toEqual([422, expect.stringMatching(/申请人“[^”]+”不见了：这一处不能改/)])
  const edited = changed(kept)
  expect((await upload(`${one}/edited`, {}, { name: '改.docx', bytes: edited }, officer)).status).toBe(303)
  expect((await pagesIn(await bytesOf(await get(`${one}/pdf`, officer))))[0]?.words).toContain('请写明年度和科目。')
  const signer = await signedIn('signer')
  expect((await post(`${one}/sign`, { edition: '1' }, signer)).status).toBe(409)
  expect((await post(`${one}/sign`, { edition: '2' }, signer)).status).toBe(303)
  const late = await upload(`${one}/edited`, {}, { name: '改.docx', bytes: edited }, officer)
  expect([late.status, (await late.text()).includes('不能再更换')]).toEqual([409, true])
})

test('reasons and remedies are changed by reviewer and signer, from a day on, with their history', async () => {
  const { get, post, signedIn } = await letterApp()
  const reviewer = await signedIn('reviewer')
  const path = '/staff/letters/grounds/reason.D8'
  expect((await post(path, { text: '该信息是〔内部事务〕', law: '条例第十六条第一款', from: '2019-01-01' }, reviewer)).status).toBe(409)
  expect((await post(path, { text: '', law: '', from: '2099-01-01' }, reviewer)).status).toBe(422)
  expect((await post(path, { text: '该信息是〔内部事务〕', law: '条例第十六条第一款', from: '2099-01-01' }, reviewer)).status).toBe(303)
  const page = await (await get(path, reviewer)).text()
  expect(page).toContain('2099年1月1日起')
  expect(page).toContain('平台范本')
  expect(await (await get('/staff/letters/grounds', reviewer)).text()).toContain('答复正文　D8')
})

test('many at once: progress is followed without script, and all are downloaded together', async () => {
  const { get, post, signedIn, numbers, house } = await letterApp()
  const officer = await signedIn('information-officer')
  const key = keyIn(await (await get('/staff/letters/batches', officer)).text())
  const started = await post('/staff/letters/batches', { code: 'P1', key, numbers: `${numbers.join('\n')}\nXQ-1999-0001` }, officer)
  const path = started.headers.get('location') ?? ''
  const begun = await get(path, officer)
  expect(begun.headers.get('refresh')).toBe('2')
  expect(await begun.text()).toContain(`1 / ${numbers.length + 1}`)
  while ((await makeWaiting(house)) > 0);
  const done = await get(path, officer)
  expect(done.headers.get('refresh')).toBe(null)
  const html = await done.text()
  expect(html).toContain(`已制作 ${numbers.length} 份，没有制作 1 份`)
  expect(html).toContain('没有编号为 XQ-1999-0001 的申请')
  const zip = await bytesOf(await get(`${path}/zip`, officer))
  expect(Buffer.from(zip).subarray(0, 2).toString()).toBe('PK')
})
