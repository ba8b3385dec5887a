import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { pdfOf, type PdfParts, pdfFile, stream, words } from '../documents/pdf-builders.ts'
import type { Redaction } from './redaction.ts'

/** Made up: the numbers pass their checks and belong to nobody. */
export const ID = '110101199003071233'
export const NAME = '李样例'
export const PHONE = '13800001111'
export const KEPT = '应当保留的文字'
export const MARK = '第十五条'
export const byWords = (...all: readonly string[]): Redaction[] => all.map((one) => ({ kind: 'words', words: one, mark: MARK }))
export const byBox = (x: number, y: number, width: number, height: number, page = 1): Redaction => ({
  kind: 'box',
  page,
  place: { x, y, width, height },
  mark: MARK,
})

export type Made = {
  readonly name: string
  readonly file: string
  readonly bytes: Uint8Array
  readonly redactions: readonly Redaction[]
  /** What must not be found in the result, in any form. */
  readonly secrets: readonly string[]
  /** What must still be found in it. */
  readonly kept: readonly string[]
  /** Pages that can be given out only as pictures keep no text. */
  readonly how?: 'picture'
}

const hex = (text: string): string => Array.from(text, (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const LINE = words(`${KEPT}，身份证号${ID}，完`, 72, 700)
const made = (name: string, bytes: Uint8Array, change: Partial<Made> = {}): Made => ({
  ...{ name, file: 'a.pdf', bytes, redactions: byWords(ID), secrets: [ID], kept: [KEPT] },
  ...change,
})
const page = (content: string, parts: PdfParts = {}, extra = '', resources = ''): Buffer => pdfOf([{ content, extra, resources }], parts)

/** A text operator of one's own kind, at a place. */
const shown = (operators: string, x = 72, y = 600): string => `BT /F1 16 Tf 1 0 0 1 ${x} ${y} Tm ${operators} ET\n`
const each = (text: string, at: (i: number) => readonly [number, number]): string =>
  Array.from(text, (sign, i) => `BT /F1 16 Tf 1 0 0 1 ${at(i).join(' ')} Tm <${hex(sign)}> Tj ET\n`).join('')

/** Texts painted in every way there is. */
const texts = (): Made[] => [
  made('plain text', page(LINE)),
  made('one operator a letter', page(LINE + each(ID, (i) => [72 + i * 16, 600]))),
  made('painted from right to left', page(LINE + each([...ID].toReversed().join(''), (i) => [72 + (17 - i) * 16, 600]))),
  made('gaps between letters', page(LINE + shown(`[${Array.from(ID, (sign) => `<${hex(sign)}> -40`).join(' ')}] TJ`))),
  made('the quote operators', page(`${LINE}BT /F1 16 Tf 20 TL 1 0 0 1 72 600 Tm <${hex(KEPT)}> ' 0 1 <${hex(ID)}> " <${hex(KEPT)}> ' ET\n`)),
  made('text turned by thirty degrees', page(`${LINE}BT /F1 16 Tf 0.866 0.5 -0.5 0.866 100 300 Tm <${hex(ID)}> Tj ET\n`)),
  made('white on white', page(`${LINE}1 g ${shown(`<${hex(ID)}> Tj`)} 0 g\n`)),
  made('invisible', page(`${LINE}${shown(`3 Tr <${hex(ID)}> Tj 0 Tr`)}`)),
  made('covered by a black box already', page(`${LINE}${shown(`<${hex(ID)}> Tj`)}0 g 60 590 400 30 re f\n`)),
  made('beside the page', page(LINE + words(ID, 72, 1200) + words(NAME, -500, 300)), { secrets: [ID, NAME] }),
  made('over the end of a line', page(LINE + words(ID.slice(0, 10), 400, 500) + words(ID.slice(10), 72, 470))),
  made('a box over half a line', page(words(`${KEPT}${ID}`, 72, 700)), { redactions: [byBox(72 + 7 * 16, 120, 18 * 16 + 4, 24)] }),
  ...[90, 180, 270].map((turn) => made(`a page turned by ${turn}`, page(LINE, {}, `/Rotate ${turn}`))),
  made('a page cut out of a larger one', page(LINE, {}, '/MediaBox [-50 -50 700 900] /CropBox [20 30 580 800]')),
  made('vertical writing', pdfFile(partsOf(LINE, `BT /F2 16 Tf 1 0 0 1 500 600 Tm <${hex(ID)}> Tj ET\n`))),
  made('content in parts', pdfFile(partsOf(LINE, shown(`<${hex(ID)}> Tj`)))),
]

function partsOf(first: string, second: string): Record<number, string> {
  return {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [10 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    3: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    4: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>',
    6: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-V /DescendantFonts [4 0 R] >>',
    10: '<< /Type /Page /Parent 2 0 R /Contents [11 0 R 12 0 R] /Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> >>',
    11: stream(first),
    12: stream(second),
  }
}

/** What lies beside the pages. */
const beside = (): Made[] => [
  made(
    'properties and XMP',
    page(LINE, {
      catalog: '/Metadata 100 0 R',
      trailer: '/Info 101 0 R',
      objects: { 100: stream(`<x>${ID}</x>`, '/Type /Metadata /Subtype /XML'), 101: `<< /Title (${ID}) /Author <feff${hex(NAME)}> >>` },
    }),
    { secrets: [ID, NAME] },
  ),
  made(
    'bookmarks',
    page(LINE, {
      catalog: '/Outlines 100 0 R',
      objects: { 100: '<< /Type /Outlines /First 101 0 R /Last 101 0 R /Count 1 >>', 101: `<< /Title (${ID}) /Parent 100 0 R >>` },
    }),
  ),
  made('scripts', page(LINE, { catalog: `/OpenAction << /S /JavaScript /JS (app.alert('${ID}')) >>` })),
  made(
    'structure and replacement text',
    page(`/P << /MCID 0 /ActualText (${ID}) >> BDC ${LINE} EMC`, {
      catalog: '/StructTreeRoot 100 0 R /MarkInfo << /Marked true >>',
      objects: { 100: '<< /Type /StructTreeRoot /K 101 0 R >>', 101: `<< /S /P /Alt (${ID}) /ActualText <feff${hex(ID)}> /P 100 0 R >>` },
    }),
  ),
  made(
    'a thumbnail and private data',
    page(
      LINE,
      { objects: { 100: stream(ID, '/Width 18 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8') } },
      `/Thumb 100 0 R /PieceInfo << /X << /Private (${ID}) >> >>`,
    ),
  ),
  made('a link with an address', page(LINE, {}, `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (mailto:${ID}@example.cn) >> >>]`)),
  made('a note', page(LINE, {}, `/Annots [<< /Type /Annot /Subtype /Text /Rect [50 50 70 70] /Contents (${ID}) >>]`)),
  made(
    'text of an annotation',
    page(
      LINE,
      { objects: { 100: stream(words(ID, 0, 5), '/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 3 0 R >> >>') } },
      `/Annots [<< /Type /Annot /Subtype /FreeText /Rect [50 400 350 430] /Contents (${ID}) /RC (${ID}) /AP << /N 100 0 R >> >>]`,
    ),
  ),
  made(
    'a form used twice',
    page(
      `${LINE}q 1 0 0 1 0 -100 cm /X Do Q q 1 0 0 1 0 -200 cm /X Do Q`,
      { objects: { 100: stream(words(ID, 72, 700), '/Type /XObject /Subtype /Form /BBox [0 0 600 842] /Resources << /Font << /F1 3 0 R >> >>') } },
      '',
      '/XObject << /X 100 0 R >>',
    ),
  ),
  made(
    'an object that no page shows',
    page(
      LINE,
      { objects: { 100: stream(words(ID, 72, 700), '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'), 101: `(${ID})` } },
      '',
      '/XObject << /X 100 0 R >>',
    ),
  ),
  made('bytes behind the end', Buffer.concat([page(LINE), Buffer.from(`\n${ID}\n`)])),
  made('an older revision', revised()),
]

/** A revision written behind the first one, which still says everything. */
function revised(): Buffer {
  const first = page(LINE + words(ID, 72, 500))
  const text = first.toString('latin1')
  const content = stream(LINE)
  const at = first.length
  const before = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const body = `11 0 obj\n${content}\nendobj\n`
  const table = `xref\n11 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 12 /Root 1 0 R /Prev ${before} >>\nstartxref\n${at + body.length}\n%%EOF\n`
  return Buffer.concat([first, Buffer.from(body + table, 'latin1')])
}

/** Pages that cannot be rewritten safely. */
const unsafe = (): Made[] => [
  made(
    'a hidden layer',
    page(
      `${LINE}/OC /L BDC ${shown(`<${hex(ID)}> Tj`)} EMC`,
      { catalog: '/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >>', objects: { 100: '<< /Type /OCG /Name (hidden) >>' } },
      '',
      '/Properties << /L 100 0 R >>',
    ),
    { how: 'picture' },
  ),
  made(
    'a font of drawings',
    page(
      `${LINE}BT /T3 20 Tf 1 0 0 1 72 600 Tm (a) Tj ET`,
      {
        objects: {
          100: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [1] /CharProcs << /a 101 0 R >> /Encoding << /Differences [97 /a] >> /Resources << >> >>',
          101: stream('1 0 d0 0 0 .5 .5 re f'),
        },
      },
      '',
      ' /XObject << >> >> /Resources << /Font << /F1 3 0 R /T3 100 0 R >>',
    ),
    { how: 'picture' },
  ),
  made(
    'a font whose letters are lines',
    page(
      `${LINE}BT /T3 20 Tf 1 0 0 1 72 600 Tm (a) Tj ET`,
      {
        objects: {
          100: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [1] /CharProcs << /a 101 0 R >> /Encoding << /Differences [97 /a] >> /Resources << >> >>',
          101: stream('1 0 0 0 .5 .5 d1 0 0 .5 .5 re f'),
        },
      },
      '',
      ' /XObject << >> >> /Resources << /Font << /F1 3 0 R /T3 100 0 R >>',
    ),
  ),
  made(
    'a pattern of drawings',
    page(
      `${LINE}/Pattern cs /P scn 0 0 100 100 re f`,
      {
        objects: {
          100: stream(
            words('花纹', 0, 0),
            '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 20] /XStep 300 /YStep 20 /Resources << /Font << /F1 3 0 R >> >>',
          ),
        },
      },
      '',
      '/Pattern << /P 100 0 R >>',
    ),
    { how: 'picture' },
  ),
  made('an inline picture under a box', page(`${LINE}q 200 0 0 100 72 300 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q`), {
    redactions: [...byWords(ID), byBox(80, 450, 100, 50)],
    how: 'picture',
  }),
  made('letters drawn as outlines', page(`${LINE}${outlines(72, 300)}`), { redactions: [...byWords(ID), byBox(70, 530, 60, 20)], how: 'picture' }),
  made('an operator nobody knows', page(`${LINE} 1 2 zz`), { how: 'picture' }),
]
/** One drawing of curves that reaches far beyond the box. */
const outlines = (x: number, y: number): string =>
  `${Array.from({ length: 12 }, (_, i) => `${x + i * 20} ${y} m ${x + i * 20 + 5} ${y + 20} ${x + i * 20 + 10} ${y + 20} ${x + i * 20 + 15} ${y} c`).join('\n')} f\n`

const require = createRequire(import.meta.url)
const FONTS = join(dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json')), '400Regular')
/** Typeset text with fonts that carry only the letters it uses. */
export function typeset(body: string): Uint8Array {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [FONTS] }] })
  const pdf = compiler.pdf({ mainFileContent: `#set text(font: "Noto Serif SC", size: 12pt)\n${body}` })
  return new Uint8Array(pdf)
}

