import { randomUUID } from 'node:crypto'
import PizZip from 'pizzip'
import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { para, run, wordFile } from '../documents/builders.ts'
import { addTemplate, addWording } from './add-template.ts'
import { findBatch, listProblems } from './batch-store.ts'
import { firstWording, linesIn, pagesIn, samples } from './builders.ts'
import type { Values } from './field.ts'
import { LETTER_CODES, type LetterCode } from './letter.ts'
import { emptyLetters, findLetters, type LetterRecord } from './letter-store.ts'
import { bytesOfLetter, replaceLetter, signLetter } from './change-letter.ts'
import { isLacking, previewLetter, produceLetter } from './produce-letter.ts'
import { makeWaiting, startBatch } from './run-batch.ts'
import { listTemplates, listVersions, templateOn } from './template-store.ts'
import { buildDefault } from './templates/build-default.ts'

const staff = (house: TestHouse, role: Role = 'information-officer'): Viewer => ({
  id: randomUUID(),
  account: role,
  name: '样例人员',
  role,
  agencyId: house.agencyId,
  department: null,
})
const must = <T>(made: T | Refusal | object): LetterRecord => {
  if (isRefusal(made)) throw new Error(made.because)
  if (typeof made !== 'object' || made === null || !('edition' in made)) throw new Error(JSON.stringify(made))
  return made as LetterRecord // it has editions
}
/** The fields a record gives; the office adds its own. */
const given = (code: LetterCode, over: Values = {}): Values => {
  const { agency: _a, letterDate: _d, documentNumber: _n, remedy: _r, office: _o, phone: _p, ...rest } = samples(code)
  return { ...rest, ...over }
}
const make = (
  house: TestHouse,
  code: LetterCode,
  { key = randomUUID(), values = given(code), day = plainDate('2026-03-02'), subject = 'requests/XQ-2026-0001' } = {},
) => produceLetter(house, staff(house), key, { code, subject, values, day })

test('a letter is made under the next number, and kept with its values, its template and both files', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const letter = must(await make(house, 'D4'))
  expect(letter).toMatchObject({
    number: '信公复〔2026〕1号',
    code: 'D4',
    edition: 1,
    kind: 'merged',
    templateVersion: 1,
    signedBy: null,
    madeOn: '2026-03-02',
  })
  const lines = await linesIn(await bytesOfLetter(house, letter, 'docx'))
  expect(lines).toEqual(expect.arrayContaining(['信公复〔2026〕1号', '林样例：', '样例区全响应服务中心', '2026年3月2日']))
  const [page] = await pagesIn(await bytesOfLetter(house, letter, 'pdf'))
  expect(page?.words).toContain('信公复〔2026〕1号林样例：')
  const row = await house.db.selectFrom('letters.edition').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain('林样例')
  expect(JSON.parse(house.cipher.open(row.values_sealed))).toMatchObject({ applicant: '林样例', documentNumber: '信公复〔2026〕1号' })
  const traces = await house.db.selectFrom('audit.event').select(['act', 'subject', 'note']).execute()
  expect(traces).toEqual([{ act: '制作文书', subject: 'requests/XQ-2026-0001', note: 'D4 不予公开：国家秘密 信公复〔2026〕1号' }])
})

test('every one of the letters is made', async () => {
  const house = await testHouse('2026-03-02T09:00')
  for (const code of LETTER_CODES) must(await make(house, code))
  const numbers = (await findLetters(house.db, house.agencyId, 'requests/XQ-2026-0001')).flatMap(({ number }) => number ?? [])
  expect(numbers).toEqual(Array.from({ length: LETTER_CODES.length - 1 }, (_, i) => `信公复〔2026〕${i + 1}号`))
})

test('numbers have no gaps: many at once, some that lack something, one that fails half way, one form sent twice', async () => {
  const house = await testHouse('2026-03-02T09:00')
  await listTemplates(house, house.agencyId)
  const broken = { ...house, blobs: { ...house.blobs, of: () => ({ ...house.blobs, put: () => Promise.reject(new Error('the disk is full')) }) } }
  const twice = randomUUID()
  const results = await Promise.allSettled([
    ...Array.from({ length: 30 }, () => make(house, 'D1')),
    ...Array.from({ length: 5 }, () => make(house, 'D4', { values: { ...given('D4'), reason: '' } })),
    ...Array.from({ length: 5 }, () => make(broken, 'D1')),
    ...Array.from({ length: 4 }, () => make(house, 'D2', { key: twice })),
  ])
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  const rows = await house.db.selectFrom('letters.letter').select(['nth', 'number']).orderBy('nth').execute()
  expect(rows.map(({ nth }) => nth)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1))
  house.setNow('2027-01-04T09:00')
  expect(must(await make(house, 'D1', { day: plainDate('2027-01-04') })).number).toBe('信公复〔2027〕1号')
})

