import { randomUUID } from 'node:crypto'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { aDesk } from '../../../tests/support/desk.ts'
import { excelFile, para, wordFile } from '../documents/builders.ts'
import { pdfOf, words } from '../documents/pdf-builders.ts'

const fileOf = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name)
const COMMENTED = wordFile(para('公开的一段话。'), { parts: { comments: '<w:comment w:id="1" w:author="王小二"><w:p/></w:comment>' } })
const COVERED = pdfOf([{ content: `${words('盖住的名字', 100, 700)}0 0 0 rg 90 690 200 40 re f ${words('看得见', 100, 600)}` }])

test('who made a file is gone from the original that is published, its text is as it was', async () => {
  const { draft, publish, itemOf, get } = await aDesk()
  const made = await Packer.toBuffer(
    new Document({ creator: '王小二', lastModifiedBy: '李小三', sections: [{ children: [new Paragraph({ children: [new TextRun('由文件来的一段话。')] })] }] }),
  )
  const number = await draft({ body: '' }, { document: fileOf(made, '检查情况.docx') })
  await publish(number)
  const [file] = (await itemOf(number)).state.content.files
  const bytes = new Uint8Array(await (await get(`/disclosure/${number}/files/${file?.id}`)).arrayBuffer())
  const parts = Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part))
  expect(parts.join('')).toContain('由文件来的一段话。')
  expect(parts.join('')).not.toMatch(/王小二|李小三/)
})

test('a file in which something hides stays with the draft and says so to drafter and reviewer; it is not sent for review until it is clean, gone or kept inside', async () => {
  const { draft, must, take, edit, publish, text, overApi, itemOf, get, signedIn } = await aDesk()
  const number = await draft({ body: '' }, { document: fileOf(COMMENTED, '通知.docx'), files: fileOf(COVERED, '名单.pdf') })
  const page = await (await get(`/staff/disclosure/${number}`, await signedIn('information-officer'))).text()
  for (const says of ['没有带进正文的内容', '1 条批注没有带入', '删除文档中的所有批注', '被色块或图片盖住的文字（第 1 页）']) expect(page).toContain(says)
  const refused = await take('information-officer', number, 'submit')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/“通知\.docx”里有看不见的内容.*1 条批注.*只供内部留存/s)
  const { files } = (await itemOf(number)).state.content
  const [first, second] = ['通知.docx', '名单.pdf'].map((name) => files.find((one) => one.name === name))
  await edit(number, { [`file-${first?.id}`]: '1', [`inside-${first?.id}`]: '1', [`file-${second?.id}`]: '1' })
  expect(await (await take('information-officer', number, 'submit')).text()).toContain('“名单.pdf”里有看不见的内容')
  await edit(number, { [`file-${first?.id}`]: '1', [`inside-${first?.id}`]: '1' })
  await must('information-officer', number, 'submit')
  const reviewing = await (await get(`/staff/disclosure/${number}`, await signedIn('reviewer'))).text()
  for (const says of ['通知.docx', '只供内部留存，不公开', '1 条批注没有带入']) expect(reviewing).toContain(says)
  await publish(number, true)
  expect((await get(`/disclosure/${number}/files/${first?.id}`)).status).toBe(404)
  for (const path of [`/disclosure/${number}`, `/disclosure/${number}.json`, 'api'])
    for (const word of ['通知.docx', '批注']) expect(await (path === 'api' ? overApi() : text(path)), path).not.toContain(word)
})

test('a budget is not sent with a workbook that hides a sheet; a photograph loses its place; what cannot be opened is refused', async () => {
  const { send, draft, itemOf, take } = await aDesk()
  const cellOf = (at: string, said: string) => `<c r="${at}" t="inlineStr"><is><t>${said}</t></is></c>`
  const rows = `<sheetData><row r="1">${cellOf('A1', '项目')}${cellOf('B1', '金额')}</row><row r="2">${cellOf('A2', '收入')}<c r="B2"><v>12</v></c></row></sheetData>`
  const book = excelFile({
    sheets: [
      { name: '收支', inner: rows },
      { name: '底稿', inner: rows, state: 'hidden' },
    ],
  })
  const made = await send(
    'information-officer',
    '/staff/disclosure/budgets/new',
    { key: randomUUID(), kind: 'budget', year: '2024', countedFrom: '2024-02-20' },
    { document: fileOf(book, '预算.xlsx') },
  )
  const budget = (made.headers.get('location') ?? '').split('/').at(-1) ?? ''
  expect(await (await take('information-officer', budget, 'submit')).text()).toContain('1 张隐藏的工作表（底稿）')
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c00' } })
    .withExif({ IFD0: { Artist: 'WangXiaoer' } })
    .jpeg()
    .toBuffer()
  const [file] = (await itemOf(await draft({}, { files: fileOf(photo, '现场.jpg') }))).state.content.files
  expect(file).toMatchObject({ name: '现场.jpg', hidden: [] })
  expect(file?.size).toBeLessThan(photo.length)
  const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])
  const refused = await send(
    'information-officer',
    '/staff/disclosure/new',
    { key: randomUUID(), title: '样例', column: 'news', formedOn: '2026-11-20', body: '正文' },
    { files: fileOf(locked, '密.docx') },
  )
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('加了密码')])
})