/** Files made with a library, with fields, attachments and pictures. */
async function withLibrary(): Promise<Made[]> {
  const base = async () => {
    const doc = await PDFDocument.create()
    const font = await doc.embedFont(StandardFonts.Helvetica)
    const sheet = doc.addPage([595, 842])
    sheet.drawText(`These words are kept, ${PHONE}, the end`, { x: 72, y: 700, size: 14, font })
    return { doc, sheet, font }
  }
  const latin = { redactions: byWords(PHONE), secrets: [PHONE], kept: ['These words are kept', 'the end'] }
  const plain = await base()
  const field = await base()
  const box = field.doc.getForm().createTextField('who')
  box.setText(PHONE)
  box.addToPage(field.sheet, { x: 72, y: 300, width: 200, height: 30 })
  const attached = await base()
  await attached.doc.attach(Buffer.from(PHONE), `${PHONE}.txt`, { description: PHONE })
  const noted = await base()
  noted.doc.catalog.set(
    PDFName.of('Names'),
    noted.doc.context.obj({ JavaScript: { Names: [PDFString.of(PHONE), { S: 'JavaScript', JS: PDFHexString.fromText(PHONE) }] } }),
  )
  noted.doc.setKeywords([PHONE])
  return [
    made('packed objects', await plain.doc.save(), latin),
    made('unpacked objects', await plain.doc.save({ useObjectStreams: false }), latin),
    made('a field with its value', await field.doc.save(), latin),
    made('an attachment', await attached.doc.save(), latin),
    made('names and keywords', await noted.doc.save(), latin),
    made('typeset with its own fonts', typeset(`= 关于样例事项的答复\n\n当事人${NAME}，身份证号${ID}，电话${PHONE}。\n\n${KEPT}`), {
      redactions: byWords(ID, NAME, PHONE),
      secrets: [ID, NAME, PHONE],
      kept: [KEPT, '关于样例事项的答复'],
    }),
    made('typeset, several pages', typeset(Array.from({ length: 4 }, (_, i) => `第${i + 1}页${KEPT}，身份证号${ID}。`).join('\n#pagebreak()\n')), {
      kept: [KEPT],
    }),
    made('typeset, by boxes', typeset(`${KEPT}\n\n${ID}`), { redactions: [byBox(60, 95, 300, 30)] }),
  ]
}

