import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFObject, PDFString } from '@cantoo/pdf-lib'
import { reachedIn } from './unreached.ts'

const key = PDFName.of
/** Where actions hang, at whatever (ISO 32000-1, 12.6.3). */
const HOOKS = ['A', 'PA', 'AA', 'OpenAction'].map(key)
/** Actions that lead a reader on and do nothing else: to a place of the file, or to an address of the web. */
const LEADING = [key('GoTo'), key('Named')]
const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i

/** Takes away the actions that run something, open a file or send one; scripts of the whole file are named, for they may compute what is seen. */
export function dropActions(doc: PDFDocument): boolean {
  let went = false
  for (const dict of reachedIn(doc, [doc.context.trailerInfo.Root]).dicts)
    for (const hook of HOOKS) {
      const action = dict.lookup(hook)
      const all = hook === key('AA') && action instanceof PDFDict ? action.keys().map((name) => action.lookup(name)) : [action]
      if (all.some((one) => one instanceof PDFDict && !isLeading(one)) && dict.delete(hook)) went = true
    }
  return went
}

/** An array is a destination, not an action. */
function isLeading(action: PDFDict, depth = 0): boolean {
  if (depth > DEEPEST) return false
  const kind = action.lookup(key('S'))
  if (!(kind instanceof PDFName)) return true
  const uri = action.lookup(key('URI'))
  const isKnown =
    LEADING.includes(kind) || (kind === key('URI') && (uri instanceof PDFString || uri instanceof PDFHexString) && SAFE.test(uri.decodeText().trim()))
  return isKnown && nextOf(action).every((next) => next instanceof PDFDict && isLeading(next, depth + 1))
}
const DEEPEST = 20
function nextOf(action: PDFDict): (PDFObject | undefined)[] {
  const next = action.lookup(key('Next'))
  if (next === undefined) return []
  return next instanceof PDFArray ? next.asArray().map((_, i) => next.lookup(i)) : [next]
}
