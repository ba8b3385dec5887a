import { pdfFile, stream } from '../documents/pdf-builders.ts'
import { byBox, byWords, ID, type Made, PHONE } from './pdf-corpus-builders.ts'
import type { Place, Redaction } from './redaction.ts'

/** Of one width in every font used here: what differs in the pictures of two files that differ in these is told by the pictures. */
export const OTHER_ID = '110101198512129876'
export const OTHER_PHONE = '13955552222'

/** A file whose pages can be given out only as pictures, and the same with another secret. */
export type MadePicture = Made & { readonly twin: Made; readonly places: readonly Place[] }
type Page = { readonly content: string; readonly extra?: string; readonly objects?: Readonly<Record<number, string>>; readonly height?: number }
type Case = {
  readonly name: string
  readonly page: (id: string, phone: string) => Page
  readonly places?: readonly Place[]
  readonly more?: readonly Redaction[]
  readonly secrets?: 'id' | 'phone'
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
const DIGIT = 0.556 // of the size, in Helvetica
const hex = (text: string): string => Array.from(text, (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const latin = (text: string, x: number, y: number, size = 12, extra = ''): string => `BT ${extra} /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
const LAYER = '/OC /L BDC BT /F1 12 Tf 72 60 Td (Layer) Tj ET EMC\n'
const CLIP = 'q BT 7 Tr /F1 12 Tf 72 60 Td (clip) Tj ET Q\n'
/** Where digits in Helvetica stand on a page that is not turned: half of their height, all of their width. */
const digits = (n: number, x: number, y: number, size = 12): Place => ({ x, y: 842 - y - size * 0.7, width: n * DIGIT * size, height: size * 0.7 })

function fileOf({ content, extra = '', objects = {}, height = 842 }: Page): Buffer {
  return pdfFile({
    1: '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >> /AcroForm << /Fields [] /NeedAppearances true >> >>',
    2: `<< /Type /Pages /Kids [10 0 R] /Count 1 /MediaBox [0 0 595 ${height}] >>`,
    3: HELVETICA,
    4: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    5: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 907 500] /FontDescriptor 6 0 R >>',
    6: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
    7: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-V /DescendantFonts [5 0 R] >>',
    8: '<< /Type /OCG /Name (hidden) >>',
    10: `<< /Type /Page /Parent 2 0 R /Contents 11 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 7 0 R /T3 100 0 R /N 99 0 R >> /Properties << /L 8 0 R >> /Pattern << /P 110 0 R >> /XObject << /X 111 0 R >> >> ${extra} >>`,
    11: stream(content),
    99: `<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 32 /LastChar 126 /Widths [${'300 '.repeat(95)}] /Encoding /WinAnsiEncoding >>`,
    ...objects,
  })
}

/** A look of a field or an annotation with a text in it. */
const look = (text: string): string =>
  stream(`/Tx BMC BT /F1 12 Tf 2 5 Td (${text}) Tj ET EMC`, '/Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F1 3 0 R >> >>')
const field = (id: string): string =>
  `/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (${id}) /Rect [72 480 300 500] /DA (/F1 12 Tf 0 g) /F 4 /AP << /N 50 0 R >> >>]`
const note = (id: string, rect = '72 480 300 500', more = ''): string =>
  `/Annots [<< /Type /Annot /Subtype /FreeText /Contents (${id}) /Rect [${rect}] /DA (/F1 12 Tf 0 g) /F 4 /AP << /N 50 0 R >> ${more} >>]`

/** A font of drawings: each digit is as many strokes as it says. */
function drawn(): Record<number, string> {
  const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
  const strokes = names.map((_, n) => stream(`600 0 d0 ${Array.from({ length: n + 1 }, (_, i) => `${40 + i * 50} 0 25 700 re`).join(' ')} f`))
  return {
    100: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 48 /LastChar 57 /Widths [${'600 '.repeat(10)}] /CharProcs << ${names.map((name, i) => `/${name} ${120 + i} 0 R`).join(' ')} >> /Encoding << /Differences [48 ${names.map((name) => `/${name}`).join(' ')}] >> /Resources << >> >>`,
    ...Object.fromEntries(strokes.map((one, i) => [120 + i, one])),
  }
}