/** Letters as a picture, which a scanner would have made. */
const scan = async (format: 'jpeg' | 'png'): Promise<Buffer> => {
  const picture = sharp({ create: { width: 595, height: 842, channels: 3, background: '#ffffff' } }).composite([
    { input: { create: { width: 200, height: 40, channels: 3, background: '#2266aa' } }, left: 100, top: 200 },
  ])
  return format === 'jpeg'
    ? await picture
        .withExif({ IFD0: { Copyright: PHONE } })
        .jpeg()
        .toBuffer()
    : await picture.png().toBuffer()
}

async function scans(): Promise<Made[]> {
  const scanned = async (name: string, format: 'jpeg' | 'png', layer: boolean): Promise<Made> => {
    const doc = await PDFDocument.create()
    const sheet = doc.addPage([595, 842])
    const bytes = await scan(format)
    sheet.drawImage(format === 'jpeg' ? await doc.embedJpg(bytes) : await doc.embedPng(bytes), { x: 0, y: 0, width: 595, height: 842 })
    const font = await doc.embedFont(StandardFonts.Helvetica)
    if (layer) {
      sheet.drawText(`recognised ${PHONE} kept words`, { x: 100, y: 620, size: 12, font, renderMode: 3 } as Parameters<typeof sheet.drawText>[1])
    }
    return made(name, await doc.save(), {
      redactions: [byBox(90, 190, 220, 60), ...(layer ? byWords(PHONE) : [])],
      secrets: format === 'jpeg' ? [PHONE] : [],
      kept: [],
    })
  }
  return [
    await scanned('a scan packed as a photo', 'jpeg', false),
    await scanned('a scan packed without loss', 'png', false),
    await scanned('a scan with recognised text', 'jpeg', true),
  ]
}

/** Every PDF of the corpus. */
export const pdfCorpus = async (): Promise<Made[]> => [...texts(), ...beside(), ...unsafe(), ...(await withLibrary()), ...(await scans())]
