import ExcelJS from 'exceljs'
import mammoth from 'mammoth'
import { expect, test } from 'vitest'
import { leaksIn, plain, unzippedBytes } from '../../../tests/support/extractors.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { convert } from '../documents/convert.ts'
import { run } from './engine/run.ts'
import { officeCorpus } from './office-corpus-builders.ts'
import { byWords, KEPT, type Made } from './pdf-corpus-builders.ts'
import type { Result } from './redaction.ts'

async function redacted({ file, bytes, redactions }: Made): Promise<Result> {
  const done = await run({ kind: file.endsWith('docx') ? 'docx' : 'xlsx', name: file, bytes, redactions })
  if (isRefusal(done)) throw new Error(done.because)
  if (!('proof' in done)) throw new Error('looked at')
  return done
}

async function byLibrary(file: string, bytes: Uint8Array): Promise<string> {
  if (file.endsWith('docx')) return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0])
  const lines: string[] = []
  book.eachSheet((sheet) => {
    lines.push(sheet.name)
    sheet.eachRow((row) => row.eachCell((cell) => void lines.push(cell.text, JSON.stringify(cell.model))))
  })
  return lines.join('\n')
}
async function byHouse(file: string, bytes: Uint8Array): Promise<string> {
  const read = await convert({ name: file, bytes })
  if (isRefusal(read)) throw new Error(read.because)
  return read.text + read.html
}
/** The letters of all parts, with and without what stands between them. */
const withoutMarks = (raw: Buffer): string => plain(raw.toString('utf8').replace(/<[^>]*>/g, ''))

const corpus = await officeCorpus()

test('the corpus says every secret before it is redacted, so that a test can fail', () => {
  const silent = corpus.filter(({ bytes, secrets }) => {
    const raw = unzippedBytes(bytes)
    return secrets.some((secret) => leaksIn(raw, secret).length === 0 && !withoutMarks(raw).includes(secret) && !/_x00/.test(raw.toString('utf8')))
  })
  expect(silent.map(({ name }) => name)).toEqual([])
})

test.each(corpus)('$name: nothing is left, by three readers and in every part; the rest stays', async (one) => {
  const { bytes, proof } = await redacted(one)
  expect(proof.extractors.map(({ found }) => found)).toEqual([0, 0, 0])
  const raw = unzippedBytes(bytes)
  const texts = { house: await byHouse(one.file, bytes), library: await byLibrary(one.file, bytes) }
  for (const secret of one.secrets) {
    for (const [reader, text] of Object.entries(texts)) expect([reader, plain(text).includes(secret)]).toEqual([reader, false])
    expect(leaksIn(raw, secret)).toEqual([])
    expect(withoutMarks(raw).includes(secret)).toBe(false)
  }
  for (const [reader, text] of Object.entries(texts)) expect([reader, plain(text).includes(KEPT)]).toEqual([reader, true])
})

test('a text box keeps its other words, and covered letters are as many as before', async () => {
  const box = corpus.find(({ name }) => name.includes('text box'))
  if (!box) throw new Error('gone')
  const raw = unzippedBytes((await redacted(box)).bytes).toString('utf8')
  expect(raw).toContain(`框里${KEPT}${'■'.repeat(18)}`)
})

test('macros, passwords and other files are refused with a sentence that says what is possible', async () => {
  const refused = await run({ kind: 'docx', name: 'a.docx', bytes: Buffer.from('PK 不是压缩包'), redactions: byWords('某某') })
  expect(isRefusal(refused) && refused.because).toMatch(/[打认].*请|可以上传/)
})
