import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'
import { builtIn, showsNothing } from './number-format.ts'

/** How a cell is shown: its number format, and whether it is made not to be seen. */
export type Format = { readonly format: string; readonly unseen: boolean; readonly isStruck: boolean }

export function readFormats(styles: Xml | undefined): readonly Format[] {
  const own = new Map(kidsOf(kidOf(styles, 's:numFmts'), 's:numFmt').map((one) => [Number(attribute(one, 'numFmtId')), attribute(one, 'formatCode') ?? '']))
  const colours = kidsOf(kidOf(styles, 's:fonts'), 's:font').map((font) => kidOf(font, 's:color'))
  const struck = kidsOf(kidOf(styles, 's:fonts'), 's:font').map((font) => isStruck(kidOf(font, 's:strike')))
  const sizes = kidsOf(kidOf(styles, 's:fonts'), 's:font').map((font) => Number(attribute(kidOf(font, 's:sz'), 'val') ?? 11) <= TINY_POINTS)
  const fills = kidsOf(kidOf(styles, 's:fills'), 's:fill')
  return kidsOf(kidOf(styles, 's:cellXfs'), 's:xf').map((one) => {
    const id = Number(attribute(one, 'numFmtId') ?? 0)
    const format = own.get(id) ?? builtIn(id)
    const tiny = sizes[Number(attribute(one, 'fontId') ?? 0)] === true
    const pale = isPale(colours[Number(attribute(one, 'fontId') ?? 0)], fills[Number(attribute(one, 'fillId') ?? 0)])
    return { format, unseen: showsNothing(format) || pale || tiny, isStruck: struck[Number(attribute(one, 'fontId') ?? 0)] === true }
  })
}

const TINY_POINTS = 2
/** Of the formats that rules lay over cells, those that make them not to be seen. */
export const unseenRules = (styles: Xml | undefined): readonly boolean[] =>
  kidsOf(kidOf(styles, 's:dxfs'), 's:dxf').map(
    (one) => showsNothing(attribute(kidOf(one, 's:numFmt'), 'formatCode') ?? '') || isPale(kidOf(kidOf(one, 's:font'), 's:color'), kidOf(one, 's:fill')),
  )

const isStruck = (strike: Xml | undefined): boolean => strike !== undefined && !/^(?:0|false)$/i.test(attribute(strike, 'val') ?? '1')
/** Whether letters have the colour of what is behind them. */
function isPale(colour: Xml | undefined, fill: Xml | undefined): boolean {
  if (fill === undefined || !isFilled(fill)) return isWhite(colour)
  const ground = kidOf(kidOf(fill, 's:patternFill'), 's:fgColor')
  const key = (one: Xml | undefined) =>
    one === undefined ? '' : ['rgb', 'theme', 'tint', 'indexed'].map((name) => (attribute(one, name) ?? '').toUpperCase()).join(' ')
  return colour !== undefined && key(colour) === key(ground)
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
