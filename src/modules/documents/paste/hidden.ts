import type { CheerioAPI } from 'cheerio'
import { areUnseen, type Ground, groundIn, lettersIn, PAPER } from './colours.ts'
import { type Element, isElement, styleOf } from './element.ts'

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)|font-size\s*:\s*[01]?(?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}|content-visibility\s*:\s*hidden|transform\s*:\s*scale\(0\)|zoom\s*:\s*0(?:\.0+)?%?\s*(?:;|!|$))/i
const NO_SIZE = /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px|pt)?\s*(?:;|!|$)/i
const CUT = /(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/i

const hidesBy = (style: string): boolean => HIDING.test(style) || (NO_SIZE.test(style) && CUT.test(style))

const withoutComments = (css: string): string => css.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')

type Rule = { readonly tag: string; readonly classes: readonly string[]; readonly id: string; readonly style: string }
/** Whether an element is hidden: by its own style, or by a rule of the page for its name, class or id; or its letters are of the colour of their ground. */
export type IsHidden = (element: Element) => boolean

const MOST_RULES = 500
const SPEAKS = /(?:^|;)\s*(?:color|background)/i // of colours

export function hidingIn($: CheerioAPI): IsHidden {
  const css = $('style')
    .toArray()
    .map((style) => $(style).text())
    .join('\n')
  const rules = rulesOf(withoutComments(css.replace(/<!--|-->/g, '')))
  const stylesOf = (element: Element): readonly string[] => {
    const own = new Set(rules.length > 0 ? (element.attribs['class'] ?? '').split(/\s+/) : [])
    return [...rules.filter((rule) => isMeant(rule, element, own)).map(({ style }) => style), withoutComments(styleOf(element))]
  }
  const grounds = new WeakMap<Element, Ground>()
  const groundOf = (element: Element, styles: readonly string[]): Ground => {
    const known = grounds.get(element)
    if (known !== undefined) return known
    const { parent } = element
    const ground = groundIn(styles, element) ?? (isElement(parent) ? groundOf(parent, stylesOf(parent)) : PAPER)
    grounds.set(element, ground)
    return ground
  }
  return (element) => {
    const styles = stylesOf(element)
    if (styles.some(hidesBy)) return true
    const letters = lettersIn(styles, element)
    return letters !== undefined && areUnseen(letters, groundOf(element, styles))
  }
}

/** Only plain selectors: others are rare in what is pasted, and could be made to take for ever. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = []
  for (const piece of css.split('}')) {
    const at = piece.lastIndexOf('{')
    const style = piece.slice(at + 1)
    if (at < 0 || !(hidesBy(style) || SPEAKS.test(style))) continue
    for (const selector of piece.slice(Math.max(0, piece.lastIndexOf('{', at - 1) + 1), at).split(',')) {
      const [, tag, rest] = /^\s*([a-z][\w-]*)?((?:[.#][\w-]+)*)\s*$/i.exec(selector) ?? []
      if ((tag ?? rest ?? '') === '' || rules.length >= MOST_RULES) continue
      const parts = (rest ?? '').match(/[.#][\w-]+/g) ?? []
      const named = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1))
      rules.push({ tag: (tag ?? '').toLowerCase(), classes: named('.'), id: named('#')[0] ?? '', style })
    }
  }
  return rules
}

const isMeant = ({ tag, classes, id }: Rule, element: Element, own: ReadonlySet<string>): boolean =>
  (tag === '' || tag === element.name) && (id === '' || id === element.attribs['id']) && classes.every((one) => own.has(one))
