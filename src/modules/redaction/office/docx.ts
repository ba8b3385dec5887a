import { isXml, type Package, type Xml } from '../../documents/index.ts'
import { covered, type Covering, paragraphsOf } from './cover-tree.ts'
import { cleaned, type Cleaning, type Hidden, hiddenStylesOf } from './docx-tree.ts'
import { barePicture, type Link, type NewPackage, relationsPart } from './package.ts'
import { writtenXml } from './write-xml.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
/** The parts that are taken over, by the relation that leads to them. */
const KEPT: Readonly<Record<string, string>> = {
  styles: `${WORD}.styles+xml`,
  numbering: `${WORD}.numbering+xml`,
  settings: `${WORD}.settings+xml`,
  fontTable: `${WORD}.fontTable+xml`,
  header: `${WORD}.header+xml`,
  footer: `${WORD}.footer+xml`,
  footnotes: `${WORD}.footnotes+xml`,
  endnotes: `${WORD}.endnotes+xml`,
  theme: 'application/vnd.openxmlformats-officedocument.theme+xml',
}
/** The settings that change how a page looks. */
const SETTINGS =
  /^w:(?:zoom|defaultTabStop|evenAndOddHeaders|drawingGrid\w+|characterSpacingControl|compat|themeFontLang|clrSchemeMapping|footnotePr|endnotePr|mirrorMargins)$/
const DROPPED: Readonly<Record<string, string>> = {
  comments: '批注已删去',
  customXml: '夹带的自定义数据已删去',
  glossaryDocument: '自动图文集已删去',
  oleObject: '嵌入的文件已删去',
  package: '嵌入的文件已删去',
  chart: '图表已删去：图表里存着原始数据',
  diagramData: '智能图形已删去：它存着自己的文字',
  hyperlink: '链接只保留了文字',
  attachedTemplate: '所用模板的位置已删去',
  aFChunk: '嵌入的文件已删去',
}

export type Office = {
  readonly made: NewPackage
  readonly main: string
  readonly cleaned: readonly string[]
  readonly pictures: number
  readonly texts: readonly string[]
}

/** A Word file put together anew from what it shows. */
export async function docxAnew(pkg: Package, main: string, covering: Covering): Promise<Office> {
  const notes = new Set<string>(['文件属性（标题、作者、单位、修订次数）已删去'])
  const made: NewPackage = { parts: new Map(), types: new Map() }
  const count: Hidden = { runs: 0, objects: 0, changes: 0 }
  const styles = [...pkg.relations(main).values()].find((one) => one.type === 'styles' && !one.external)
  const work: Work = {
    pkg,
    covering,
    notes,
    made,
    count,
    hiddenStyles: hiddenStylesOf(styles && pkg.xml(styles.target)),
    done: new Map(),
    texts: [],
    pictures: 0,
  }
  await takePart(work, main, 'word/document.xml', `${WORD}.document.main+xml`)
  if (count.changes > 0) notes.add('修订痕迹已删去：增加的内容已采用，删除的内容没有带入')
  if (count.runs > 0) notes.add(`${count.runs} 处隐藏的文字已删去`)
  if (count.objects > 0) notes.add(`${count.objects} 个嵌入的对象、图表或无法核对的图形已删去`)
  if (pkg.names.some((name) => /^docProps\/thumbnail/i.test(name))) notes.add('缩略图已删去')
  return { made, main: 'word/document.xml', cleaned: [...notes], pictures: work.pictures, texts: work.texts }
}

type Work = {
  readonly pkg: Package
  readonly covering: Covering
  readonly notes: Set<string>
  readonly made: NewPackage
  readonly count: Hidden
  readonly hiddenStyles: ReadonlySet<string>
  readonly done: Map<string, string>
  readonly texts: string[]
  pictures: number
}

async function takePart(work: Work, from: string, to: string, type: string): Promise<void> {
  const root = work.pkg.xml(from)
  if (root === undefined) return
  const links: Link[] = []
  const kept = new Set<string>()
  for (const [id, relation] of work.pkg.relations(from)) {
    const target = relation.external ? undefined : await takeRelation(work, relation.type, relation.target)
    if (target === undefined) {
      const sentence = DROPPED[relation.type]
      if (sentence !== undefined) work.notes.add(sentence)
      continue
    }
    kept.add(id)
    links.push({ id, type: relation.type, target: `/${target}` })
  }
  const cleaning: Cleaning = { count: work.count, hiddenStyles: work.hiddenStyles, isKept: (id) => kept.has(id) }
  const [clean = root] = cleaned(/settings\.xml$/.test(to) ? onlySettings(root) : root, cleaning)
  for (const pieces of paragraphsOf(clean)) work.texts.push(pieces.map(({ text }) => text).join(''))
  work.made.parts.set(to, Buffer.from(writtenXml(covered(clean, work.covering))))
  work.made.types.set(to, type)
  if (links.length > 0) work.made.parts.set(to.replace(/([^/]+)$/, '_rels/$1.rels'), relationsPart(links))
}

const onlySettings = (root: Xml): Xml => ({ ...root, kids: root.kids.filter((kid) => isXml(kid) && SETTINGS.test(kid.name)) })

/** The new name of what a relation leads to; undefined when it is left behind. */
async function takeRelation(work: Work, type: string, target: string): Promise<string | undefined> {
  const before = work.done.get(target.toLowerCase())
  if (before !== undefined) return before
  if (type === 'image') {
    const bytes = work.pkg.part(target)
    const picture = bytes && (await barePicture(bytes))
    if (picture === undefined) {
      work.notes.add('无法核对的图片（矢量图等）已删去')
      return undefined
    }
    work.pictures += 1
    const name = `word/media/image${work.pictures}.${picture.ending}`
    work.done.set(target.toLowerCase(), name)
    work.made.parts.set(name, picture.bytes)
    return name
  }
  const media = KEPT[type]
  if (media === undefined) return undefined
  const name = `word/${type}${work.done.size + 1}.xml`
  work.done.set(target.toLowerCase(), name)
  await takePart(work, target, type === 'settings' ? 'word/settings.xml' : name, media)
  return type === 'settings' ? 'word/settings.xml' : name
}
