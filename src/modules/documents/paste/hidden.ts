import type { CheerioAPI } from 'cheerio'
import { type Element, styleOf } from './element.ts'

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)|font-size\s*:\s*[01]?(?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}|content-visibility\s*:\s*hidden|transform\s*:\s*scale\(0\)|color\s*:\s*transparent)/i
const NO_SIZE = /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px|pt)?\s*(?:;|!|$)/i
const CUT = /(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/i

const hidesBy = (style: string): boolean => HIDING.test(withoutComments(style)) || (NO_SIZE.test(style) && CUT.test(style)) || isMasked(style)

const COLOURS: Readonly<Record<string, string>> = {
  windowtext: 'black',
  '#000': 'black',
  '#000000': 'black',
  'rgb(0,0,0)': 'black',
  '#fff': 'white',
  '#ffffff': 'white',
  'rgb(255,255,255)': 'white',
}
/** Letters in the colour of their ground; Word writes a black marker without naming the colour of the letters under it. */
function isMasked(style: string): boolean {
  const colourIn = (name: RegExp) => {
    const value = name.exec(style)?.[1]?.toLowerCase().replace(/\s/g, '')
    return value === undefined ? undefined : (COLOURS[value] ?? value)
  }
  const ground = colourIn(/(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]{1,40})/i)
  const letters = colourIn(/(?:^|;)\s*color\s*:\s*([^;!]{1,40})/i) ?? (/mso-highlight\s*:\s*black/i.test(style) ? 'black' : undefined)
  return ground !== undefined && ground === letters
}
const withoutComments = (css: string): string => css.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')

type Rule = { readonly tag: string; readonly classes: readonly string[]; readonly id: string }
/** Whether an element is hidden by its own style, or by a rule of the page for its name, class or id. */
export type IsHidden = (element: Element) => boolean

const MOST_RULES = 200

export function hidingIn($: CheerioAPI): IsHidden {
  const css = $('style')
    .toArray()
    .map((style) => $(style).text())
    .join('\n')
  const rules = rulesOf(withoutComments(css.replace(/<!--|-->/g, '')))
  return (element) => {
    if (hidesBy(styleOf(element))) return true
    const own = new Set(rules.length > 0 ? (element.attribs['class'] ?? '').split(/\s+/) : [])
    return rules.some((rule) => isMeant(rule, element, own))
  }
}

/** Only plain selectors: others are rare in what is pasted, and could be made to take for ever. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = []
  for (const piece of css.split('}')) {
    const at = piece.lastIndexOf('{')
    if (at < 0 || !hidesBy(piece.slice(at + 1))) continue
    for (const selector of piece.slice(Math.max(0, piece.lastIndexOf('{', at - 1) + 1), at).split(',')) {
      const [, tag, rest] = /^\s*([a-z][\w-]*)?((?:[.#][\w-]+)*)\s*$/i.exec(selector) ?? []
      if ((tag ?? rest ?? '') === '' || rules.length >= MOST_RULES) continue
      const parts = (rest ?? '').match(/[.#][\w-]+/g) ?? []
      const named = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1))
      rules.push({ tag: (tag ?? '').toLowerCase(), classes: named('.'), id: named('#')[0] ?? '' })
    }
  }
  return rules
}

const isMeant = ({ tag, classes, id }: Rule, element: Element, own: ReadonlySet<string>): boolean =>
  (tag === '' || tag === element.name) && (id === '' || id === element.attribs['id']) && classes.every((one) => own.has(one))
