import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FACES, PAGE, SHIPPED_FACE } from './official-page.ts'

/** A string of typst, so that no character of a text is taken for markup. */
export const quoted = (text: string): string => `#${JSON.stringify(text)}`
/** Faces in the order they are tried, ending with the one that ships with us. */
export const faces = (own: readonly string[]): string => `(${[...own, SHIPPED_FACE].map((face) => JSON.stringify(face)).join(', ')})`

/** A 公文 page: A4 with its margins, the page number between two dashes at the outer edge, body text of 三号 (GB/T 9704—2012). */
export const OFFICIAL_PAGE = `
#set document(title: sys.inputs.title, author: sys.inputs.agency)
#set page(width: ${PAGE.widthMm}mm, height: ${PAGE.heightMm}mm,
  margin: (top: ${PAGE.topMm}mm, left: ${PAGE.leftMm}mm, right: ${PAGE.widthMm - PAGE.leftMm - PAGE.blockWidthMm}mm, bottom: ${PAGE.heightMm - PAGE.topMm - PAGE.blockHeightMm}mm),
  footer-descent: 7mm,
  footer: context { let n = counter(page).get().first(); align(if calc.odd(n) { right } else { left }, pad(x: 1em, text(size: ${PAGE.pageNumberPt}pt)[— #n —])) })
#set text(font: ${faces(FACES.body)}, size: ${PAGE.bodyPt}pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: ${PAGE.linePt - PAGE.bodyPt}pt, spacing: ${PAGE.linePt - PAGE.bodyPt}pt)
`

const require = createRequire(import.meta.url)
const shipped = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
const SHIPPED_FONTS = ['400Regular', '700Bold'].map((weight) => join(shipped, weight))

let compiler: Promise<import('@myriaddreamin/typst-ts-node-compiler').NodeCompiler> | undefined
async function openCompiler(ownFonts: string | undefined) {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const own = ownFonts !== undefined && existsSync(ownFonts) ? [ownFonts] : []
  return NodeCompiler.create({ fontArgs: [{ fontPaths: [...own, ...SHIPPED_FONTS] }] })
}

/** A document, and the characters none of the fonts has: they stand in it as empty boxes. */
export type Typeset = { readonly pdf: Uint8Array; readonly unshown: string }

/**
 * A text of typst as PDF/A-2b. `ownFonts` is a folder with the office's 仿宋, 黑体, 楷体 and 小标宋; without it the Noto Serif that ships
 * with the house stands in, so that any machine gives a readable page. PDF/A allows no character without a face: where a rare one has
 * none, an ordinary PDF is made, and which they are is told.
 */
export async function typeset(source: string, about: { readonly title: string; readonly agency: string }, ownFonts: string | undefined): Promise<Typeset> {
  compiler ??= openCompiler(ownFonts)
  const made = await compiler
  const document = { mainFileContent: source, inputs: { ...about } }
  try {
    return { pdf: new Uint8Array(made.pdf(document, { pdfStandard: 'a-2b' as never })), unshown: '' }
  } catch (error) {
    const unshown = unshownIn(error)
    if (unshown === '') throw error
    return { pdf: new Uint8Array(made.pdf(document)), unshown }
  } finally {
    made.evictCache(10)
  }
}

function unshownIn(error: unknown): string {
  const told = error instanceof Error && 'code' in error ? `${String(error.code)}\n${error.message}` : String(error)
  const found = [...told.matchAll(/the text `(?:\\?")(.*?)(?:\\?")` could not be displayed/gs)].map(([, text = '']) => text)
  return [...new Set(found.join(''))].join('')
}
