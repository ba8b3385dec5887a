import type { Block, Mark, Run } from '../block.ts'
import { callId, noteId, safeHref } from '../link.ts'
import { attribute, chosen, isXml, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { type Body, isPlaceholder } from './body.ts'
import { fieldCharacter, openField, showsNow } from './fields.ts'
import { boxesOf, pictureWords } from './drawings.ts'
import { mathPieces } from './math.ts'
import { type Face, isUnseen, mergedFace } from './styles.ts'

export type Piece = { readonly run: Run; readonly face: Face }
export type Place = { readonly body: Body; readonly styleId: string | undefined; readonly boxes: Block[]; readonly href?: string | undefined }

const TINY_POINTS = 2
const THROUGH = new Set([
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:customXml',
  'w:sdtContent',
  'w:bdo',
  'w:dir',
  'mc:Choice',
  'mc:Fallback',
  'w:rubyBase',
  'm:oMathPara',
])

/** What a paragraph shows, in its pieces; text boxes it anchors go to `boxes`. */
export function piecesIn(parent: Xml, place: Place): Piece[] {
  return parent.kids.filter(isXml).flatMap((kid) => piecesOf(kid, place))
}

function piecesOf(kid: Xml, place: Place): Piece[] {
  const { body } = place
  switch (kid.name) {
    case 'w:r':
      return ofRun(kid, place)
    case 'w:del':
    case 'w:moveFrom':
      body.left.note('revisions')
      return []
    case 'w:ins':
    case 'w:moveTo':
      body.left.note('revisions')
      return piecesIn(kid, place)
    case 'w:hyperlink':
      return piecesIn(kid, { ...place, href: hrefOf(kid, body) })
    case 'w:fldSimple': {
      const field = openField(attribute(kid, 'w:instr') ?? '', body)
      body.fields.push(field)
      const pieces = piecesIn(kid, { ...place, href: field.href ?? place.href })
      body.fields.pop()
      return pieces
    }
    case 'w:sdt':
      if (!isPlaceholder(kid)) return kidsOf(kid, 'w:sdtContent').flatMap((content) => piecesIn(content, place))
      body.left.note('placeholders')
      return []
    case 'm:oMath':
      body.left.note('formulas')
      return showsNow(body) ? mathPieces(kid) : []
    case 'mc:AlternateContent':
      return piecesIn(chosen(kid) ?? { ...kid, kids: [] }, place)
    default:
      return THROUGH.has(kid.name) ? piecesIn(kid, place) : []
  }
}

function hrefOf(link: Xml, { relations, left }: Body): string | undefined {
  const id = attribute(link, 'r:id')
  if (id === undefined) return undefined
  const href = safeHref(relations.get(id)?.target)
  if (href === undefined) left.note('links')
  return href
}

function ofRun(run: Xml, place: Place): Piece[] {
  const { body, styleId } = place
  const properties = kidOf(run, 'w:rPr')
  if (kidOf(properties, 'w:rPrChange')) body.left.note('revisions')
  const face = mergedFace(body.styles, styleId, properties, body.within)
  const whyHidden = hiding(face, body)
  const pieces: Piece[] = []
  const put = (text: string, extra: Partial<Run> = {}) => {
    if (text === '' || !showsNow(body)) return
    if (whyHidden !== undefined) {
      if (text.trim() !== '') body.left.note(whyHidden)
      return
    }
    const href = extra.href ?? place.href ?? body.fields.findLast((field) => field.href !== undefined)?.href
    pieces.push({ face, run: { text, marks: marksOf(face), ...extra, ...(href !== undefined && { href }) } })
  }
  for (const kid of run.kids.filter(isXml)) contentOf(kid, place, put, pieces)
  return pieces
}

type Hiding = 'hiddenText' | 'paleText' | 'tinyText' | 'squeezedText' | 'offPage'
const [LEAST_SCALE, MOST_LIFT, USUAL_POINTS] = [10, 100, 10.5] // percent, points, points
/** Letters drawn to a line, laid one upon the other, or lifted out of their line. */
const isSqueezed = ({ scale = 100, spacing = 0, lift = 0, points = USUAL_POINTS }: Face): boolean =>
  scale <= LEAST_SCALE || spacing <= -0.8 * points || Math.abs(lift) >= MOST_LIFT
function hiding(face: Face, body: Body): Hiding | undefined {
  if (face.hidden) return 'hiddenText'
  if (isUnseen(face, body.behind)) return 'paleText'
  if (face.points !== undefined && face.points <= TINY_POINTS) return 'tinyText'
  return isSqueezed(face) ? 'squeezedText' : body.outOfSight
}

function marksOf(face: Face): Mark[] {
  const raised = face.raised === 'sup' || face.raised === 'sub' ? [face.raised] : []
  return [...(face.bold ? (['strong'] as const) : []), ...(face.italic ? (['em'] as const) : []), ...(face.strike ? (['s'] as const) : []), ...raised]
}

type Put = (text: string, extra?: Partial<Run>) => void
const SIGNS: Readonly<Record<string, string>> = { 'w:tab': ' ', 'w:ptab': ' ', 'w:cr': '\n', 'w:noBreakHyphen': '-' }
/** Wingdings and Symbol as people use them in forms. */
const SYMBOLS: ReadonlyMap<number, string> = new Map(
  Object.entries({
    fe: '☑',
    fd: '☒',
    a8: '□',
    fc: '✓',
    fb: '✗',
    '6f': '□',
    '6c': '●',
    '6e': '■',
    '75': '◆',
    d8: '➢',
    a7: '▪',
    b7: '•',
    '52': '☑',
    '81': '①',
  }).map(([code, sign]) => [Number.parseInt(code, 16), sign]),
)

function contentOf(kid: Xml, place: Place, put: Put, pieces: Piece[]): void {
  const { body } = place
  const sign = SIGNS[kid.name]
  if (kid.name === 'w:t') put(wordsOfXml(kid))
  else if (sign !== undefined) put(sign)
  else if (kid.name === 'w:br') put(attribute(kid, 'w:type') === undefined || attribute(kid, 'w:type') === 'textWrapping' ? '\n' : '')
  else if (kid.name === 'w:sym') put(symbolOf(attribute(kid, 'w:char') ?? ''))
  else if (kid.name === 'w:fldChar' || kid.name === 'w:instrText') fieldCharacter(kid, body)
  else if (kid.name === 'w:footnoteReference' || kid.name === 'w:endnoteReference') put(...call(kid, body))
  else if (kid.name === 'w:ruby') pieces.push(...kidsOf(kid, 'w:rubyBase').flatMap((base) => piecesIn(base, place)))
  else if (kid.name === 'w:delText') body.left.note('revisions')
  else if (kid.name === 'mc:AlternateContent') for (const one of kidsOf(chosen(kid))) contentOf(one, place, put, pieces)
  else if (kid.name === 'w:drawing' || kid.name === 'w:pict' || kid.name === 'w:object') {
    if (!showsNow(body)) return
    place.boxes.push(...boxesOf(kid, body))
    put(pictureWords(kid, body.left))
  }
}

function symbolOf(hex: string): string {
  const code = Number.parseInt(hex, 16)
  if (!(code > 0)) return ''
  return SYMBOLS.get(code & 0xff) ?? (code < 0xe000 ? String.fromCodePoint(code) : '')
}

/** The sign of a note that leads to it, and to which it leads back. */
function call(kid: Xml, body: Body): [string, Partial<Run>] {
  const kind = kid.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
  if (!showsNow(body)) return ['', {}]
  const n = body.calls.push({ kind, id: attribute(kid, 'w:id') ?? '' })
  return [`[${n}]`, { marks: ['sup'], href: `#${noteId(n)}`, id: callId(n) }]
}
