type Piece = { readonly text: string; readonly x: number; readonly y: number; readonly height: number; readonly width: number }

/** The lines of a PDF by their place on the page, top to bottom, without bare page numbers at the edges. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent()
    const pieces = content.items.flatMap((item): Piece[] =>
      'str' in item && item.str.trim() !== ''
        ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), height: item.height || 10, width: item.width }]
        : [],
    )
    pages.push(withoutPageNumber(linesOf(pieces)))
  }
  return withoutRunningHeads(pages)
    .map((lines) => lines.join('\n'))
    .join('\n')
}

/** Pieces on one height are one line; a gap between two of them is a blank. */
function linesOf(pieces: readonly Piece[]): string[] {
  const lines: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1)
    const first = line?.[0]
    if (line && first && Math.abs(first.y - piece.y) < Math.min(first.height, piece.height) * 0.4) line.push(piece)
    else lines.push([piece])
  }
  return lines.map((line) => {
    const sorted = line.sort((a, b) => a.x - b.x)
    return sorted
      .map((piece, i) => {
        const before = sorted[i - 1]
        return before && piece.x - (before.x + before.width) > piece.height * 0.2 ? ` ${piece.text}` : piece.text
      })
      .join('')
  })
}

const BARE = /^\s*\d{1,3}\s*$/
const withoutPageNumber = (lines: string[]): string[] => lines.filter((line, i) => !(BARE.test(line) && (i === 0 || i === lines.length - 1)))

const EDGE = 2 // lines at the top and foot of a page where a running head may stand

/** A line at the edge of most pages that differs only in its figures is a running head or foot; the first page keeps its title. */
function withoutRunningHeads(pages: readonly string[][]): string[][] {
  const plain = (line: string) => line.replace(/\d+/g, '0').replace(/\s+/g, '')
  const edges = (lines: readonly string[]) => [...lines.slice(0, EDGE), ...lines.slice(-EDGE)].filter((line) => /[^\d\s.,/|-]/.test(line)).map(plain)
  const seen = new Map<string, number>()
  for (const lines of pages) for (const line of new Set(edges(lines))) seen.set(line, (seen.get(line) ?? 0) + 1)
  const isHead = (line: string) => pages.length > 2 && (seen.get(plain(line)) ?? 0) * 2 > pages.length
  return pages.map((lines, page) => lines.filter((line, i) => !((i < EDGE || i >= lines.length - EDGE) && isHead(line) && (page > 0 || /\d/.test(line)))))
}
