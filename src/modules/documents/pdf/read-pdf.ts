import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Reading } from '../block.ts'
import type { LeftOut } from '../left-out.ts'
import { damaged, Stop, tooMuch } from '../stop.ts'
import { follow } from './follow.ts'
import { matrixOf } from './geometry.ts'
import { type Line, linesOf } from './lines.ts'
import type { FontLike } from './painter.ts'
import { paragraphsOf } from './paragraphs.ts'
import { seenOf } from './seen.ts'

const MOST_PAGES = 500
const MOST_PIXELS = 60_000_000 // of one picture
const SCANNED = '这是扫描的图片，没有可以取出的文字。请上传原来的 Word 文件，或者先做文字识别；也可以只把它作为附件发布'
const GARBLED = '文件里的字体没有带文字信息，取不出正确的文字。请上传原来的 Word 文件，或者把 PDF 打印成图片后做文字识别'
/** Letters that never stand together in one document: numbers of glyphs taken for letters give all of them. */
const FAR_SCRIPTS = [
  'Arabic',
  'Hebrew',
  'Thai',
  'Devanagari',
  'Hangul',
  'Ethiopic',
  'Tibetan',
  'Cyrillic',
  'Georgian',
  'Armenian',
  'Canadian_Aboriginal',
  'Cherokee',
].map((name) => new RegExp(`\\p{Script=${name}}`, 'u'))
const MOST_FAR = 4
const MOST_PRIVATE = 0.1 // of the letters
const require = createRequire(import.meta.url)
const shipped = dirname(require.resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => `${join(shipped, name)}/`

/** What the pages of a PDF show, as running text; drawn from what is painted, so that what is not seen is not taken. */
export async function readPdf(bytes: Uint8Array, left: LeftOut): Promise<Reading> {
  const { document, nameOf } = await openPdf(bytes)
  await refuseScan(document)
  const pages: (readonly Line[])[] = []
  for (let number = 1; number <= document.numPages; number++) pages.push(await readPage(document, number, nameOf, left))
  if (pages.every((page) => page.length === 0)) throw new Stop('unreadable', SCANNED)
  refuseGarbled(
    pages
      .flat()
      .map((line) => line.text)
      .join(''),
  )
  if (pages.flat().some((line) => /\S　\S/.test(line.text))) left.note('pdfTables')
  const blocks = paragraphsOf(pages, left)
  await noteRest(document, left)
  return { blocks }
}

/** Notes what a PDF holds that nobody sees, and gives the words that are seen; a scan is as good as any. */
export async function inspectPdf(bytes: Uint8Array, left: LeftOut): Promise<string> {
  const { document, nameOf } = await openPdf(bytes)
  const shown: string[] = []
  for (let number = 1; number <= document.numPages; number++) shown.push(...(await readPage(document, number, nameOf, left)).map((line) => line.text))
  await noteRest(document, left)
  return shown.join('')
}
/** Notes when it still says who made it. */
export async function noteProperties(bytes: Uint8Array, left: LeftOut): Promise<void> {
  const { document } = await openPdf(bytes)
  const { info, metadata } = await document.getMetadata()
  if (Object.entries(info).some(([key, value]) => isPersonal(key, value)) || /dc:creator|pdf:Keywords|pdf:Author/.test(metadata?.getRaw() ?? ''))
    left.note('pdfMetadata')
}

const isPersonal = (key: string, value: unknown): boolean =>
  key === 'Custom'
    ? typeof value === 'object' && value !== null && Object.values(value).some((one) => typeof one === 'string' && one.trim() !== '')
    : /^(?:Author|Keywords|Subject)$/.test(key) && typeof value === 'string' && value.trim() !== ''

type Opened = { readonly document: PDFDocumentProxy; readonly nameOf: (operator: number) => string | undefined }
async function openPdf(bytes: Uint8Array): Promise<Opened> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const names = new Map(Object.entries(OPS).map(([name, number]) => [number, name]))
  const loading = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    enableXfa: false,
    disableFontFace: true,
    fontExtraProperties: true, // their names tell which are bold
    maxImageSize: MOST_PIXELS,
  })
  const document = await loading.promise.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'PasswordException') throw new Stop('unreadable', '文件加了密码，打不开。请去掉密码后再上传')
    throw damaged()
  })
  if (document.numPages === 0) throw damaged()
  if (document.numPages > MOST_PAGES) throw tooMuch(`文件有 ${document.numPages} 页，超过 ${MOST_PAGES} 页`)
  return { document, nameOf: (operator) => names.get(operator) }
}

/** Without a letter in it a file is a scan; that is seen without unpacking its pictures. */
async function refuseScan(document: PDFDocumentProxy): Promise<void> {
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    if (items.some((item) => 'str' in item && item.str.trim() !== '')) return
  }
  throw new Stop('unreadable', SCANNED)
}

function refuseGarbled(text: string): void {
  const unnamed = text.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0
  const far = FAR_SCRIPTS.filter((script) => script.test(text)).length
  if (unnamed > text.length * MOST_PRIVATE || far >= MOST_FAR) throw new Stop('unreadable', GARBLED)
}

async function readPage(document: PDFDocumentProxy, number: number, nameOf: (operator: number) => string | undefined, left: LeftOut): Promise<readonly Line[]> {
  const page = await document.getPage(number)
  const layers = await document.getOptionalContentConfig()
  const view = page.getViewport({ scale: 1 })
  const box = { left: 0, top: 0, right: view.width, bottom: view.height }
  const operators = await page.getOperatorList()
  const painter = follow(operators, {
    box,
    view: matrixOf(view.transform),
    nameOf,
    fontOf: (name) => (page.commonObjs.has(name) ? fontLike(page.commonObjs.get(name)) : undefined),
    isLayerSeen: (group) => layers.isVisible(group),
  })
  const notes = await page.getAnnotations({ intent: 'any' }) // those that are switched off too
  const seals = notes.filter(isSeal).length
  const kinds = notes.filter((one) => !isSeal(one)).map(subtypeOf)
  left.note('signatures', undefined, seals)
  left.note('annotations', String(number), kinds.filter((kind) => !/^(?:Link|Popup)$/.test(kind)).length)
  left.note('pdfLinks', undefined, kinds.filter((kind) => kind === 'Link').length)
  if (await page.getJSActions()) left.note('scripts')
  const { pieces } = seenOf(painter, box, String(number), left)
  page.cleanup()
  return linesOf({ pieces, rulings: painter.rulings }, left)
}

const fontLike = (font: unknown): FontLike | undefined => (typeof font === 'object' && font !== null ? font : undefined)
/** 电子签章: its picture is there to be seen. */
const isSeal = (note: unknown): boolean => typeof note === 'object' && note !== null && 'fieldType' in note && note.fieldType === 'Sig'
const subtypeOf = (note: unknown): string => (typeof note === 'object' && note !== null && 'subtype' in note ? String(note.subtype) : '')

async function noteRest(document: PDFDocumentProxy, left: LeftOut): Promise<void> {
  const attached = await document.getAttachments()
  left.note('attachments', undefined, attached instanceof Map ? attached.size : Object.keys(attached ?? {}).length)
  if ((await document.hasJSActions()) || (await document.getJSActions())) left.note('scripts')
  if (await document.getPermissions()) left.note('locked')
  const { info } = await document.getMetadata()
  if (Object.entries(info).some(([key, value]) => isPersonal(key, value))) left.note('metadata')
}
