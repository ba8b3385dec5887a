import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'
import { type Colours, NO_THEME } from './colours.ts'

/** How characters are set: what a style says, or a run itself. Undefined leaves it to what stands above. */
export type Face = {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly hidden?: boolean
  readonly raised?: 'sup' | 'sub' | 'none'
  /** Six digits, or undefined where the program chooses one that can be read. */
  readonly colour?: string | undefined
  /** The colour behind the letters, and whether a marker laid it: then letters of no colour of their own stay black. */
  readonly ground?: { readonly colour: string; readonly isMarker: boolean } | undefined
  readonly points?: number
  /** Width of the letters in percent; what is added between them, and how far they are raised, in points. */
  readonly scale?: number
  readonly spacing?: number
  readonly lift?: number
  /** An effect leaves nothing of the letters. */
  readonly hollow?: boolean
  readonly fonts?: string
}
export type Style = {
  readonly face: Face
  readonly paragraph: Xml | undefined
  readonly name: string
  readonly base: string | undefined
  /** Of a style for tables, all that it says. */
  readonly table: Xml | undefined
}
/** A colour behind letters: six digits, or some colour that nobody can say, of a pattern or a picture. */
export type Ground = string
export const SOME_COLOUR: Ground = 'some'
export type Styles = {
  /** The chain of a style, from itself to the one it rests on. */
  readonly chain: (id: string | undefined) => readonly Style[]
  readonly defaults: Face
  readonly defaultParagraph: string | undefined
  readonly colours: Colours
}

const MOST_BASES = 20

