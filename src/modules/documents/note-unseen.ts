import { elementsOf } from './edit-xml.ts'
import { isIdle } from './clean-part.ts'
import type { LeftOut } from './left-out.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from './xml.ts'

const REVISED = /^(?:w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)|\?:conflict(?:Ins|Del))$/

/** In every part that is drawn, also where the text is not read: notes, boxes, old ways to write the same. */
export function noteUnseen(xml: Xml, gone: ReadonlySet<Xml>, name: string, left: LeftOut): void {
  const where = /\/(?:header|footer)\d*\.xml$/i.test(name) ? '页眉页脚' : undefined
  for (const { one } of elementsOf(xml, (kid, parent) => gone.has(kid) || isIdle(kid, parent))) {
    if (REVISED.test(one.name)) left.note('revisions', where)
    else if (one.name === 'w:r' && isMarked(kidOf(kidOf(one, 'w:rPr'), 'w:vanish')) && wordsOfXml(one).trim() !== '') left.note('hiddenText', where)
    else if (one.name === 'a:srcRect' && Object.values(one.at).some((side) => Number(side) > 0)) left.note('cropped')
    else if (one.name === 's:ddeLink') left.note('outerBooks')
    else if (isHiddenShape(one)) left.note('hiddenShapes', where)
  }
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
