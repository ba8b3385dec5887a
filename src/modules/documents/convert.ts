import type { Refusal } from '../../kernel/refusal.ts'
import type { Reading, Rows, Sheet, Table } from './block.ts'
import { readDocx } from './docx/read-docx.ts'
import { documentNumber } from './headings.ts'
import { type Kind, kindOf, type Known } from './kind.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { htmlOf, textOf } from './render.ts'
import { damaged, Stop } from './stop.ts'
import { tidy } from './tidy.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

export type Upload = { readonly name: string; readonly bytes: Uint8Array }

/** An office document as it may be published. */
export type ReadDocument = {
  readonly kind: Kind
  /** The document's title, or its first heading, or else the name of the file. A title set off as one is not in `html` again. */
  readonly title: string
  /** The 发文字号, where the document bears one. */
  readonly number?: string
  /** Only the tags and attributes of `render.ts`; headings from h2. */
  readonly html: string
  /** The words alone, for search. */
  readonly text: string
  /** Of a workbook, each visible sheet as rows. */
  readonly tables?: readonly Rows[]
  /** Of a workbook, each visible sheet by its cells, for whoever reckons with them. */
  readonly sheets?: readonly Sheet[]
  /** What was not taken over, in Chinese sentences for whoever publishes it. */
  readonly left: readonly string[]
}

/** Reads a document here and now; whoever is not alone in the process calls `readDocument`. */
export async function convert({ name, bytes }: Upload): Promise<ReadDocument | Refusal> {
  const left = leftOut()
  try {
    const known = await kindOf(name, bytes)
    const reading = await readingOf(known, bytes, left)
    const { title, isApart, blocks } = tidy(reading.blocks, left)
    if (blocks.length === 0 && title === undefined) throw new Stop('unreadable', '文件里没有可以公开的文字。请检查内容是否都是图片，或者都设成了隐藏')
    const number = documentNumber(blocks)
    const shown = known.kind === 'xlsx' ? sheetTitle(blocks.filter((block) => block.kind === 'table')) : title
    return {
      kind: known.kind,
      title: shown ?? titleFromName(name),
      ...(number !== undefined && { number }),
      html: htmlOf(blocks),
      text: [...(isApart && title !== undefined ? [title] : []), textOf(blocks)].join('\n'),
      ...(reading.tables && { tables: reading.tables }),
      ...(reading.sheets && { sheets: reading.sheets }),
      left: left.sentences(),
    }
  } catch (error) {
    if (error instanceof Stop) return error.refusal
    // Readers of other people's formats fail in ways of their own; whatever it was, this file cannot be read.
    return damaged().refusal
  }
}

async function readingOf(known: Known, bytes: Uint8Array, left: LeftOut): Promise<Reading> {
  if (known.kind === 'pdf') return readPdf(bytes, left)
  return known.kind === 'docx' ? readDocx(known.pkg, known.main, left) : readXlsx(known.pkg, known.main, left)
}

/** One sheet is named by its caption; several are a workbook, named by the file. */
const sheetTitle = (tables: readonly Table[]): string | undefined => (tables.length === 1 ? tables[0]?.caption?.split('　')[0] : undefined)

const titleFromName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim() || '未命名'
