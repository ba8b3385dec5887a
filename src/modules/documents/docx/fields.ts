import type { LeftOut } from '../left-out.ts'
import { safeHref } from '../link.ts'
import { attribute, wordsOfXml, type Xml } from '../xml.ts'
import type { Body, Field } from './body.ts'

const FOREIGN = /^\s*(?:DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|DATABASE)\b/i

/** Fields whose code holds words that no page shows: what is asked, set, compared, or put into an index. */
const WORDED = /^\s*(?:ADDIN|ASK|AUTOTEXTLIST|COMMENTS|COMPARE|FILLIN|IF|MACROBUTTON|NEXTIF|PRIVATE|QUOTE|SET|SKIPIF|TA|TC|XE)\b(.*)$/is
const WORDS = /[\u3400-\u9fff]|[a-z]{3,}|\d{5,}/i
const SWITCHES = /\\[*@#]\s*(?:"[^"]*"|\S+)|\\\w/g

/** A field whose code has been read: whether its result is shown, and where it leads. Nothing in the code is carried out. */
export function openField(code: string, { left }: Body): Field {
  if (FOREIGN.test(code)) left.note('foreignFields')
  noteWorded(code, left)
  if (/^\s*TOC\b/i.test(code)) {
    left.note('contents')
    return { code, isResult: true, shows: false }
  }
  const target = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))/i.exec(code)
  if (!target) return { code, isResult: true, shows: true }
  const href = safeHref(target[1] ?? target[2])
  if (href === undefined) left.note('links')
  return { code, isResult: true, shows: true, ...(href !== undefined && { href }) }
}

/** Where a file lay on somebody's computer: it tells the name they work under. */
const LOCAL = /(?:^|[\s"'(])(?:[a-z]:\\|\\\\\w|file:)/i

function noteWorded(code: string, left: LeftOut): void {
  if (LOCAL.test(code)) left.note('fieldWords')
  if (WORDS.test((WORDED.exec(code)?.[1] ?? '').replace(SWITCHES, ''))) left.note('fieldWords')
}

export const showsNow = ({ fields }: Body): boolean => fields.every((field) => field.shows)

/** The marks between which a field's code and then its result stand; fields stand in fields. */
export function fieldCharacter(kid: Xml, body: Body): void {
  const top = body.fields.at(-1)
  if (kid.name === 'w:instrText') {
    if (top && !top.isResult) top.code += wordsOfXml(kid)
    return
  }
  const type = attribute(kid, 'w:fldCharType')
  if (type === 'begin') {
    body.fields.push({ code: '', isResult: false, shows: false })
  } else if (type === 'end') {
    // A field without a result, as those of an index, is only ever its code.
    if (top && !top.isResult) noteWorded(top.code, body.left)
    body.fields.pop()
  } else if (type === 'separate' && top) body.fields[body.fields.length - 1] = openField(top.code, body)
}