const DOTS = `Tel: ${'.'.repeat(45)} `
const DOTS_WIDE = (0.611 + 0.556 + 0.222 + 0.278 * 48) * 12 // T e l : and the rest, in Helvetica
const cases: readonly Case[] = [
  {
    name: 'dots before digits, on a page with a layer',
    page: (id, phone) => ({ content: latin(`${DOTS}${phone}`, 72, 700) + latin(`Name: ${'i'.repeat(17)}${'l'.repeat(16)} ${id}`, 72, 660) + LAYER }),
    places: [digits(11, 72 + DOTS_WIDE, 700)],
  },
  {
    name: 'digits between dots and wide letters',
    page: (id, phone) => ({
      content: latin(`Tel ${'.'.repeat(38)} ${phone} ADDRESS ${'W'.repeat(18)} ${'M'.repeat(6)}`, 40, 700, 9) + latin(id, 72, 600) + LAYER,
    }),
    places: [digits(18, 72, 600)],
  },
  {
    name: 'narrow leaders and digits among Chinese letters',
    page: (id, phone) => ({ content: `BT /F2 9 Tf 50 700 Td <${hex(`电话${'.'.repeat(30)}${phone}　地址北京市一二三${id}`)}> Tj ET\n${LAYER}` }),
  },
  {
    name: 'a field with a look, on a page with a layer',
    page: (id, phone) => ({ content: latin(`Tel ${phone}`, 72, 700) + LAYER, extra: field(id), objects: { 50: look(id) } }),
    places: [digits(18, 74, 485)],
  },
  {
    name: 'an annotation with a look, on a page with text that clips',
    page: (id, phone) => ({ content: latin(`Tel ${phone}`, 72, 700) + CLIP, extra: note(id), objects: { 50: look(id) } }),
    places: [digits(18, 74, 485)],
  },
  {
    name: 'an annotation larger than its look, behind states that are left open',
    page: (id, phone) => ({
      content: `q 0.5 0 0 0.5 90 90 cm q 1 0 0 1 5 5 cm ${latin(`Tel ${phone}`, 72, 700)}${LAYER}`,
      extra: note(id, '72 400 528 440'),
      objects: { 50: look(id) },
    }),
  },
  {
    name: 'an annotation in a layer that is shown',
    page: (id, phone) => ({
      content: latin(`Tel ${phone}`, 72, 700) + LAYER,
      extra: note(id, '72 480 300 500', '/OC 51 0 R'),
      objects: { 50: look(id), 51: '<< /Type /OCG /Name (shown) >>' },
    }),
    places: [digits(18, 74, 485)],
  },
  ...[90, 180, 270].map((turn) => ({
    name: `a picture page cut out and turned by ${turn}`,
    page: (id: string, phone: string) => ({
      content: `${latin(`${DOTS}${phone}`, 72, 700)}BT /F1 14 Tf 0 1 -1 0 300 200 Tm (Vertical ${id} tail) Tj ET\n${LAYER}`,
      extra: `/Rotate ${turn} /MediaBox [-50 -50 600 800] /CropBox [10 20 590 780]`,
    }),
  })),
  {
    name: 'a page of units of its own',
    page: (id, phone) => ({ content: latin(`${DOTS}${phone}`, 72, 700) + latin(id, 72, 600) + LAYER, extra: '/UserUnit 2' }),
    places: [digits(18, 72, 600)],
  },
  // Readers of layers have been seen to forget such moves, or to keep them.
  ...['', '/Group << /S /Transparency /I true >>'].map((group) => ({
    name: `a form that moves, in a hidden layer${group && ', as a group'}`,
    page: (id: string, phone: string) => ({
      content: `/OC /L BDC /X Do EMC ${latin(`${DOTS}${phone}`, 72, 700)}${latin(id, 72, 600)}${LAYER}`,
      objects: { 111: stream('1 0 0 1 0 -300 cm 0 0 5 5 re f', `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${group}`) },
    }),
    places: [digits(18, 72, 600)],
  })),
  {
    name: 'a form that begins a hidden layer and does not end it',
    page: (id, phone) => ({
      content: `/X Do EMC ${latin(`${DOTS}${phone}`, 72, 700)}${latin(id, 72, 600)}`,
      objects: { 111: stream('1 0 0 1 0 -300 cm /OC /L BDC', '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Properties << /L 8 0 R >> >>') },
    }),
  },
  {
    name: 'spacing, width, rise and slant of every kind',
    page: (id, phone) => ({
      content: `BT /F1 12 Tf 2 Tc 5 Tw 140 Tz 4 Ts 72 700 Td (iiii WWW ) Tj [(${[...phone].join(') -120 (')})] TJ ET\nBT 0 Tc 0 Tw 100 Tz 0 Ts /F1 14 Tf 1 0 0.3 1 72 540 Tm (Slant llll ${id}) Tj ET\n${LAYER}`,
    }),
  },
  {
    name: 'turned by thirty degrees and mirrored type',
    page: (id, phone) => ({
      content: `BT /F1 14 Tf 0.866 0.5 -0.5 0.866 100 200 Tm (llll ....... ${phone}) Tj ET\nBT /F1 -14 Tf -1 0 0 -1 72 640 Tm (iiii ${id}) Tj ET\n${LAYER}`,
    }),
  },
  {
    name: 'vertical writing with spacing',
    page: (id, phone) => ({
      content: `BT /F3 16 Tf 3 Tc 1 0 0 1 500 800 Tm <${hex(`电话${id}`)}> Tj ET\nBT 0 Tc /F3 16 Tf 1 0 0 1 300 700 Tm <${hex(phone)}> Tj ET\n${LAYER}`,
    }),
  },
  {
    name: 'digits in a font of drawings',
    page: (id, phone) => ({ content: `BT /T3 14 Tf 72 600 Td (${id}) Tj ET\n${latin(`Tel ${phone}`, 72, 700)}${LAYER}`, objects: drawn() }),
  },
  {
    name: 'glyphs wider than the file says',
    page: (id, phone) => ({ content: `BT /N 14 Tf 72 600 Td (iiii ${id} WW) Tj ET\nBT /N 14 Tf 72 650 Td (${phone}) Tj ET\n${LAYER}` }),
  },
  {
    name: 'a box by eye over parts of letters',
    page: (id, phone) => ({ content: latin(`${DOTS}${phone}`, 72, 700) + latin(id, 72, 600) + LAYER }),
    more: [byBox(75, 235, 116, 5)],
    places: [digits(18, 72, 600)],
  },
  {
    name: 'an inline picture under a box, and dots before digits',
    page: (id, phone) => ({
      content: `${latin(`${DOTS}${phone}`, 72, 700)}${latin(id, 72, 600)}q 200 0 0 100 72 300 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q\n`,
    }),
    more: [byBox(80, 450, 100, 50)],
    places: [digits(11, 72 + DOTS_WIDE, 700), digits(18, 72, 600)],
  },
]

export const pictureCorpus = (): MadePicture[] =>
  cases.map(({ name, page, places = [], more = [] }) => {
    const of = (id: string, phone: string): Made => ({
      ...{ name, file: 'a.pdf', bytes: fileOf(page(id, phone)), redactions: [...byWords(id, phone), ...more], secrets: [id, phone], kept: [], how: 'picture' },
    })
    return { ...of(ID, PHONE), twin: of(OTHER_ID, OTHER_PHONE), places }
  })

/** A number in the tiles of a pattern, which no program places. */
export const inTiles = (): Buffer =>
  fileOf({
    content: `${latin('kept', 72, 700)}/Pattern cs /P scn 0 0 400 400 re f`,
    objects: {
      110: stream(
        latin(ID, 5, 5),
        '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 20] /XStep 300 /YStep 20 /Resources << /Font << /F1 3 0 R >> >>',
      ),
    },
  })
