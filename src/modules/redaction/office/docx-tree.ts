import { attribute, isXml, kidOf, kidsOf, type Xml } from '../../documents/index.ts'

/** What a Word file holds that is not what it says when all is accepted: what was deleted, notes, marks, fields, objects. */
const GONE =
  /^(?:w:(?:del|moveFrom|delText|instrText|delInstrText|fldChar|\w+Change|comment(?:RangeStart|RangeEnd|Reference)|annotationRef|proofErr|perm(?:Start|End)|bookmark(?:Start|End)|lastRenderedPageBreak|move(?:From|To)Range\w+|customXml\w+Range\w+|object|altChunk|control|sdtPr|sdtEndPr|smartTagPr|customXmlPr|dataBinding|cellIns|cellDel|cellMerge|movie|subDoc|attachedTemplate|embed\w+|documentProtection|ffData)|o:OLEObject|mc:Fallback|a:extLst|a:hlink\w+)$/
/** What stands around text and says more about it than is seen. */
const UNWRAPPED = /^(?:w:(?:ins|moveTo|sdt|sdtContent|hyperlink|fldSimple|smartTag|customXml|dir|bdo)|mc:AlternateContent|mc:Choice)$/
/** Attributes that count revisions, or tell in words what is drawn. */
const UNSAID = /^(?:w:rsid\w*|descr|title|alt|href|w:author|w:date|w:initials|o:\w+|w:anchor|w:tooltip|w:docLocation|w:tgtFrame|w:history)$/
const MC_ATTRIBUTE = /^mc:/

export type Hidden = { runs: number; objects: number; changes: number }
export type Cleaning = {
  readonly count: Hidden
  /** Styles whose words are not shown. */
  readonly hiddenStyles: ReadonlySet<string>
  /** Whether a relation leads to something that is taken over. */
  readonly isKept: (id: string) => boolean
}

/** An element of a Word file as it may be handed out, with all changes accepted and nothing that is not shown; none, one or several. */
export function cleaned(xml: Xml, cleaning: Cleaning): Xml[] {
  if (GONE.test(xml.name)) {
    if (/^w:(?:del|moveFrom)$/.test(xml.name)) cleaning.count.changes += 1
    if (/^w:object$|^o:OLEObject$/.test(xml.name)) cleaning.count.objects += 1
    return []
  }
  // A cell of a table must hold a paragraph, be it an empty one.
  if (isHidden(xml, cleaning)) return xml.name === 'w:p' ? [{ name: 'w:p', at: {}, kids: [] }] : []
  if ((xml.name === 'w:drawing' || xml.name === 'w:pict') && leadsAstray(xml, cleaning)) {
    cleaning.count.objects += 1
    return []
  }
  const choice = xml.name === 'mc:AlternateContent' && kidOf(xml, 'mc:Choice') === undefined ? kidOf(xml, 'mc:Fallback') : undefined
  const kids = (choice ?? xml).kids.flatMap((kid): (Xml | string)[] => (isXml(kid) ? cleaned(kid, cleaning) : [kid]))
  if (UNWRAPPED.test(xml.name)) {
    if (xml.name === 'w:ins' && kids.length > 0) cleaning.count.changes += 1
    return kids.filter(isXml)
  }
  const at = Object.fromEntries(
    Object.entries(xml.at)
      .filter(([name]) => !UNSAID.test(name) && !MC_ATTRIBUTE.test(name) && !name.startsWith('?'))
      .map(([name, value]) => [name, name === 'name' && /:(?:docPr|cNvPr)$/.test(xml.name) ? '' : value]),
  )
  return [{ name: xml.name, at, kids }]
}

const isOn = (xml: Xml | undefined): boolean => xml !== undefined && !/^(?:0|false|off)$/i.test(attribute(xml, 'w:val') ?? '')

function isHidden(xml: Xml, { count, hiddenStyles }: Cleaning): boolean {
  if (xml.name === 'w:tr') return isDeletedRow(xml)
  if (xml.name !== 'w:r' && xml.name !== 'w:p') return false
  const properties = kidOf(xml, xml.name === 'w:r' ? 'w:rPr' : 'w:pPr')
  const style = attribute(kidOf(properties, xml.name === 'w:r' ? 'w:rStyle' : 'w:pStyle'), 'w:val') ?? ''
  const isGone = (xml.name === 'w:r' && (isOn(kidOf(properties, 'w:vanish')) || isOn(kidOf(properties, 'w:webHidden')))) || hiddenStyles.has(style)
  if (isGone) count.runs += 1
  return isGone
}
const isDeletedRow = (xml: Xml): boolean => kidOf(kidOf(xml, 'w:trPr'), 'w:del') !== undefined

/** Whether a drawing shows something that is not taken over: a chart, a diagram, a picture kept elsewhere, a shape that is not understood. */
function leadsAstray(xml: Xml, cleaning: Cleaning): boolean {
  const leads = Object.entries(xml.at).some(([name, value]) => /^r:(?:id|embed|link|pict|dm|lo|qs|cs)$/.test(name) && !cleaning.isKept(value))
  const isStrange = xml.name === 'a:graphicData' && kidsOf(xml).some((kid) => kid.name.startsWith('?'))
  return leads || isStrange || kidsOf(xml).some((kid) => kid.name !== 'w:txbxContent' && leadsAstray(kid, cleaning))
}

/** The styles whose words are not shown, with those based on them. */
export function hiddenStylesOf(styles: Xml | undefined): ReadonlySet<string> {
  const all = kidsOf(styles, 'w:style').map((style) => ({
    id: attribute(style, 'w:styleId') ?? '',
    base: attribute(kidOf(style, 'w:basedOn'), 'w:val') ?? '',
    vanish: kidOf(kidOf(style, 'w:rPr'), 'w:vanish'),
  }))
  const hidden = new Set(all.filter(({ vanish }) => isOn(vanish)).map(({ id }) => id))
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size
    for (const { id, base, vanish } of all) if (vanish === undefined && hidden.has(base)) hidden.add(id)
  }
  return hidden
}
