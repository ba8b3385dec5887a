import type { CheerioAPI } from 'cheerio'
import { type Element, isElement } from './element.ts'

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)|font-size\s*:\s*[01]?(?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}|content-visibility\s*:\s*hidden|transform\s*:\s*scale\(0\)|color\s*:\s*transparent)/i
const NO_SIZE = /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px|pt)?\s*(?:;|!|$)/i
const CUT = /(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/i
const MOST_RULES = 200

export const hidesBy = (style: string | undefined): boolean =>
  style !== undefined && (HIDING.test(withoutComments(style)) || (NO_SIZE.test(style) && CUT.test(style)))

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')

/** The elements that rules of the page's own style sheets hide. */
export function hiddenByRules($: CheerioAPI): ReadonlySet<Element> {
  const hidden = new Set<Element>()
  const css = withoutComments(
    $('style')
      .toArray()
      .map((style) => $(style).text())
      .join('\n'),
  ).replace(/<!--|-->/g, '')
  let rules = 0
  for (const [, selector = '', style = ''] of css.matchAll(/([^{}]{1,500})\{([^{}]*)\}/g)) {
    if (!hidesBy(style) || ++rules > MOST_RULES) continue
    for (const element of selected($, selector.trim())) hidden.add(element)
  }
  return hidden
}

/** A selector of Word's or of a later standard that is not understood selects nothing. */
function selected($: CheerioAPI, selector: string): Element[] {
  try {
    return $(selector)
      .toArray()
      .filter((node) => isElement(node))
  } catch {
    return []
  }
}
