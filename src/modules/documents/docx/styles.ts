import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'

/** How characters are set: what a style says, or a run itself. Undefined leaves it to what stands above. */
export type Face = {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly hidden?: boolean
  readonly raised?: 'sup' | 'sub' | 'none'
  readonly white?: boolean
  readonly shaded?: boolean
  readonly points?: number
  readonly fonts?: string
}
export type Style = { readonly face: Face; readonly paragraph: Xml | undefined; readonly name: string; readonly base: string | undefined }
export type Styles = {
  /** The chain of a style, from itself to the one it rests on. */
  readonly chain: (id: string | undefined) => readonly Style[]
  readonly defaults: Face
  readonly defaultParagraph: string | undefined
}

const MOST_BASES = 20

export function readStyles(xml: Xml | undefined): Styles {
  const styles = new Map<string, Style>()
  let defaultParagraph: string | undefined
  for (const one of kidsOf(xml, 'w:style')) {
    const id = attribute(one, 'w:styleId') ?? ''
    if (attribute(one, 'w:type') === 'paragraph' && isOn(attribute(one, 'w:default') ?? '0')) defaultParagraph = id
    styles.set(id, {
      face: faceOf(kidOf(one, 'w:rPr')),
      paragraph: kidOf(one, 'w:pPr'),
      name: attribute(kidOf(one, 'w:name'), 'w:val') ?? '',
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
  return { chain, defaults: faceOf(defaults), defaultParagraph }
}

const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off|none)$/i.test(value)
const toggle = (properties: Xml | undefined, name: string): boolean | undefined => {
  const found = kidOf(properties, name)
  return found === undefined ? undefined : isOn(attribute(found, 'w:val'))
}

export function faceOf(properties: Xml | undefined): Face {
  if (properties === undefined) return {}
  const is = (key: keyof Face, value: boolean | undefined) => (value === undefined ? {} : { [key]: value })
  const raised = attribute(kidOf(properties, 'w:vertAlign'), 'w:val')
  const colour = attribute(kidOf(properties, 'w:color'), 'w:val')
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
    ...(colour !== undefined && { white: isWhite(colour) }),
    ...((shade !== undefined || highlight !== undefined) && { shaded: isShade(shade) || (highlight !== undefined && !/^(?:none|white)$/i.test(highlight)) }),
    ...(size > 0 && { points: size / 2 }),
    ...(fonts !== undefined && { fonts: Object.values(fonts.at).join(' ') }),
  }
}

const isWhite = (colour: string): boolean => /^(?:f[c-f]){3}$/i.test(colour)
/** Whether a shading makes white letters readable. */
export function isShade(shade: Xml | undefined): boolean {
  const [fill, pattern] = [attribute(shade, 'w:fill'), attribute(shade, 'w:val')]
  return (fill !== undefined && fill !== 'auto' && !isWhite(fill)) || (pattern !== undefined && !/^(?:clear|nil)$/.test(pattern))
}

/** What holds after all has spoken: the file's defaults, the paragraph's styles, the character's styles, the run itself. */
export function mergedFace(styles: Styles, paragraphStyle: string | undefined, properties: Xml | undefined): Face {
  const own = attribute(kidOf(properties, 'w:rStyle'), 'w:val')
  const outer = [
    styles.defaults,
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
    faceOf(properties),
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
