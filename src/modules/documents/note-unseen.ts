import { walk } from './edit-xml.ts'
import type { LeftOut } from './left-out.ts'
import { drawnColour, readTheme } from './theme.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from './xml.ts'

const REVISED = /^(?:w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)|\?:conflict(?:Ins|Del))$/

/** In every part that is drawn, also where the text is not read: notes, boxes, old ways to write the same. */
export function noteUnseen(xml: Xml, gone: ReadonlySet<Xml>, name: string, left: LeftOut): void {
  const where = /\/(?:header|footer)\d*\.xml$/i.test(name) ? '页眉页脚' : undefined
  const note = (one: Xml, parent: Xml): void => {
    if (REVISED.test(one.name)) left.note('revisions', where)
    else if (one.name === 'w:r' && isMarked(kidOf(kidOf(one, 'w:rPr'), 'w:vanish')) && wordsOfXml(one).trim() !== '') left.note('hiddenText', where)
    else if (one.name === 'a:srcRect' && Object.values(one.at).some((side) => Number(side) > 0)) left.note('cropped')
    else if (one.name === 's:ddeLink') left.note('outerBooks')
    else if (isHiddenShape(one)) left.note('hiddenShapes', where)
    else if (isCover(one, parent)) left.note('coverShapes', where)
  }
  walk(xml, note, (kid) => gone.has(kid))
}
const isMarked = (mark: Xml | undefined): boolean => mark !== undefined && !/^(?:0|false|off)$/.test(attribute(mark, 'w:val') ?? '')

/** A shape that was switched off; those that only stand in for the fields of a form are off in every file. */
function isHiddenShape(shape: Xml): boolean {
  if (/^[sw]:/.test(shape.name)) return false
  const about = [shape, ...kidsOf(shape).filter(({ name }) => /:nv\w*Pr$/.test(name))]
    .flatMap((one) => kidsOf(one))
    .find(({ name }) => /:(?:cNvPr|docPr)$/.test(name))
  return about !== undefined && /^(?:1|true|on)$/.test(attribute(about, 'hidden') ?? '') && [...allOf(shape, '?:compatExt')].length === 0
}

const WHOLE = /^(?:rect|roundRect)$/
const [WIDE, HIGH, POINT] = [20, 6, 12_700] // points, points, EMU: a box to be ticked covers no word
/** A block of black, or of white without a line, that says nothing and lies before the text: what it covers is still in the file. */
function isCover(shape: Xml, parent: Xml): boolean {
  if (/^v:(?:rect|roundrect)$/.test(shape.name)) return isOldCover(shape)
  if (shape.name === 'wp:anchor')
    return (
      !/^(?:1|true|on)$/.test(attribute(shape, 'behindDoc') ?? '') && kidOf(shape, 'wp:wrapNone') !== undefined && [...allOf(shape, 'wps:wsp')].some(isBlock)
    )
  return shape.name === '?:sp' && /:(?:\w+Anchor|grpSp)$/.test(parent.name) && isBlock(shape)
}
function isBlock(shape: Xml): boolean {
  if (wordsOfXml(shape).trim() !== '') return false
  const look = kidsOf(shape).find(({ name }) => name.endsWith(':spPr'))
  const fill = kidOf(look, 'a:solidFill')
  const colour = drawnColour(fill, PLAIN)
  const extent = kidOf(kidOf(look, 'a:xfrm'), 'a:ext')
  const isSmall = Number(attribute(extent, 'cx') ?? Number.NaN) < WIDE * POINT || Number(attribute(extent, 'cy') ?? Number.NaN) < HIGH * POINT
  if (isSmall || !WHOLE.test(attribute(kidOf(look, 'a:prstGeom'), 'prst') ?? '') || [...allOf(look ?? shape, 'a:alpha')].length > 0) return false
  const isBare = kidOf(kidOf(look, 'a:ln'), 'a:noFill') !== undefined
  return colour === '000000' || (colour === 'FFFFFF' && isBare)
}
const PLAIN = readTheme(undefined)
const isOldCover = (shape: Xml): boolean =>
  /^(?:black|#0{3}|#0{6})\b/i.test(shape.at['fillcolor'] ?? '') &&
  !/^(?:f|false|0)$/.test(shape.at['filled'] ?? '') &&
  /position:absolute/.test(shape.at['style'] ?? '') &&
  !/z-index:-/.test(shape.at['style'] ?? '') &&
  wordsOfXml(shape).trim() === ''
