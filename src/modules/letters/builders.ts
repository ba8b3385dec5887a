import { isRefusal } from '../../kernel/refusal.ts'
import { inspectWord, type WordFile } from '../documents/index.ts'
import type { Values } from './field.ts'
import type { LetterCode } from './letter.ts'
import { sampleValues } from './sample.ts'
import { type Wording, WORDINGS } from './wording.ts'

/** The platform's own words. */
export function firstWording(key: string): Wording {
  const found = WORDINGS.get(key)
  if (!found) throw new Error(`no text ${key}`)
  return found
}
export const samples = (code: LetterCode): Values => sampleValues(code, firstWording)

export async function wordsIn(docx: Uint8Array): Promise<WordFile> {
  const file = await inspectWord({ name: '文书.docx', bytes: docx })
  if (isRefusal(file)) throw new Error(file.because)
  return file
}
/** The paragraphs of the body of a Word file, those with words. */
export const linesIn = async (docx: Uint8Array): Promise<string[]> =>
  (await wordsIn(docx)).paragraphs.filter(({ part, words }) => part === 'body' && words.trim() !== '').map(({ words }) => words)

/** The pages of a PDF: size in millimetres, and the words without blanks. */
export async function pagesIn(pdf: Uint8Array): Promise<{ readonly mm: readonly number[]; readonly words: string }[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: { mm: number[]; words: string }[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const { items } = await page.getTextContent()
    const words = items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replaceAll(/\s/g, '')
    pages.push({ mm: page.view.slice(2).map((points) => Math.round((Number(points) / 72) * 25.4)), words })
  }
  return pages
}
