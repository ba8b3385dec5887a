import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { byPdftotext, plain } from '../../../tests/support/extractors.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { createApp } from '../../app.tsx'
import { pdfOf, words } from '../documents/pdf-builders.ts'
import { listAttachments } from '../files/index.ts'
import { ID, KEPT, PHONE } from './pdf-corpus-builders.ts'

const GROUND = 'third_party'
const pdf = (): File =>
  new File(
    [
      new Uint8Array(
        pdfOf([{ content: words(`${KEPT}，身份证号${ID}，`, 72, 700) + words(`电话${PHONE}`, 72, 600) }, { content: words(`第二页${KEPT}`, 72, 700) }]),
      ),
    ],
    '答复附件.pdf',
  )

async function desk() {
  const app = await seededApp()
  const whole = createApp(app.house)
  const { number } = await app.house.db
    .selectFrom('requests.request')
    .select('number')
    .where('stage', '=', 'handling')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const base = `/staff/requests/${number}/redactions`
  const cookie = await app.signedIn('information-officer')
  const upload = async (file: File) => {
    const body = new FormData()
    body.append('document', file)
    return await whole.request(base, { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
  }
  const begin = async (file = pdf()): Promise<string> => {
    const answer = await upload(file)
    expect(answer.status, await answer.clone().text()).toBe(303)
    return answer.headers.get('location') ?? ''
  }
  const send = async (path: string, fields: Record<string, string>) => await app.post(path, fields, cookie)
  const text = async (path: string) => await (await app.get(path, cookie)).text()
  const products = async () => await app.house.db.selectFrom('redaction.product').selectAll().execute()
  return { ...app, number, base, cookie, upload, begin, send, text, products }
}

describe('the road of a redaction', () => {
  test('upload, ticked hits, a box, words; the copy lacks them all, stands with the request, and its proof says so', async () => {
    const { house, number, base, cookie, begin, send, text, get, products } = await desk()
    const draft = await begin()
    const page = await text(draft)
    expect(page).toContain(ID)
    expect(page).toContain('身份证号码（校验相符）')
    expect((await send(`${draft}/hits`, { version: '1', open: '1', 'hit-0': '1', ground: GROUND })).status).toBe(303)
    expect(
      (await send(`${draft}/boxes`, { version: '2', open: '1', page: '2', left: '10', top: '10', width: '40', height: '10', ground: 'internal' })).status,
    ).toBe(303)
    expect((await send(`${draft}/words`, { version: '3', open: '1', words: `${PHONE}\n`, ground: GROUND })).status).toBe(303)
    expect((await get(`${draft}/pages/2`, cookie)).headers.get('content-type')).toBe('image/webp')
    const made = await send(`${draft}/produce`, { version: '4', open: '1' })
    expect([made.status, made.headers.get('location')]).toEqual([303, `${draft}/proof`])
    const proof = await text(`${draft}/proof`)
    expect(proof).toContain('pdf.js：找到 0 处；PDFium：找到 0 处；逐流原始检索：找到 0 处')
    expect(proof).toContain('条例第十六条第一款')
    const [product] = await products()
    const file = await get(`${draft}/products/${product?.id}/file`, cookie)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = plain(byPdftotext(bytes))
    expect([read.includes(ID), read.includes(PHONE), read.includes(KEPT), read.includes('第二页')]).toEqual([false, false, true, false])
    const json = await (await get(`${draft}/products/${product?.id}/proof.json`, cookie)).json()
    expect(json).toMatchObject({ kind: 'pdf', extractors: [{ found: 0 }, { found: 0 }, { found: 0 }], output: { bytes: bytes.length } })
    expect(JSON.stringify(json)).not.toContain(ID)
    const copies = await listAttachments(house.db, `requests/${number}/redacted`)
    expect(copies).toMatchObject([{ name: '答复附件（区分处理件）.pdf', media: 'application/pdf' }])
    expect(await text(base)).toContain('已生成 1 份')
  }, 120_000)

  test('what is kept of a draft is sealed: neither the rows nor the trace say what is covered', async () => {
    const { house, begin, send } = await desk()
    const draft = await begin()
    await send(`${draft}/words`, { version: '1', open: '1', words: PHONE, ground: GROUND })
    const rows = JSON.stringify([
      await house.db.selectFrom('redaction.draft').selectAll().execute(),
      await house.db.selectFrom('audit.event').selectAll().execute(),
    ])
    expect([rows.includes(ID), rows.includes(PHONE)]).toEqual([false, false])
  })
})

describe('what cannot be done is said, and nothing typed is lost', () => {
  test('the second of two officers is told who was there first', async () => {
    const { begin, send, house } = await desk()
    const draft = await begin()
    await send(`${draft}/words`, { version: '1', open: '1', words: PHONE, ground: GROUND })
    const late = await send(`${draft}/words`, { version: '1', open: '1', words: '应当保留', ground: GROUND })
    const page = await late.text()
    expect([late.status, page.includes('改过这份草稿'), page.includes('应当保留')]).toEqual([409, true, true])
    expect(await house.db.selectFrom('redaction.draft').select('version').executeTakeFirst()).toEqual({ version: 2 })
  })

  const FAULTS: readonly (readonly [string, Record<string, string>, string])[] = [
    ['boxes', { page: '1', left: '', top: '1', width: '5', height: '5', ground: GROUND }, '还没有框出要遮盖的地方'],
    ['boxes', { page: '1', left: '1', top: '1', width: '5', height: '5' }, '请选依据'],
    ['boxes', { page: '9', left: '1', top: '1', width: '5', height: '5', ground: GROUND }, '没有这一页。可以填 1 到 2'],
    ['words', { words: '张', ground: GROUND }, '只有一个字'],
    ['words', { words: '  ', ground: GROUND }, '请写要遮盖的词句'],
    ['hits', { ground: GROUND }, '还没有勾选'],
    ['produce', {}, '还没有标出要遮盖的地方'],
  ]
  test('each form comes back with the sentence beside it', async () => {
    const { begin, send } = await desk()
    const draft = await begin()
    for (const [form, fields, says] of FAULTS) {
      const answer = await send(`${draft}/${form}`, { version: '1', open: '1', ...fields })
      expect([form, answer.status, (await answer.text()).includes(says)]).toEqual([form, 422, true])
    }
  })

  test('words that stand nowhere in the file stop it: they may be mistyped', async () => {
    const { begin, send, products } = await desk()
    const draft = await begin()
    await send(`${draft}/words`, { version: '1', open: '1', words: '写错的名字', ground: GROUND })
    const answer = await send(`${draft}/produce`, { version: '2', open: '1' })
    expect([answer.status, (await answer.text()).includes('没有找到“写错的名字”')]).toEqual([422, true])
    expect(await products()).toEqual([])
  })

  test('a text file, a locked and a broken PDF are refused in Chinese', async () => {
    const { upload } = await desk()
    const said = async (name: string, bytes: Uint8Array<ArrayBuffer>) => await (await upload(new File([bytes], name))).text()
    expect(await said('a.txt', new TextEncoder().encode('样例'))).toContain('没有页面可以遮盖')
    const locked = new Uint8Array(pdfOf([{ content: '' }], { trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -1 >>' }))
    expect(await said('锁.pdf', locked)).toContain('加了密码')
    expect(await said('坏.pdf', new TextEncoder().encode('%PDF-1.7\n坏了'))).toContain('打不开')
  })

  test('nothing is kept of a file that was refused, in whichever step it was', async () => {
    const { upload, begin, send, house, base, text } = await desk()
    const stored = async () => (await readdir(join(house.config.dataFolder, 'blobs'), { recursive: true })).toSorted()
    const rows = async () => await house.db.selectFrom('files.attachment').select('id').execute()
    const before = [await stored(), await rows()]
    const locked = pdfOf([{ content: '' }], { trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -1 >>' })
    const refused: readonly (readonly [string, Uint8Array])[] = [
      ['说明.txt', new TextEncoder().encode('样例')],
      ['锁.pdf', locked],
      ['坏.pdf', new TextEncoder().encode('%PDF-1.7\n坏了')],
      ['坏.docx', new TextEncoder().encode('PK 不是压缩包')],
    ]
    for (const [name, bytes] of refused) expect([name, (await upload(new File([new Uint8Array(bytes)], name))).status]).toEqual([name, 422])
    expect([await stored(), await rows()]).toEqual(before)
    expect(await text(base)).toContain('还没有处理过文件')
    const draft = await begin()
    const begun = [await stored(), await rows()]
    await send(`${draft}/words`, { version: '1', open: '1', words: '写错的名字', ground: GROUND })
    expect((await send(`${draft}/produce`, { version: '2', open: '1' })).status).toBe(422)
    expect([await stored(), await rows()]).toEqual(begun)
  }, 60_000)

  test('another request’s draft is not found, and a request of the hall has none', async () => {
    const { begin, get, cookie, base } = await desk()
    const id = (await begin()).split('/').at(-1)
    expect((await get(`/staff/requests/XQ-2026-9999/redactions/${id}`, cookie)).status).toBe(404)
    expect((await get(`${base}/00000000-0000-4000-8000-000000000000`, cookie)).status).toBe(404)
  })
})
