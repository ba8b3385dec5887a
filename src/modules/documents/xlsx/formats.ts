import { isUnseen, SOME_COLOUR } from '../docx/styles.ts'
import { attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import type { CellColours } from './colours.ts'
import { builtIn, showsNothing } from './number-format.ts'

/** How a cell is shown: its number format, and whether it is made not to be seen. */
export type Format = {
  readonly format: string
  readonly unseen: boolean
  readonly isStruck: boolean
  /** Whether letters set in a way of their own within the cell are not seen. */
  readonly hides: (properties: Xml | undefined) => boolean
  readonly letters: string
  readonly ground: string | undefined
}
const BLACK = '000000' // what letters of no colour are, on whatever ground

export function readFormats(styles: Xml | undefined, colours: CellColours): readonly Format[] {
  const own = new Map(kidsOf(kidOf(styles, 's:numFmts'), 's:numFmt').map((one) => [Number(attribute(one, 'numFmtId')), attribute(one, 'formatCode') ?? '']))
  const fonts = kidsOf(kidOf(styles, 's:fonts'), 's:font')
  const fills = kidsOf(kidOf(styles, 's:fills'), 's:fill')
  return kidsOf(kidOf(styles, 's:cellXfs'), 's:xf').map((one) => {
    const id = Number(attribute(one, 'numFmtId') ?? 0)
    const format = own.get(id) ?? builtIn(id)
    const font = fonts[Number(attribute(one, 'fontId') ?? 0)]
    const ground = groundOf(fills[Number(attribute(one, 'fillId') ?? 0)], colours)
    const hides = (face: Xml | undefined) => isTiny(face) || isUnseen({ colour: colours(kidOf(face, 's:color')) ?? BLACK }, ground)
    const letters = colours(kidOf(font, 's:color')) ?? BLACK
    const isWhite = WHITE.test(format) && isUnseen({ colour: 'FFFFFF' }, ground)
    const isAway = Number(attribute(kidOf(one, 's:alignment'), 'indent') ?? 0) >= FAR
    return { format, unseen: showsNothing(format) || isWhite || isAway || hides(font), isStruck: isStruck(kidOf(font, 's:strike')), hides, letters, ground }
  })
}

/** Formats that write in white, by its name or as the second colour. */
const WHITE = /\[(?:white|白色?|colou?r\s*2|颜色\s*2)\]/i
const FAR = 100 // letters
const TINY_POINTS = 2
const isTiny = (font: Xml | undefined): boolean => Number(attribute(kidOf(font, 's:sz'), 'val') ?? 11) <= TINY_POINTS

/** What a rule lays over cells: nothing at all in their place, or colours of its own. */
export type Rule = { readonly blank: boolean; readonly colour: string | undefined; readonly ground: string | undefined }
export const ruleOf = (dxf: Xml | undefined, colours: CellColours): Rule => {
  const pattern = kidOf(kidOf(dxf, 's:fill'), 's:patternFill')
  // What a rule fills a cell with stands as its background.
  const ground = pattern === undefined ? undefined : (colours(kidOf(pattern, 's:bgColor')) ?? groundOf(kidOf(dxf, 's:fill'), colours))
  return { blank: showsNothing(attribute(kidOf(dxf, 's:numFmt'), 'formatCode') ?? ''), colour: colours(kidOf(kidOf(dxf, 's:font'), 's:color')), ground }
}
export const hidesBy = ({ blank, colour, ground }: Rule, format: Format | undefined): boolean =>
  blank || ((colour ?? ground) !== undefined && isUnseen({ colour: colour ?? format?.letters ?? BLACK }, ground ?? format?.ground))

/** The one colour a cell is filled with; some colour for patterns and gradients, undefined for paper. */
function groundOf(fill: Xml | undefined, colours: CellColours): string | undefined {
  const pattern = kidOf(fill, 's:patternFill')
  if (pattern === undefined) {
    const stops = new Set(kidsOf(kidOf(fill, 's:gradientFill'), 's:stop').map((stop) => colours(kidOf(stop, 's:color')) ?? SOME_COLOUR))
    return stops.size === 0 ? undefined : stops.size === 1 ? [...stops][0] : SOME_COLOUR
  }
  const type = attribute(pattern, 'patternType') ?? 'none'
  if (type === 'none') return undefined
  return type === 'solid' ? (colours(kidOf(pattern, 's:fgColor')) ?? SOME_COLOUR) : SOME_COLOUR
}

/** What of a string is seen in a cell: rich text is its pieces, and each may be set in a way of its own. */
export function seenWords(item: Xml, format: Format | undefined, note: () => void): string {
  const seen = kidsOf(item).filter((kid) => {
    const isHidden = kid.name === 's:r' && kidOf(kid, 's:rPr') !== undefined && format?.hides(kidOf(kid, 's:rPr')) === true && wordsOfXml(kid).trim() !== ''
    if (isHidden) note()
    return !isHidden
  })
  return wordsOfString({ ...item, kids: seen })
}

/** Rich text is its pieces; how it is read aloud (`rPh`) is not shown. */
export const wordsOfString = (item: Xml): string =>
  kidsOf(item)
    .flatMap((kid) => (kid.name === 's:t' ? [kid] : kid.name === 's:r' ? kidsOf(kid, 's:t') : []))
    .map(wordsOfXml)
    .join('')
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')

const isStruck = (strike: Xml | undefined): boolean => strike !== undefined && !/^(?:0|false)$/i.test(attribute(strike, 'val') ?? '1')
