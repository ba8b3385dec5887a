import type { Block } from '../block.ts'
import type { LeftOut } from '../left-out.ts'
import { allOf, attribute, isXml, type Xml } from '../xml.ts'
import { blocksIn, type Body, chosen } from './body.ts'

/** The text boxes of a drawing, each as paragraphs behind the one that holds it. */
export function boxesOf(drawing: Xml, body: Body): Block[] {
  return drawing.kids.filter(isXml).flatMap((kid): Block[] => {
    if (kid.name === 'w:txbxContent') return blocksIn(kid, { ...body, shaded: true })
    if (kid.name === 'mc:AlternateContent') return boxesOf(chosen(kid) ?? { ...kid, kids: [] }, body)
    return boxesOf(kid, body)
  })
}

const FILE_NAME = /^(?:[a-z]:\\|\/|file:)|\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$/i
const BY_MACHINE = /^(?:图片|图像|文本框|图表|形状|Picture|Image|Graphic|Text Box)\s*\d*$|^descript|^(?:图片包含|图形用户界面|手机屏幕截图)/i

/** What a picture's description says in its place; a picture without one is told of. */
export function pictureWords(drawing: Xml, left: LeftOut): string {
  const isPicture = [...allOf(drawing, 'pic:pic'), ...allOf(drawing, 'v:imagedata')].length > 0
  if ([...allOf(drawing, 'a:blip')].some((blip) => attribute(blip, 'r:link') !== undefined)) left.note('included')
  if (!isPicture) {
    if ([...allOf(drawing, 'w:txbxContent')].length === 0) left.note('drawings')
    return ''
  }
  if ([...allOf(drawing, 'adec:decorative')].some((one) => attribute(one, 'val') === '1')) return ''
  const about = [...allOf(drawing, 'wp:docPr'), ...allOf(drawing, 'pic:cNvPr'), ...allOf(drawing, 'v:shape')]
  const words = about.map((one) => (one.at['descr'] ?? one.at['alt'] ?? '').trim()).find((one) => one !== '' && !FILE_NAME.test(one) && !BY_MACHINE.test(one))
  left.note(words === undefined ? 'pictures' : 'describedPictures')
  return words === undefined ? '' : `［图：${words}］`
}