export function readStyles(xml: Xml | undefined, colours: Colours = NO_THEME): Styles {
  const styles = new Map<string, Style>()
  let defaultParagraph: string | undefined
  for (const one of kidsOf(xml, 'w:style')) {
    const id = attribute(one, 'w:styleId') ?? ''
    if (attribute(one, 'w:type') === 'paragraph' && isOn(attribute(one, 'w:default') ?? '0')) defaultParagraph = id
    styles.set(id, {
      face: faceOf(kidOf(one, 'w:rPr'), colours),
      paragraph: kidOf(one, 'w:pPr'),
      name: attribute(kidOf(one, 'w:name'), 'w:val') ?? '',
      table: attribute(one, 'w:type') === 'table' ? one : undefined,
      base: attribute(kidOf(one, 'w:basedOn'), 'w:val'),
    })
  }
  const chain = (id: string | undefined) => {
    const found: Style[] = []
    for (let at = id; at !== undefined && found.length < MOST_BASES; at = styles.get(at)?.base) {
      const style = styles.get(at)
      if (style === undefined) break
      found.push(style)
    }
    return found
  }
  const defaults = kidOf(kidOf(kidOf(xml, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr')
  return { chain, defaults: faceOf(defaults, colours), defaultParagraph, colours }
}

const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off|none)$/i.test(value)
const toggle = (properties: Xml | undefined, name: string): boolean | undefined => {
  const found = kidOf(properties, name)
  return found === undefined ? undefined : isOn(attribute(found, 'w:val'))
}

export function faceOf(properties: Xml | undefined, colours: Colours): Face {
  if (properties === undefined) return {}
  const is = (key: keyof Face, value: boolean | undefined) => (value === undefined ? {} : { [key]: value })
  const raised = attribute(kidOf(properties, 'w:vertAlign'), 'w:val')
  const effect = colours(kidOf(properties, '?:textFill'), 'Effect')
  const colour = effect ?? colours(kidOf(properties, 'w:color'), 'Color') ?? attribute(kidOf(properties, 'w:color'), 'w:val')
  const shade = kidOf(properties, 'w:shd')
  const size = Number(attribute(kidOf(properties, 'w:sz'), 'w:val'))
  const fonts = kidOf(properties, 'w:rFonts')
  const highlight = attribute(kidOf(properties, 'w:highlight'), 'w:val')
  return {
    ...is('bold', toggle(properties, 'w:b')),
    ...is('italic', toggle(properties, 'w:i')),
    ...is('strike', toggle(properties, 'w:strike') ?? toggle(properties, 'w:dstrike')),
    ...is('hidden', toggle(properties, 'w:vanish') ?? (toggle(properties, 'w:specVanish') || toggle(properties, 'w:webHidden') || undefined)),
    ...(raised !== undefined && { raised: raised === 'superscript' ? ('sup' as const) : raised === 'subscript' ? ('sub' as const) : ('none' as const) }),
    ...(colour !== undefined && { colour: /^[0-9a-f]{6}$/i.test(colour) ? colour.toUpperCase() : undefined }),
    ...((shade !== undefined || highlight !== undefined) && { ground: groundOf(shade, highlight, colours) }),
    ...(size > 0 && { points: size / 2 }),
    ...numbers(properties),
    ...is('hollow', isHollow(properties)),
    ...(fonts !== undefined && { fonts: Object.values(fonts.at).join(' ') }),
  }
}

function numbers(properties: Xml): Face {
  const said = (name: string) => Number(attribute(kidOf(properties, name), 'w:val') ?? Number.NaN)
  const [scale, spacing, lift] = [said('w:w'), said('w:spacing') / 20, said('w:position') / 2]
  return { ...(scale > 0 && { scale }), ...(!Number.isNaN(spacing) && { spacing }), ...(!Number.isNaN(lift) && { lift }) }
}

/** Letters of no filling, or of one that lets all through (Word 2010 on: `w14:textFill`). */
function isHollow(properties: Xml): boolean | undefined {
  const fill = kidOf(properties, '?:textFill')
  if (fill === undefined) return undefined
  const hasLine = kidOf(properties, '?:textOutline') !== undefined && kidOf(kidOf(properties, '?:textOutline'), '?:noFill') === undefined
  const [solid] = kidsOf(kidOf(fill, '?:solidFill'))
  const clear = Number(attribute(kidOf(solid, '?:alpha'), '?:val') ?? 0)
  return !hasLine && (kidOf(fill, '?:noFill') !== undefined || clear >= MOST_CLEAR)
}
const MOST_CLEAR = 90_000 // of 100,000

const MARKERS: Readonly<Record<string, string>> = {
  black: '000000',
  white: 'FFFFFF',
  blue: '0000FF',
  cyan: '00FFFF',
  green: '00FF00',
  magenta: 'FF00FF',
  red: 'FF0000',
  yellow: 'FFFF00',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  darkGray: '808080',
  lightGray: 'C0C0C0',
}
/** A marker lies over a shading; one without effect leaves the paper. */
function groundOf(shade: Xml | undefined, highlight: string | undefined, colours: Colours): Face['ground'] {
  if (highlight !== undefined && highlight !== 'none') return { colour: MARKERS[highlight] ?? SOME_COLOUR, isMarker: true }
  const colour = shadeOf(shade, colours)
  return colour === undefined ? undefined : { colour, isMarker: false }
}

/**
 * Whether letters cannot be told from what is behind them: white on paper, black under a black marker or in a black cell. Letters of no colour of
 * their own turn white on a dark shading, and stay black under a marker. `behind`: what paragraph, cell or shape are laid with.
 */
export function isUnseen({ colour, ground, hollow }: Face, behind: Ground | undefined): boolean {
  if (hollow) return true
  const at = ground ?? (behind === undefined ? undefined : { colour: behind, isMarker: false })
  if (at === undefined) return colour !== undefined && isWhite(colour)
  if (at.colour === SOME_COLOUR) return false
  return isNear(colour ?? (at.isMarker ? '000000' : undefined), at.colour) || (isWhite(at.colour) && colour !== undefined && isWhite(colour))
}

const NEAR = 24 // of 255 in each of the three colours: letters this near to their ground are not read
const channels = (colour: string): readonly number[] => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
function isNear(colour: string | undefined, ground: string): boolean {
  if (colour === undefined) return false
  const [one, other] = [channels(colour), channels(ground)]
  return one.every((n, i) => Math.abs(n - (other[i] ?? Number.NaN)) <= NEAR)
}
const isWhite = (colour: string): boolean => /^(?:f[c-f]){3}$/i.test(colour)
/** The colour that a shading lays; undefined where it leaves the paper. */
export function shadeOf(shade: Xml | undefined, colours: Colours): Ground | undefined {
  const [fill, pattern] = [colours(shade, 'Fill') ?? attribute(shade, 'w:fill'), attribute(shade, 'w:val')]
  if (pattern !== undefined && !/^(?:clear|nil)$/.test(pattern))
    return pattern === 'solid' ? sixDigits(colours(shade, 'Color') ?? attribute(shade, 'w:color') ?? '') : SOME_COLOUR
  return fill === undefined || fill === 'auto' || isWhite(fill) ? undefined : sixDigits(fill)
}
const sixDigits = (colour: string): Ground => (/^[0-9a-f]{6}$/i.test(colour) ? colour.toUpperCase() : SOME_COLOUR)

/** What holds after all has spoken: the file's defaults, the table around, the paragraph's styles, the character's styles, the run itself. */
export function mergedFace(styles: Styles, paragraphStyle: string | undefined, properties: Xml | undefined, within: Face = {}): Face {
  const own = attribute(kidOf(properties, 'w:rStyle'), 'w:val')
  const outer = [
    styles.defaults,
    within,
    ...styles
      .chain(paragraphStyle ?? styles.defaultParagraph)
      .toReversed()
      .map((style) => style.face),
  ]
  return Object.assign(
    {},
    ...outer,
    ...styles
      .chain(own)
      .toReversed()
      .map((style) => style.face),
    faceOf(properties, styles.colours),
  )
}

/** A paragraph's own property, or its styles'. */
export function paragraphProperty(styles: Styles, own: Xml | undefined, styleId: string | undefined, name: string): Xml | undefined {
  const direct = kidOf(own, name)
  if (direct) return direct
  for (const style of styles.chain(styleId ?? styles.defaultParagraph)) {
    const found = kidOf(style.paragraph, name)
    if (found) return found
  }
  return undefined
}

/** The level a paragraph has by its style's name, as Word and WPS call the built-in ones, or by its outline. */
export function headingOf(styles: Styles, own: Xml | undefined, styleId: string | undefined): number | 'title' | undefined {
  for (const { name } of styles.chain(styleId)) {
    const level = /^(?:heading|标题)\s*([1-9])$/i.exec(name)?.[1]
    if (level !== undefined) return Number(level)
    if (/^(?:title|标题)$/i.test(name)) return 'title'
  }
  const outline = Number(attribute(paragraphProperty(styles, own, styleId, 'w:outlineLvl'), 'w:val') ?? 9)
  return outline >= 0 && outline < 9 ? outline + 1 : undefined
}
