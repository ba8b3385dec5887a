import mammoth from 'mammoth'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { type Block, blocksOfText, normalise } from './blocks.ts'
import { blocksOfHtml } from './read-html.ts'
import { textOfPdf } from './read-pdf.ts'

const MOST_BYTES = 20 * 1024 * 1024 // office setting

/** A report's text and tables in reading order; or a sentence saying what is possible. */
export async function readReport(name: string, bytes: Uint8Array): Promise<readonly Block[] | Refusal<'unreadable' | 'limit'>> {
  if (bytes.length === 0) return refuse('unreadable', `“${name}”是空文件`)
  if (bytes.length > MOST_BYTES) return refuse('limit', `“${name}”超过 20 MB；请只提交年报正文`)
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  try {
    if (ending === 'txt' || ending === 'md') return textBlocks(decode(bytes), ending === 'md')
    if (ending === 'html' || ending === 'htm') return tidy(blocksOfHtml(decode(bytes)))
    if (ending === 'docx') return tidy(blocksOfHtml((await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value))
    if (ending === 'pdf') return textBlocks(await textOfPdf(bytes), false)
  } catch {
    return refuse('unreadable', `“${name}”打不开，文件可能损坏，或者内容与 .${ending} 不符。可以另存后再试`)
  }
  return refuse('unreadable', `不能读 .${ending} 文件。可以检查 .txt、.md、.html、.docx、.pdf`)
}

/** Markdown may carry whole HTML tables (pandoc writes merged cells so). */
function textBlocks(raw: string, markdown: boolean): Block[] {
  if (/<table[\s>]/i.test(raw)) return tidy(blocksOfHtml(raw.replace(/\n/g, '<br>')))
  const text = normalise(raw)
    .replace(/\*\*|__/g, '')
    .replace(/^\s*#+\s*/gm, '')
  return blocksOfText(markdown ? text.replace(/^\s*>\s?/gm, '') : text)
}

const tidy = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => ('text' in block ? { text: normalise(block.text) } : { grid: block.grid.map((row) => row.map((cell) => cell && normalise(cell))) }))

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
