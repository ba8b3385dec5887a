import type { LeftOut } from '../left-out.ts'
import type { Package, Relation } from '../package.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { isPlaceholder } from './body.ts'

/** Controls whose stored value is not the words that are shown. */
const OWN_WORDS = /^(?:w:date|w:dropDownList|w:comboBox|w:picture|\?:checkbox)$/

/** Content controls that show what is stored beside the text: a program that opens the file shows that, and not what the text has. */
export function noteBound(root: Xml, pkg: Package, relations: ReadonlyMap<string, Relation>, left: LeftOut): void {
  const bound = [...allOf(root, 'w:sdt')].flatMap((sdt) => {
    const about = kidOf(sdt, 'w:sdtPr')
    const path = attribute(kidOf(about, 'w:dataBinding'), 'w:xpath')
    return path === undefined || isPlaceholder(sdt) || kidsOf(about).some((one) => OWN_WORDS.test(one.name)) ? [] : [{ sdt, path }]
  })
  if (bound.length === 0) return
  const stores = [...relations.values(), ...pkg.relations('').values()]
    .filter(({ type, external }) => /^(?:customXml|core-properties|extended-properties)$/.test(type) && !external)
    .flatMap(({ target }) => pkg.xml(target) ?? [])
  for (const { sdt, path } of bound) {
    const stored = stores.flatMap((store) => at(store, path) ?? [])
    if (stored.some((words) => tight(words) !== tight(wordsIn(sdt)))) left.note('boundText')
  }
}

const wordsIn = (sdt: Xml): string =>
  kidsOf(sdt, 'w:sdtContent')
    .flatMap((content) => [...allOf(content, 'w:t')])
    .map(wordsOfXml)
    .join('')
const tight = (words: string): string => words.replace(/\s/g, '')
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** What stands at a path such as `/ns0:form[1]/ns0:name[1]` or `…/@id`, as Word writes it. */
function at(store: Xml, path: string): string | undefined {
  let here: Xml | undefined = { name: '', at: {}, kids: [store] }
  for (const step of path.split('/').filter((one) => one !== '')) {
    const [, isAttribute, name = '', n = '1'] = /^(@?)(?:[\w.-]+:)?([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? []
    if (isAttribute) return Object.entries(here?.at ?? {}).find(([key]) => local(key) === name)?.[1]
    here = kidsOf(here).filter((kid) => local(kid.name) === name)[Number(n) - 1]
    if (here === undefined) return undefined
  }
  return here && wordsOfXml(here)
}
