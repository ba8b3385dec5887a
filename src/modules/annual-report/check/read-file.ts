import { load } from 'cheerio'
import mammoth from 'mammoth'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'

const MOST_BYTES = 20 * 1024 * 1024 // office setting
const CELLS = 'td,th'
const BLOCKS = 'p,div,tr,li,h1,h2,h3,h4,h5,h6,br,title'

/** The text of a report, one line a paragraph or table row, cells apart by tabs; or a sentence saying what is possible. */
export async function readReport(name: string, bytes: Uint8Array): Promise<string | Refusal<'unreadable' | 'limit'>> {
  if (bytes.length === 0) return refuse('unreadable', `“${name}”是空文件`)
  if (bytes.length > MOST_BYTES) return refuse('limit', `“${name}”超过 20 MB；请只提交年报正文`)
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  try {
    if (ending === 'txt' || ending === 'md') return decode(bytes)
    if (ending === 'html' || ending === 'htm') return textOfHtml(decode(bytes))
    if (ending === 'docx') return textOfHtml((await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value)
    if (ending === 'pdf') return await textOfPdf(bytes)
  } catch {
    return refuse('unreadable', `“${name}”打不开，文件可能损坏，或者内容与 .${ending} 不符。可以另存后再试`)
  }
  return refuse('unreadable', `不能读 .${ending} 文件。可以检查 .txt、.md、.html、.docx、.pdf`)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function textOfHtml(html: string): string {
  const $ = load(html)
  $('script,style,noscript').remove()
  $(CELLS).append('\t')
  $(BLOCKS).append('\n')
  return $('body').text()
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const lines: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent()
    let line = ''
    for (const item of content.items) {
      if (!('str' in item)) continue
      line += line && item.str.trim() ? ` ${item.str}` : item.str
      if (item.hasEOL) {
        lines.push(line)
        line = ''
      }
    }
    lines.push(line)
  }
  return lines.join('\n')
}
