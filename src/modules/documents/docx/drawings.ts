import type { Block } from '../block.ts'
import type { LeftOut } from '../left-out.ts'
import { drawnColour } from '../theme.ts'
import { allOf, attribute, chosen, isXml, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { blocksIn, type Body } from './body.ts'
import { unseenShape } from './place.ts'
import { type Ground, SOME_COLOUR } from './styles.ts'

/** The text boxes of a drawing, each as paragraphs behind the one that holds it. */
export function boxesOf(drawing: Xml, body: Body): Block[] {
  return drawing.kids.filter(isXml).flatMap((kid): Block[] => {
    const unseen = unseenShape(kid, body.page)
    if (unseen !== undefined) {
      if ([...allOf(kid, 'w:t')].some((words) => wordsOfXml(words).trim() !== '')) body.left.note(unseen)
      return []
    }
    // How the table or line around is set reaches no box.
    if (kid.name === 'w:txbxContent') return blocksIn(kid, { ...body, isCell: false, within: {}, outOfSight: undefined })
    if (kid.name === 'mc:AlternateContent') return boxesOf(chosen(kid) ?? { ...kid, kids: [] }, body)
    return boxesOf(kid, isFilled(kid) ? { ...body, behind: fillOf(kid, body) } : body)
  })
}

/** Whether a shape has a colour of its own, in new files and in old ones. */
const isFilled = (shape: Xml): boolean =>
  kidsOf(shape).some((kid) => kid.name.endsWith(':spPr') && kidsOf(kid).some((fill) => /^a:(?:solid|grad|blip|patt)Fill$/.test(fill.name))) ||
  (shape.name.startsWith('v:') && shape.at['fillcolor'] !== undefined && !/^(?:#?f{3}|#?f{6}|white)\b/i.test(shape.at['fillcolor']))

/** The one colour a shape is filled with; some colour where it is none of six digits. */
function fillOf(shape: Xml, { theme }: Body): Ground {
  const old = /^#?([0-9a-f]{6})\b/i.exec(shape.at['fillcolor'] ?? '')?.[1]
  const solid = kidsOf(shape).flatMap((kid) => (kid.name.endsWith(':spPr') ? kidsOf(kid, 'a:solidFill') : []))[0]
  return (drawnColour(solid, theme) ?? old)?.toUpperCase() ?? SOME_COLOUR
}

const FILE_NAME = /[a-z]:\\|file:|^\/|^\\\\|\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$/i
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
