import { converter, parse, type Rgb } from 'culori'
import type { Element } from './element.ts'

/** What letters stand on; unknown under a picture. */
export type Ground = Rgb | 'unknown'
export const PAPER: Rgb = { mode: 'rgb', r: 1, g: 1, b: 1 }

const toRgb = converter('rgb')
const SYSTEM: Readonly<Record<string, string>> = { windowtext: 'black', canvastext: 'black', window: 'white', canvas: 'white' }
const LONGEST = 60 // letters of a colour
const COLOUR = /#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]{1,50}\)|[a-z]+/gi
/** A colour as CSS writes it in any of its ways. */
const colourOf = (text: string): Rgb | undefined => {
  const word = text.replace(/!.*/, '').trim().toLowerCase().slice(0, LONGEST)
  return toRgb(parse(SYSTEM[word] ?? word))
}
/** The last that a property is given in these styles, those of rules first. */
const lastOf = (styles: readonly string[], property: RegExp): string | undefined =>
  styles.flatMap((style) => [...style.matchAll(property)].map(([, value = '']) => value)).at(-1)

/** The colour an element gives its letters; undefined where it says nothing. Word writes a black marker without naming the colour of the letters under it. */
export function lettersIn(styles: readonly string[], element: Element): Rgb | undefined {
  const said = lastOf(styles, /(?:^|;)\s*color\s*:\s*([^;]{1,80})/gi) ?? (element.name === 'font' ? element.attribs['color'] : undefined)
  return colourOf(said ?? (styles.some((style) => /mso-highlight\s*:\s*black/i.test(style)) ? 'black' : ''))
}

/** What an element lays under its letters; undefined where they stand on what was there before. */
export function groundIn(styles: readonly string[], element: Element): Ground | undefined {
  const said = lastOf(styles, /(?:^|;)\s*background(?:-color)?\s*:\s*([^;]{1,200})/gi) ?? element.attribs['bgcolor']
  if (styles.some((style) => /background(?:-image)?\s*:[^;]*(?:url|gradient)\(/i.test(style)) || element.attribs['background'] !== undefined) return 'unknown'
  const colour = said === undefined ? undefined : (colourOf(said) ?? said.match(COLOUR)?.map(colourOf).find(Boolean))
  return colour === undefined || isClear(colour) ? undefined : colour
}

const CLEAR = 0.05
const isClear = ({ alpha = 1 }: Rgb): boolean => alpha <= CLEAR
const ALIKE = 0.14 // of 3: nobody tells such colours apart; the same as in a PDF
export const areUnseen = (letters: Rgb, ground: Ground): boolean =>
  isClear(letters) || (ground !== 'unknown' && Math.abs(letters.r - ground.r) + Math.abs(letters.g - ground.g) + Math.abs(letters.b - ground.b) <= ALIKE)
