/** A PDF by hand: objects by number, and whatever else the trailer should say. */
export function pdfFile(
  objects: Readonly<Record<number, string>>,
  { trailer = '', startxref }: { readonly trailer?: string; readonly startxref?: number } = {},
): Buffer {
  let body = '%PDF-1.7\n'
  const places: string[] = []
  const size = Math.max(...Object.keys(objects).map(Number)) + 1
  for (let number = 1; number < size; number++) {
    places.push(String(Buffer.byteLength(body, 'latin1')).padStart(10, '0'))
    body += `${number} 0 obj\n${objects[number] ?? 'null'}\nendobj\n`
  }
  const at = startxref ?? Buffer.byteLength(body, 'latin1')
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.map((place) => `${place} 00000 n \n`).join('')}`
  return Buffer.from(`${body}${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`, 'latin1')
}

export const stream = (content: string, dictionary = ''): string => `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`

const FIRST_PAGE = 10
const hex = (text: string): string => [...text].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')

/** Words at a place of a page, set in Chinese letters that the file names but does not carry. */
export const words = (text: string, x: number, y: number, size = 16, extra = ''): string =>
  `BT ${extra} /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET\n`

export type PdfPage = { readonly content: string; readonly extra?: string; readonly resources?: string }
export type PdfParts = { readonly catalog?: string; readonly objects?: Readonly<Record<number, string>>; readonly trailer?: string }

/** Pages with a Chinese font each; further objects from 100 on. */
export function pdfOf(pages: readonly PdfPage[], { catalog = '', objects = {}, trailer = '' }: PdfParts = {}): Buffer {
  const kids = pages.map((_, i) => `${FIRST_PAGE + i * 2} 0 R`).join(' ')
  const made: Record<number, string> = {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    2: `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595 842] >>`,
    3: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    4: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>',
    5: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
    ...objects,
  }
  for (const [i, { content, extra = '', resources = '' }] of pages.entries()) {
    const number = FIRST_PAGE + i * 2
    made[number] = `<< /Type /Page /Parent 2 0 R /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> ${extra} >>`
    made[number + 1] = stream(content)
  }
  return pdfFile(made, { trailer })
}

/** Lines of a paragraph, as a typesetter breaks them. */
export const lines = (all: readonly string[], x: number, y: number, size = 16, leading = 28): string =>
  all.map((line, i) => words(line, x, y - i * leading, size)).join('')