test('what is missing is named before anything is made, and no number is used', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const made = await make(house, 'D9', { values: { ...given('D9'), reason: '', applicant: '' } })
  expect(isLacking(made) && made.missing.map(({ name }) => name)).toEqual(['申请人', '理由'])
  expect(await house.db.selectFrom('letters.number_series').selectAll().execute()).toEqual([])
  expect(isRefusal(await make(house, 'D1', { day: plainDate('2026-03-03') }))).toBe(true)
})

test('a template takes effect on its day; letters made before and after have their own, and both can be read', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const zip = new PizZip(await buildDefault('D1'))
  zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replace('获取方式：', '取得办法：'))
  const file = { name: '新范本.docx', bytes: zip.generate({ type: 'uint8array' }) }
  expect(await addTemplate(house, staff(house), 'D1', { file, from: plainDate('2026-03-01') })).toMatchObject({ refused: 'too-late' })
  expect(await addTemplate(house, staff(house), 'D1', { file, from: plainDate('2026-03-05') })).toEqual({ version: 2 })
  const before = must(await make(house, 'D1'))
  house.setNow('2026-03-05T09:00')
  const after = must(await make(house, 'D1', { day: plainDate('2026-03-05') }))
  expect([before.templateVersion, after.templateVersion]).toEqual([1, 2])
  expect((await linesIn(await bytesOfLetter(house, before, 'docx'))).join()).toContain('获取方式：')
  expect((await linesIn(await bytesOfLetter(house, after, 'docx'))).join()).toContain('取得办法：')
  const versions = await listVersions(house, house.agencyId, 'D1')
  expect(versions.map(({ version }) => version)).toEqual([2, 1])
  expect(templateOn(versions, plainDate('2026-03-04'))?.version).toBe(1)
  const ahead = versions[0]
  const look = ahead && (await previewLetter(house, house.agencyId, { code: 'D1', values: given('D1'), day: plainDate('2026-03-05') }, ahead))
  expect(look && 'docx' in look && (await linesIn(look.docx)).join()).toContain('（编号时填入）')
})

test('a template with mistakes is not kept', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const added = await addTemplate(house, staff(house), 'D1', { file: { name: '错.docx', bytes: wordFile(para('{{申请仁}}')) }, from: plainDate('2026-03-05') })
  expect('fixes' in added && added.fixes[0]).toEqual({ where: '正文第 1 段“{{申请仁}}”', what: '没有“申请仁”这个字段。是不是 {{申请人}}？' })
  expect(await listVersions(house, house.agencyId, 'D1')).toHaveLength(1)
})

test('two templates uploaded at once are two versions', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const file = { name: '新.docx', bytes: await buildDefault('D1') }
  const added = await Promise.all([1, 2, 3].map(() => addTemplate(house, staff(house), 'D1', { file, from: plainDate('2026-03-05') })))
  expect(added.map((one) => ('version' in one ? one.version : 0)).toSorted()).toEqual([2, 3, 4])
})

test('a text of the office takes effect on its day and keeps its history', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const form = { key: 'remedy.either', text: '对本答复不服的，可以依法申请行政复议。', law: '行政复议法', from: plainDate('2026-03-05') }
  expect(await addWording(house, staff(house, 'signer'), form)).toEqual({ key: 'remedy.either' })
  expect(await addWording(house, staff(house, 'signer'), { ...form, from: plainDate('2026-03-01') })).toMatchObject({ refused: 'too-late' })
  expect(await addWording(house, staff(house, 'signer'), { ...form, key: 'number', text: 'abc' })).toMatchObject({ refused: 'invalid' })
  const words = async (letter: LetterRecord) => (await linesIn(await bytesOfLetter(house, letter, 'docx'))).join()
  expect(await words(must(await make(house, 'D1')))).toContain('6个月内')
  house.setNow('2026-03-05T09:00')
  expect(await words(must(await make(house, 'D1', { day: plainDate('2026-03-05') })))).toContain('对本答复不服的，可以依法申请行政复议。')
  expect(await addWording(house, staff(house, 'signer'), { key: 'number', text: '样公开', law: '', from: plainDate('2026-03-05') })).toEqual({ key: 'number' })
  expect(must(await make(house, 'D1', { day: plainDate('2026-03-05') })).number).toBe('样公开〔2026〕3号')
})

