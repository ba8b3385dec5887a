import { allOf, attribute, kidOf, kidsOf, type Xml } from '../xml.ts'

/** Headers and footers: the relations of those that stand on some page, and the calls of those that stand on none. */
export type Edges = { readonly shown: ReadonlySet<string>; readonly idle: readonly Xml[] }

const isOn = (mark: Xml | undefined): boolean => mark !== undefined && !/^(?:0|false|off)$/.test(attribute(mark, 'w:val') ?? '')

/** A section without a header of its own has that of the one before; those of first and of even pages must be switched on. */
export function edgesOf(document: Xml, settings: Xml | undefined): Edges {
  const sections = [...allOf(document, 'w:sectPr')]
  const hasEven = isOn(kidOf(settings, 'w:evenAndOddHeaders'))
  const isUsed = (type: string, section: Xml) => (type === 'first' ? isOn(kidOf(section, 'w:titlePg')) : type !== 'even' || hasEven)
  const shown = new Set<string>()
  const idle: Xml[] = []
  for (const [i, section] of sections.entries())
    for (const one of [...kidsOf(section, 'w:headerReference'), ...kidsOf(section, 'w:footerReference')]) {
      const type = attribute(one, 'w:type') ?? 'default'
      const next = sections.findIndex((other, j) => j > i && kidsOf(other, one.name).some((call) => (attribute(call, 'w:type') ?? 'default') === type))
      if (sections.slice(i, next < 0 ? undefined : next).some((other) => isUsed(type, other))) shown.add(attribute(one, 'r:id') ?? '')
      else idle.push(one)
    }
  return { shown, idle }
}
