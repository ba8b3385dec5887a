import { attribute, kidOf, kidsOf, allOf, wordsOfXml, type Xml } from '../xml.ts'
import { type Book, placeOf } from './cells.ts'
import { hidesBy, type Rule, ruleOf } from './formats.ts'

type Ranged = { readonly where: string; readonly rules: readonly Rule[] }

/** Rules as old and as new files write them. */
function rangesIn(sheet: Xml, { rules, colours }: Book): Ranged[] {
  const old = [...allOf(sheet, 's:conditionalFormatting')].map((one) => ({
    where: attribute(one, 'sqref') ?? '',
    rules: kidsOf(one, 's:cfRule').flatMap((rule) => [...(rules[Number(attribute(rule, 'dxfId') ?? -1)] ?? []), ...withoutValue(rule)]),
  }))
  const added = [...allOf(sheet, '?:conditionalFormatting')].map((one) => ({
    where: wordsOfXml(kidOf(one, '?:sqref') ?? one),
    rules: kidsOf(one, '?:cfRule').flatMap((rule) => [...kidsOf(rule, '?:dxf').map((dxf) => ruleOf(dxf, colours)), ...withoutValue(rule)]),
  }))
  return [...old, ...added].filter((one) => one.rules.length > 0)
}
/** Bars and signs that stand in the place of the number. */
const withoutValue = (rule: Xml): Rule[] =>
  kidsOf(rule).some((kid) => /:(?:iconSet|dataBar)$/.test(kid.name) && /^(?:0|false)$/.test(attribute(kid, 'showValue') ?? ''))
    ? [{ blank: true, colour: undefined, ground: undefined }]
    : []

/** Whether a rule makes a cell with something in it one that is not seen. */
export function hasUnseenByRule(sheet: Xml, book: Book): boolean {
  const ranged = rangesIn(sheet, book)
  if (ranged.length === 0) return false
  const cells = kidsOf(kidOf(sheet, 's:sheetData'), 's:row').flatMap((row) =>
    kidsOf(row, 's:c').flatMap((cell) => {
      const place = (kidOf(cell, 's:v') ?? kidOf(cell, 's:is')) && placeOf(attribute(cell, 'r') ?? '')
      return place === undefined ? [] : [{ ...place, style: Number(attribute(cell, 's') ?? 0) }]
    }),
  )
  const styles = [...new Set(cells.map(({ style }) => style))]
  return ranged.some(({ where, rules }) => {
    const hiding = new Set(styles.filter((style) => rules.some((rule) => hidesBy(rule, book.formats[style]))))
    if (hiding.size === 0) return false
    const ranges = where
      .trim()
      .split(/\s+/)
      .map((one) => one.split(':').map(placeOf))
    return cells.some(
      ({ row, column, style }) =>
        hiding.has(style) && ranges.some(([from, to = from]) => from && to && row >= from.row && row <= to.row && column >= from.column && column <= to.column),
    )
  })
}