test('what was changed in Word is what is printed; the number stays, and after signing nothing is replaced', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const letter = must(await make(house, 'D1'))
  const edited = (body: string, remedy = firstWording('remedy.either').text) => ({
    name: '改稿.docx',
    bytes: wordFile(body + para(`${given('D1').applicant}：`) + para(`${given('D1').receivedOn} ${given('D1').requestNumber}`) + para(remedy)),
  })
  const fixes = async (body: string) => {
    const replaced = await replaceLetter(house, staff(house), letter.id, edited(body))
    return 'fixes' in replaced ? replaced.fixes : replaced
  }
  expect(await fixes(para('信公复〔2026〕2号'))).toEqual([{ where: '整个文件', what: '文号应当是“信公复〔2026〕1号”，文件里没有找到。编号给出后不能更改' }])
  expect(await fixes(para('信公复〔2026〕1号') + para(`<w:ins w:id="1">${run('加')}</w:ins>`))).toMatchObject([{ where: '正文第 2 段“加”' }])
  expect(await fixes(para('信公复〔2026〕1号') + para('{{申请人}}'))).toEqual([{ where: '正文第 2 段“{{申请人}}”', what: '还有没有填的 {{ }}' }])
  const without = await replaceLetter(house, staff(house), letter.id, edited(para('信公复〔2026〕1号'), '不服的，可以起诉。'))
  expect('fixes' in without && without.fixes).toMatchObject([{ where: '整个文件', what: expect.stringContaining('救济途径应当是“对本答复不服的') }])
  const next = must(await replaceLetter(house, staff(house), letter.id, edited(para('信公复〔2026〕1号') + para('改过的答复'))))
  expect(next).toMatchObject({ id: letter.id, number: letter.number, edition: 2, kind: 'edited' })
  expect((await pagesIn(await bytesOfLetter(house, next, 'pdf')))[0]?.words).toContain('改过的答复')
  const signed = await house.db.transaction().execute((tx) => signLetter(tx, staff(house, 'signer'), letter.id, house.now()))
  expect(signed).toMatchObject({ signedBy: '样例人员', edition: 2 })
  expect(await replaceLetter(house, staff(house), letter.id, edited(para('信公复〔2026〕1号')))).toMatchObject({
    refused: 'not-now',
    because: expect.stringContaining('已由样例人员签发'),
  })
  expect(await house.db.transaction().execute((tx) => signLetter(tx, staff(house, 'signer'), letter.id, house.now()))).toMatchObject({ refused: 'not-now' })
  await expect(house.db.updateTable('letters.edition').set({ kind: 'merged' }).execute()).rejects.toThrow()
})

test('when its file is erased a letter loses what it says and keeps its number', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const letter = must(await make(house, 'D1'))
  const other = must(await make(house, 'D1', { subject: 'requests/XQ-2026-0002' }))
  const gone = await house.db.transaction().execute((tx) => emptyLetters(tx, house.agencyId, letter.subject))
  expect(gone.map(({ sha256 }) => sha256)).toEqual([letter.docx, letter.pdf])
  for (const { owner, sha256 } of gone) await house.blobs.of(owner).drop(sha256)
  await expect(bytesOfLetter(house, letter, 'docx')).rejects.toThrow()
  expect((await bytesOfLetter(house, other, 'pdf')).length).toBeGreaterThan(0)
  expect(await findLetters(house.db, house.agencyId, letter.subject)).toMatchObject([{ number: '信公复〔2026〕1号', docx: '', valuesSealed: '' }])
  expect(await replaceLetter(house, staff(house), letter.id, { name: '改.docx', bytes: wordFile(para('字')) })).toMatchObject({ refused: 'not-now' })
  await expect(house.db.updateTable('letters.edition').set({ values_sealed: '' }).execute()).rejects.toThrow()
})

test('many letters at once: each is made once also by two workers, and what lacks something is named', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const orders = Array.from({ length: 60 }, (_, i) => ({ subject: `requests/XQ-2026-${1000 + i}`, values: given('D1', { applicant: `样例${i}` }) }))
  const lacking = [
    { subject: 'requests/XQ-2026-2000', values: given('D1', { way: '' }) },
    { subject: 'XQ-0', values: { refused: 'not-found', because: '没有编号为 XQ-0 的申请' } as const },
  ]
  const key = randomUUID()
  const id = await startBatch(house, staff(house), key, 'D1', [...orders, ...lacking])
  expect(await startBatch(house, staff(house), key, 'D1', orders)).toBe(id)
  if (isRefusal(id)) throw new Error(id.because)
  expect(await findBatch(house.db, house.agencyId, id)).toMatchObject({ total: 62, made: 0, refused: 2 })
  await Promise.all([makeWaiting(house), makeWaiting(house)])
  while ((await makeWaiting(house)) > 0);
  expect(await findBatch(house.db, house.agencyId, id)).toMatchObject({ total: 62, made: 60, refused: 2 })
  expect(await listProblems(house.db, id)).toEqual([
    { subject: 'requests/XQ-2026-2000', problem: '缺少：获取方式（写明网址、查阅地点或者提供的方式和时间）' },
    { subject: 'XQ-0', problem: '没有编号为 XQ-0 的申请' },
  ])
  const rows = await house.db.selectFrom('letters.letter').select('nth').orderBy('nth').execute()
  expect(rows.map(({ nth }) => nth)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
})
