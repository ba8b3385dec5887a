import { type Block, type Cell, type Item, type Look, type Mark, paragraph, type Run } from '../block.ts'
import type { LeftOut, Omission } from '../left-out.ts'
import { noteAnchor, safeHref } from '../link.ts'
import { childrenOf, type Element, isElement, type Node, spanOf, styleOf, wordsAt } from './element.ts'
import { hidesBy } from './hidden.ts'
import { isMarker, itemOf } from './word-lists.ts'

export type Known = { readonly left: LeftOut; readonly hidden: ReadonlySet<Element> }
type Setting = { readonly marks: readonly Mark[]; readonly href?: string }

const DEEPEST = 120
const LEFT_WITH_WORDS: ReadonlyMap<string, Omission | 'silently'> = new Map([
  ['script', 'scripts'] as const,
  ...'style title meta link base xml template noscript head map area param source track datalist rp rt'.split(' ').map((name) => [name, 'silently'] as const),
  ...'iframe frame frameset object embed applet video audio portal noembed noframes'.split(' ').map((name) => [name, 'frames'] as const),
  ...'svg math canvas'.split(' ').map((name) => [name, 'drawings'] as const),
  ...'input button select textarea option output progress meter'.split(' ').map((name) => [name, 'forms'] as const),
  ['del', 'revisions'] as const,
])
const FRAMES = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup html legend main nav p pre section summary caption h1 h2 h3 h4 h5 h6 hr li tbody thead tfoot tr td th'.split(
    ' ',
  ),
)
const MARKS: ReadonlyMap<string, Mark> = new Map(
  Object.entries({ b: 'strong', strong: 'strong', i: 'em', em: 'em', s: 's', strike: 's', sup: 'sup', sub: 'sub' } as const),
)

/** The blocks these nodes make; text that stands between blocks is a paragraph too. */
export function blocksOf(nodes: readonly Node[], known: Known, depth = 0): Block[] {
  const blocks: Block[] = []
  let runs: Run[] = []
  let anchor: string | undefined
  const close = (look: Look = {}) => {
    const shown = runs.filter((run) => run.text.trim() !== '')
    if (shown.length > 0) blocks.push(paragraph(runs, { ...look, emphatic: look.emphatic === true || shown.every((run) => run.marks?.includes('strong')) }))
    runs = []
  }
  const put = (text: string, { marks, href }: Setting) => {
    const id = text.trim() === '' ? undefined : anchor
    if (id !== undefined) anchor = undefined
    runs.push({ text, marks, ...(href !== undefined && { href }), ...(id !== undefined && { id }) })
  }

  function walk(node: Node, setting: Setting, level: number): void {
    const words = wordsAt(node)
    if (words !== undefined) put(asShown(words), setting)
    if (!isElement(node) || isLeft(node, known)) return
    if (level > DEEPEST) {
      known.left.note('tooDeep')
      return
    }
    const whole = wholeOf(node, known, level)
    if (whole) {
      close()
      blocks.push(...whole)
    } else if (node.name === 'br') put('\n', setting)
    else if (node.name === 'img') put(pictureOf(node, known.left), setting)
    else if (FRAMES.has(node.name)) walkFrame(node, settingOf(node, setting, known.left), level)
    else {
      if (node.name === 'a') anchor = noteAnchor(node.attribs['name'] ?? node.attribs['id']) ?? anchor
      const inner = settingOf(node, setting, known.left)
      for (const child of node.children) walk(child, inner, level + 1)
    }
  }
  function walkFrame(node: Element, inner: Setting, level: number): void {
    close()
    const before = blocks.length
    const label = itemOf(node)
    if (label?.words) put(label.words, inner)
    for (const child of node.children) walk(child, inner, level + 1)
    close(before === blocks.length ? lookOf(node, label?.item) : {})
  }
  for (const node of nodes) walk(node, { marks: [] }, depth)
  close()
  return blocks
}

