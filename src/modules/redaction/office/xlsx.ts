import { attribute, isXml, kidOf, kidsOf, type Package, type Xml } from '../../documents/index.ts'
import { covered, type Covering, paragraphsOf } from './cover-tree.ts'
import type { Office } from './docx.ts'
import { type Link, type NewPackage, relationsPart } from './package.ts'
import { cleanedSheet, type Sheet } from './xlsx-sheet.ts'
import { coverPieces } from './words.ts'
import { writtenXml } from './write-xml.ts'

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const THEME = 'application/vnd.openxmlformats-officedocument.theme+xml'
const MAIN = 'xl/workbook.xml'
const LONGEST_NAME = 31 // letters of a sheet's name
const DROPPED: Readonly<Record<string, string>> = {
  externalLink: '对其他工作簿的引用已删去，只保留了数值',
  pivotCacheDefinition: '数据透视表的缓存已删去：它存着整张原始数据',
  connections: '数据连接已删去',
  customXml: '夹带的自定义数据已删去',
  calcChain: '',
  chartsheet: '图表工作表已删去',
}

/** A workbook put together anew from the cells that its visible sheets show. */
export async function xlsxAnew(pkg: Package, main: string, covering: Covering): Promise<Office & { readonly sheets: readonly Sheet[] }> {
  const workbook = pkg.xml(main)
  const relations = pkg.relations(main)
  const notes = new Set<string>(['文件属性（标题、作者、单位）已删去', '公式只保留了算出的数值'])
  for (const { type } of relations.values()) if (DROPPED[type]) notes.add(DROPPED[type] ?? '')
  if (kidsOf(kidOf(workbook, 's:definedNames')).length > 0) notes.add('定义的名称已删去')
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type && !one.external)
  const strings = kidsOf(partOf('sharedStrings') && pkg.xml(partOf('sharedStrings')?.target ?? ''), 's:si')
  const made: NewPackage = { parts: new Map(), types: new Map([[MAIN, `${EXCEL}.sheet.main+xml`]]) }
  const links: Link[] = []
  const sheets: Sheet[] = []
  const texts: string[] = []
  let hidden = 0
  for (const said of kidsOf(kidOf(workbook, 's:sheets'), 's:sheet')) {
    const relation = relations.get(attribute(said, 'r:id') ?? '')
    if ((attribute(said, 'state') ?? 'visible') !== 'visible') {
      hidden += 1
      continue
    }
    const root = relation?.type === 'worksheet' && !relation.external ? pkg.xml(relation.target) : undefined
    if (root === undefined || relation === undefined) continue
    const number = links.length + 1
    const sheet = cleanedSheet(root, { name: attribute(said, 'name') ?? '', strings, notes, covering })
    for (const { type } of pkg.relations(relation.target).values()) if (SHEET_DROPPED[type]) notes.add(SHEET_DROPPED[type] ?? '')
    sheets.push(sheet)
    for (const pieces of paragraphsOf(sheet.root)) texts.push(pieces.map(({ text }) => text).join(''))
    made.parts.set(`xl/worksheets/sheet${number}.xml`, Buffer.from(writtenXml(sheet.root)))
    made.types.set(`xl/worksheets/sheet${number}.xml`, `${EXCEL}.worksheet+xml`)
    links.push({ id: `rId${number}`, type: 'worksheet', target: `worksheets/sheet${number}.xml` })
  }
  if (hidden > 0) notes.add(`${hidden} 张隐藏的工作表已删去`)
  takeLooks(pkg, made, links, { styles: partOf('styles')?.target, theme: partOf('theme')?.target }, covering)
  const date1904 = attribute(kidOf(workbook, 's:workbookPr'), 'date1904')
  made.parts.set(MAIN, Buffer.from(writtenXml(workbookOf(sheets, covering, date1904))))
  made.parts.set('xl/_rels/workbook.xml.rels', relationsPart(links))
  return { made, main: MAIN, cleaned: [...notes].filter(Boolean), pictures: 0, texts, sheets }
}

const SHEET_DROPPED: Readonly<Record<string, string>> = {
  comments: '批注已删去',
  threadedComment: '批注已删去',
  vmlDrawing: '批注已删去',
  drawing: '图片和图表已删去：图表里存着原始数据',
  hyperlink: '链接只保留了文字',
  pivotTable: '数据透视表只保留了显示的数值',
  table: '表格格式（筛选、表名）已删去，只保留了单元格',
  oleObject: '嵌入的文件已删去',
  package: '嵌入的文件已删去',
  control: '控件已删去',
}

function takeLooks(
  pkg: Package,
  made: NewPackage,
  links: Link[],
  looks: { readonly styles: string | undefined; readonly theme: string | undefined },
  covering: Covering,
): void {
  for (const [type, media] of [
    ['styles', `${EXCEL}.styles+xml`],
    ['theme', THEME],
  ] as const) {
    const target = looks[type]
    const root = target === undefined ? undefined : pkg.xml(target)
    if (root === undefined) continue
    const part = type === 'theme' ? 'theme/theme1.xml' : 'styles.xml'
    made.parts.set(`xl/${part}`, Buffer.from(writtenXml(covered(withoutExtensions(root), covering))))
    made.types.set(`xl/${part}`, media)
    links.push({ id: `rId${links.length + 1}`, type, target: part })
  }
}
const withoutExtensions = (xml: Xml): Xml => ({
  ...xml,
  kids: xml.kids.flatMap((kid): (Xml | string)[] => (isXml(kid) ? (/:extLst$|^\?/.test(kid.name) ? [] : [withoutExtensions(kid)]) : [kid])),
})

function workbookOf(sheets: readonly Sheet[], covering: Covering, date1904: string | undefined): Xml {
  const names = new Set<string>()
  const nameOf = (name: string, i: number): string => {
    const [plain = ''] = coverPieces([name], covering.words, covering.count)
    const short = (plain || `工作表${i + 1}`).slice(0, LONGEST_NAME)
    const fresh = names.has(short) ? `${short.slice(0, LONGEST_NAME - 3)}_${i + 1}` : short
    names.add(fresh)
    return fresh
  }
  const properties: Xml = { name: 's:workbookPr', at: date1904 === undefined ? {} : { date1904 }, kids: [] }
  const list = sheets.map(({ name }, i): Xml => ({ name: 's:sheet', at: { name: nameOf(name, i), sheetId: String(i + 1), 'r:id': `rId${i + 1}` }, kids: [] }))
  return { name: 's:workbook', at: {}, kids: [properties, { name: 's:sheets', at: {}, kids: list }] }
}
