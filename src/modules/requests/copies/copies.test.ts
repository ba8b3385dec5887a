import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bytesIn, copiesDesk, hashOf, pdfWith, secretPdf } from '../../../../tests/support/copies-desk.ts'
import { byPdftotext, plain as plainText } from '../../../../tests/support/extractors.ts'
import { ID, KEPT, PHONE } from '../../redaction/pdf-corpus-builders.ts'

const ROAD = 180_000

test('what is released stands before reviewer and signer, is fetched by the applicant once the answer is out, and her first opening is seen', async () => {
  const desk = await copiesDesk()
  const { house, path, release, copies, draft, done, seen, send, open, track, text, officer, get } = desk
  const product = await desk.redacted()
  expect((await release(product)).status).toBe(303)
  expect((await desk.plain(pdfWith('公开的样例目录', '目录.pdf'))).status).toBe(303)
  await draft('partly_granted')
  for (const [role, step] of [
    ['reviewer', 'review'],
    ['signer', 'sign'],
  ] as const) {
    const { page, copies: token } = await seen(role, step)
    for (const words of ['随答复提供 2 份文件', '答复附件（区分处理件）.pdf', '目录.pdf', '遮盖 2 处']) expect(page).toContain(words)
    const [one] = await copies()
    expect((await get(`${path}/copies/${one?.id}`, await desk.signedIn(role))).status).toBe(200)
    await done(role, step, { copies: token })
    expect((await open(one?.id ?? '')).status).toBe(404)
    expect(await track()).not.toContain('提供给您的文件')
  }
  await send()
  const page = await track()
  for (const words of [
    '提供给您的文件',
    '答复附件（区分处理件）.pdf',
    '，1 页。遮盖 2 处：公开会损害商业秘密、个人隐私等第三方合法权益（条例第十五条）',
    '没有遮盖',
    '目录.pdf',
  ])
    expect(page).toContain(words)
  const ordered = async () => (await copies()).toSorted((a, b) => Number(a.product_id === null) - Number(b.product_id === null))
  const [first, second] = await ordered()
  if (!first || !second) expect.fail('no copies')
  expect([first.opened_at, (await text(`${path}/copies`, 'information-officer')).match(/还没有打开/g)?.length]).toEqual([null, 2])
  house.setNow('2026-11-24T09:10')
  const file = await open(first.id)
  const bytes = await bytesIn(file)
  expect([hashOf(bytes), bytes.length]).toEqual([first.sha256, first.size])
  expect(Object.fromEntries(['cache-control', 'x-content-type-options', 'content-type'].map((name) => [name, file.headers.get(name)]))).toEqual({
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-type': 'application/pdf',
  })
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('答复附件（区分处理件）.pdf')}`)
  const read = plainText(byPdftotext(bytes))
  expect([ID, PHONE, KEPT].map((words) => read.includes(words))).toEqual([false, false, true])
  house.setNow('2026-11-24T09:20')
  expect((await open(first.id)).status).toBe(200)
  expect((await ordered()).map(({ opened_at }) => opened_at?.toISOString() ?? null)).toEqual(['2026-11-24T01:10:00.000Z', null])
  expect(await text(path, 'information-officer')).toContain('2026年11月24日 09:10 首次打开')
  expect(await text(`${path}/copies`, 'signer')).toContain('2026年11月24日 09:10')

  const zip = unzipSync(await bytesIn(await get(`${path}/bundle`, officer)))
  const manifest = JSON.parse(strFromU8(zip['manifest.json'] ?? expect.fail('no manifest')))
  const given = manifest.parts.filter((part: { released_at?: string }) => part.released_at)
  expect(given.toSorted((a: { opened_at: string | null }) => (a.opened_at ? -1 : 1))).toMatchObject([
    { sha256: first.sha256, opened_at: '2026-11-24T01:10:00.000Z', what: expect.stringContaining('2026年11月24日 09:10首次打开') },
    { sha256: second.sha256, opened_at: null, what: expect.stringContaining('申请人还没有打开') },
  ])
  for (const part of given) expect(hashOf(zip[part.name] ?? expect.fail(part.name))).toBe(part.sha256)
  expect(strFromU8(zip['SHA256SUMS'] ?? expect.fail('no sums'))).toContain(first.sha256)
}, 240_000)

test('nothing else is ever reached: no original, no page, no product that was not released, nobody else’s, nothing without the code', async () => {
  const desk = await copiesDesk()
  const { house, number, path, get, open, cookie, officer } = desk
  const [released, kept] = [await desk.redacted(), await desk.redacted(pdfWith(`另一份${ID}`, '另一份.pdf'), ID)]
  expect((await desk.release(released)).status).toBe(303)
  expect((await desk.plain(pdfWith('撤下的样例', '撤下.pdf'))).status).toBe(303)
  const taken = (await desk.copies()).find(({ product_id }) => product_id === null) ?? expect.fail('no plain copy')
  expect((await desk.withdraw(taken.id)).status).toBe(303)
  await desk.draft('granted')
  await desk.sign()
  await desk.send()
  const copy = (await desk.copies()).find(({ product_id }) => product_id === released) ?? expect.fail('no copy')
  const files = await house.db.selectFrom('files.attachment').select(['id', 'sha256']).where('subject', 'like', '%red%').execute()
  const drafts = await house.db.selectFrom('redaction.draft').select(['id', 'file_id']).execute()
  const products = await house.db.selectFrom('redaction.product').select(['id', 'file_id', 'draft_id']).execute()
  const others = [
    ...files.map(({ id }) => id),
    ...drafts.flatMap(({ id, file_id }) => [id, file_id ?? '']),
    ...products.flatMap(({ id, file_id }) => [id, file_id ?? '']),
  ]
  expect(others.length).toBeGreaterThan(8)
  for (const id of [...others, kept, taken.id]) expect([id, (await open(id)).status]).toEqual([id, 404])
  for (const { id, draft_id } of products)
    for (const where of [`${draft_id}`, `${draft_id}/pages/1`, `${draft_id}/products/${id}/file`, `${draft_id}/products/${id}/pages/1`, `${draft_id}/proof`]) {
      const answer = await get(`${path}/redactions/${where}`, cookie)
      expect([where, answer.status === 200 && !(await answer.text()).includes('登录')]).toEqual([where, false])
    }
  for (const where of [
    `/requests/track/${number}/redacted/${copy.id}`,
    `/requests/track/${number}/copies/${copy.id}/original`,
    `/requests/track/${number}/copies/`,
  ])
    expect([where, (await get(where, cookie)).status]).toEqual([where, 404])
  for (const as of ['', `track=${number}`, `track=${house.cipher.sign('XQ-2026-0001')}`, officer]) {
    const answer = await open(copy.id, as)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/requests/track'])
  }
  expect((await get(`/requests/track/XQ-2026-0001/copies/${copy.id}`, `track=${house.cipher.sign('XQ-2026-0001')}`)).status).toBe(404)
  expect((await desk.head(copy.id)).status).toBe(200)
  expect((await desk.copies()).map(({ opened_at }) => opened_at)).toEqual([null, null])
  expect((await open(copy.id)).status).toBe(200)
}, 240_000)

describe('two officers at once, and what is closed', () => {
  test('the same file stands once; a file taken back is told to whoever takes it back again; after the answer has gone out neither is done', async () => {
    const desk = await copiesDesk()
    const { release, withdraw, copies, draft, path, text } = desk
    const product = await desk.redacted()
    const twice = await Promise.all([release(product), release(product)])
    expect(twice.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await (twice.find(({ status }) => status === 409) ?? expect.fail()).text()).toContain('列入，不用再加')
    const [copy] = await copies()
    const both = await Promise.all([withdraw(copy?.id ?? ''), withdraw(copy?.id ?? '')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await (both.find(({ status }) => status === 409) ?? expect.fail()).text()).toMatch(/已由.+撤下/)
    expect((await release(product)).status).toBe(303)
    await draft('granted')
    await desk.done('reviewer', 'review')
    const [, again] = await copies()
    const waiting = await withdraw(again?.id ?? '')
    expect([waiting.status, (await waiting.text()).includes('要换的，先退回修改')]).toEqual([409, true])
    await desk.done('signer', 'sign')
    const [race, sent] = await Promise.all([
      withdraw(again?.id ?? ''),
      desk.take('information-officer', 'deliver', { way: 'email', on: desk.today, tracking: '', evidence: '' }),
    ])
    expect([[303, 409].includes(race.status), sent.status]).toEqual([true, 303])
    const stands = (await copies()).filter(({ withdrawn_at }) => withdrawn_at === null)
    expect([race.status, stands.length]).toEqual([race.status, race.status === 303 ? 0 : 1])
    const late = [await withdraw(again?.id ?? ''), await release(product), await desk.plain(pdfWith('迟到的样例', '迟到.pdf'))]
    for (const answer of late) expect(answer.status).toBe(409)
    expect(await text(`${path}/copies`, 'information-officer')).toMatch(/答复已于.+寄出，随它提供的文件不能再加，也不能撤下。/)
  }, 240_000)

  test(
    'whoever reviews with other files than she saw is told; an answer that refuses hands nothing out; after signing a file is still put with it',
    async () => {
      const desk = await copiesDesk()
      const { plain, draft, take, done, seen, copies, text, path } = desk
      await draft('unable.needs_creation')
      const refusing = await plain(pdfWith('样例', 'a.pdf'))
      expect([refusing.status, (await refusing.text()).includes('予以公开或者部分公开的，才有文件可以提供')]).toEqual([409, true])
      await done('information-officer', 'takeBack')
      await draft('granted')
      const { copies: before } = await seen('reviewer', 'review')
      expect(before).toBe('')
      expect((await plain(pdfWith('样例', 'a.pdf'))).status).toBe(303)
      const stale = await take('reviewer', 'review', { copies: before })
      expect([stale.status, (await stale.text()).includes('随答复提供给申请人的文件刚刚有增减')]).toEqual([409, true])
      await done('reviewer', 'review', { copies: (await seen('reviewer', 'review')).copies })
      await done('signer', 'sign', { copies: (await seen('signer', 'sign')).copies })
      desk.house.setNow('2026-11-24T09:10')
      expect((await plain(pdfWith('补上的样例', 'b.pdf'))).status).toBe(303)
      expect(await text(`${path}/copies`, 'signer')).toContain('签发以后列入')
      expect((await copies()).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf'])
    },
    ROAD,
  )

  test(
    'a paper that looks private wants a look; of what is refused or taken back nothing is kept; a product of another request is none',
    async () => {
      const { plain, copies, stored, house, withdraw, release } = await copiesDesk()
      const before = (await stored()).toSorted()
      const kept = async () => (await stored()).toSorted()
      const refused = await plain(secretPdf())
      const page = await refused.text()
      expect([refused.status, page.includes('可能是个人信息'), page.includes(ID)]).toEqual([422, true, false])
      expect((await plain(new File([new TextEncoder().encode(`电话${PHONE}`)], '说明.txt'))).status).toBe(422)
      expect((await plain(new File([new TextEncoder().encode('%PDF-1.7\n坏了')], '坏.pdf'))).status).toBe(422)
      expect([await kept(), await copies()]).toEqual([before, []])
      const looked = secretPdf()
      expect((await plain(looked, { lookedAt: '1' })).status).toBe(303)
      expect((await plain(looked, { lookedAt: '1' })).status).toBe(409)
      const [copy] = await copies()
      expect((await kept()).length).toBe(before.length + 1)
      expect((await withdraw(copy?.id ?? '')).status).toBe(303)
      expect(await kept()).toEqual(before)
      expect((await release('00000000-0000-4000-8000-000000000000')).status).toBe(404)
      await expect(house.db.updateTable('requests.copy').set({ withdrawn_at: null }).execute()).rejects.toThrow()
      await expect(house.db.deleteFrom('requests.copy').execute()).rejects.toThrow()
    },
    ROAD,
  )
})