/** Lines of Word's and of hand-made pages break between characters that take no blank. */
const asShown = (text: string): string =>
  text
    .replace(/(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu, '')
    .replace(/[ \t\r\n\f]+/g, ' ')

function isLeft(element: Element, { left, hidden }: Known): boolean {
  const reason = LEFT_WITH_WORDS.get(element.name)
  if (reason !== undefined) {
    if (reason !== 'silently') left.note(reason)
    return true
  }
  const closed = element.name === 'dialog' && element.attribs['open'] === undefined
  if (closed || element.attribs['hidden'] !== undefined || hidden.has(element) || hidesBy(styleOf(element))) {
    if (hasWords(element)) left.note('hiddenText')
    return true
  }
  if (element.name === 'form') left.note('forms')
  if (/mso-element:\s*comment/i.test(styleOf(element)) || /^Mso(?:Comment|Annotation)/i.test(element.attribs['class'] ?? '')) {
    left.note('comments')
    return true
  }
  return isMarker(element)
}

const hasWords = (element: Element, depth = 0): boolean =>
  depth > DEEPEST || element.children.some((child) => (isElement(child) ? hasWords(child, depth + 1) : (wordsAt(child) ?? '').trim() !== ''))

function wholeOf(element: Element, known: Known, depth: number): Block[] | undefined {
  if (element.name === 'table') return tableOf(element, known, depth)
  if (!['ul', 'ol', 'menu', 'dir'].includes(element.name)) return undefined
  const items = element.children.flatMap((child): Item[] => {
    if (!isElement(child) || isLeft(child, known)) return []
    const blocks = blocksOf(child.name === 'li' ? child.children : [child], known, depth + 1)
    return blocks.length > 0 ? [{ blocks }] : []
  })
  const start = Math.trunc(Number(element.attribs['start'])) || 1
  return items.length > 0 ? [{ kind: 'list', ordered: element.name === 'ol', start: Math.min(1e6, Math.max(0, start)), items }] : []
}

function tableOf(table: Element, known: Known, depth: number): Block[] {
  const parts = childrenOf(table, 'thead tbody tfoot tr').filter((part) => !isLeft(part, known))
  const lines = parts.flatMap((part) => (part.name === 'tr' ? [part] : childrenOf(part, 'tr')))
  const shown = lines.filter((line) => !isLeft(line, known))
  const rows = shown.map((line) =>
    childrenOf(line, 'td th').flatMap((cell): Cell[] =>
      isLeft(cell, known) ? [] : [{ blocks: blocksOf(cell.children, known, depth + 1), rows: spanOf(cell, 'rowspan'), cols: spanOf(cell, 'colspan') }],
    ),
  )
  const isHead = (line: Element) => parts.some((part) => part.name === 'thead' && part.children.includes(line)) || childrenOf(line, 'td').length === 0
  const heads = shown.findIndex((line) => !isHead(line))
  const caption = childrenOf(table, 'caption').map((one) =>
    blocksOf(one.children, known, depth + 1).flatMap((block) => ('runs' in block ? block.runs.map((run) => run.text) : [])),
  )
  const words = caption.flat().join('').trim()
  return [{ kind: 'table', rows, ...(words !== '' && { caption: words }), ...(heads > 0 && { heads }) }]
}

function pictureOf(image: Element, left: LeftOut): string {
  const words = (image.attribs['alt'] ?? '').trim()
  left.note(words === '' ? 'pictures' : 'describedPictures')
  return words === '' ? '' : `［图：${words}］`
}

function settingOf(element: Element, outer: Setting, left: LeftOut): Setting {
  const style = styleOf(element)
  const marks = new Set(outer.marks)
  const own = MARKS.get(element.name)
  if (own) marks.add(own)
  const set = (mark: Mark, on: RegExp, off?: RegExp) => {
    if (on.test(style)) marks.add(mark)
    else if (off?.test(style)) marks.delete(mark)
  }
  set('strong', /font-weight\s*:\s*(?:bold|[6-9]00)/i, /font-weight\s*:\s*(?:normal|[1-5]00)/i)
  set('em', /font-style\s*:\s*(?:italic|oblique)/i, /font-style\s*:\s*normal/i)
  set('s', /text-decoration[\w-]*\s*:[^;]*line-through/i)
  set('sup', /vertical-align\s*:\s*super/i)
  set('sub', /vertical-align\s*:\s*sub(?:\s|;|$)/i)
  const written = element.name === 'a' ? element.attribs['href'] : undefined
  if (written === undefined) return { ...outer, marks: [...marks] }
  const note = noteAnchor(written.trim())
  const href = note === undefined ? safeHref(written) : `#${note}`
  if (href === undefined && !written.trim().startsWith('#')) left.note('links')
  return href === undefined ? { marks: [...marks] } : { marks: [...marks], href }
}

const HEADING_FACE = /font-family\s*:[^;]*(?:黑体|楷体|SimHei|KaiTi)/i

function lookOf(element: Element, item: Look['item']): Look {
  const style = styleOf(element)
  const heading = /^h([1-6])$/.exec(element.name)?.[1] ?? /mso-outline-level:\s*([1-6])/i.exec(style)?.[1]
  const isTitle = /^MsoTitle$/i.test(element.attribs['class'] ?? '')
  const shown = element.children.filter((child) => (isElement(child) ? hasWords(child) : (wordsAt(child) ?? '').trim() !== ''))
  const emphatic = shown.length > 0 && shown.every((child) => isElement(child) && HEADING_FACE.test(styleOf(child)))
  const centred = /text-align\s*:\s*center/i.test(style) || /^center$/i.test(element.attribs['align'] ?? '')
  return {
    emphatic,
    centred,
    ...(heading !== undefined && { heading: Number(heading) }),
    ...(isTitle && { title: true }),
    ...(item && heading === undefined && { item }),
  }
}
