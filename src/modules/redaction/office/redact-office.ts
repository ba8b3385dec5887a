import { sha256Of } from '../../../platform/blobs.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { openOffice } from '../../documents/index.ts'
import { unzipSync } from 'fflate'
import { compared } from '../pdf/lines.ts'
import { formsOf } from '../pdf/verify.ts'
import type { Carried, ExtractorResult, Redaction, Result } from '../redaction.ts'
import { damaged, Stop } from '../stop.ts'
import type { Covering } from './cover-tree.ts'
import { docxAnew, type Office } from './docx.ts'
import { packed } from './package.ts'
import { LONG } from './words.ts'
import { xlsxAnew } from './xlsx.ts'

export type OfficeKind = 'docx' | 'xlsx'
export type Anew = Office & { readonly kind: OfficeKind; readonly cells: readonly { readonly sheet: string; readonly at: string; readonly text: string }[] }

/** A Word or Excel file put together anew, with these words covered. Throws Stop where it cannot be opened. */
export async function anew(name: string, bytes: Uint8Array, covering: Covering): Promise<Anew> {
  const opened = await openOffice(name, bytes)
  if (isRefusal(opened)) throw new Stop('unreadable', opened.because)
  try {
    if (opened.kind === 'docx') return { ...(await docxAnew(opened.pkg, opened.main, covering)), kind: 'docx', cells: [] }
    const book = await xlsxAnew(opened.pkg, opened.main, covering)
    return { ...book, kind: 'xlsx', cells: book.sheets.flatMap(({ name: sheet, cells }) => cells.map((cell) => ({ sheet, ...cell }))) }
  } catch (error) {
    if (error instanceof Error && 'refusal' in error && isRefusal(error.refusal)) throw new Stop('unreadable', error.refusal.because)
    throw damaged()
  }
}

/** Covers words in a Word or Excel file; boxes have no meaning in one. */
export async function redactOffice(name: string, bytes: Uint8Array, redactions: readonly Redaction[]): Promise<Result> {
  const asked = redactions.filter((one) => one.kind === 'words')
  const letters = asked.map(() => 0)
  const covering: Covering = {
    words: asked.map(({ words }) => words),
    count: (word, n) => {
      letters[word] = (letters[word] ?? 0) + n
    },
  }
  const made = await anew(name, bytes, covering)
  const output = packed(made.made, made.main)
  const extractors = await check(`a.${made.kind}`, output, covering.words)
  if (extractors.some(({ found }) => found > 0))
    throw new Stop('unreadable', '复核时在新文件里还找得到被遮盖的内容，所以没有交出。请把文件另存为 PDF，再上传画框遮盖')
  return {
    bytes: output,
    proof: {
      kind: made.kind,
      original: { sha256: sha256Of(bytes), bytes: bytes.length },
      output: { sha256: sha256Of(output), bytes: output.length },
      pages: [],
      carried: asked.map(
        (one, i): Carried => ({ redaction: redactions.indexOf(one), mark: one.mark, page: null, letters: letters[i] ?? 0, pictures: 0, drawings: 0 }),
      ),
      cleaned: made.cleaned,
      extractors,
      elsewhere: 0,
    },
  }
}

/** Reads the result again in three ways: as the house reads documents, the texts of its parts, and its parts as they lie in the zip. */
async function check(name: string, bytes: Uint8Array, words: readonly string[]): Promise<ExtractorResult[]> {
  const sought = words.map((word) => compared(word).text).filter((word) => word !== '')
  const again = await anew(name, bytes, { words: [], count: () => {} })
  const texts = [...again.texts, ...again.cells.map(({ text }) => text)].map((text) => compared(text).text)
  const long = sought.filter((word) => [...word].length >= LONG)
  const whole = texts.join('')
  const parts = Object.values(unzipSync(bytes)).map((part) => Buffer.from(part))
  const plain = parts.map((part) => compared(part.toString('utf8').replace(/<[^>]*>/g, '')).text)
  const raw = Buffer.concat([...parts, Buffer.from(bytes)])
  return [
    {
      name: '按文档读出的文字',
      found: sought.filter((word) => texts.some((text) => text.includes(word))).length + long.filter((word) => whole.includes(word)).length,
    },
    { name: '去掉标记的部件', found: long.filter((word) => plain.some((text) => text.includes(word))).length },
    { name: '逐部件原始检索', found: sought.filter((word) => formsOf(word).some((form) => raw.includes(form))).length },
  ]
}
