import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'
import { builtIn, showsNothing } from './number-format.ts'

/** How a cell is shown: its number format, and whether it is made not to be seen. */
export type Format = { readonly format: string; readonly unseen: boolean }

export function readFormats(styles: Xml | undefined): readonly Format[] {
  const own = new Map(kidsOf(kidOf(styles, 's:numFmts'), 's:numFmt').map((one) => [Number(attribute(one, 'numFmtId')), attribute(one, 'formatCode') ?? '']))
  const white = kidsOf(kidOf(styles, 's:fonts'), 's:font').map((font) => isWhite(kidOf(font, 's:color')))
  const filled = kidsOf(kidOf(styles, 's:fills'), 's:fill').map(isFilled)
  return kidsOf(kidOf(styles, 's:cellXfs'), 's:xf').map((one) => {
    const id = Number(attribute(one, 'numFmtId') ?? 0)
    const format = own.get(id) ?? builtIn(id)
    const pale = white[Number(attribute(one, 'fontId') ?? 0)] === true && filled[Number(attribute(one, 'fillId') ?? 0)] !== true
    return { format, unseen: showsNothing(format) || pale }
  })
}

/** Theme colour 0 is the paper. */
const isWhite = (colour: Xml | undefined): boolean =>
  /^(?:ff)?ffffff$/i.test(attribute(colour, 'rgb') ?? '') || (attribute(colour, 'theme') === '0' && !(Number(attribute(colour, 'tint') ?? 0) < -0.1))

function isFilled(fill: Xml): boolean {
  const pattern = kidOf(fill, 's:patternFill')
  if (pattern === undefined) return kidOf(fill, 's:gradientFill') !== undefined
  const type = attribute(pattern, 'patternType') ?? 'none'
  return type !== 'none' && !(type === 'solid' && isWhite(kidOf(pattern, 's:fgColor')))
}
