import { ACCESSES, accessName } from '../../cases/index.ts'
import { type Category, type Standard, type Tile, TILES, tileOf } from '../../standards/index.ts'

/** A service as the interface lists it. */
export type Service = {
  readonly service_code: string
  readonly service_name: string
  readonly description: string
  readonly metadata: boolean
  readonly type: 'realtime'
  readonly keywords: string
  readonly group: string
}
export type Attribute = {
  readonly variable: boolean
  readonly code: string
  readonly datatype: 'singlevaluelist' | 'text'
  readonly required: boolean
  readonly datatype_description: string | null
  readonly order: number
  readonly description: string
  readonly values: readonly { readonly key: string; readonly name: string }[]
}
export type Definition = { readonly service_code: string; readonly attributes: readonly Attribute[] }

const GROUP = '城市管理'
export const findTile = (code: string): Tile | undefined => TILES.find((tile) => tile.key === code)

/** The small classes of a tile for which the standard in force says when a case is filed. */
export function categoriesOf(tile: Tile, standard: Standard | undefined): readonly Category[] {
  const judged = new Set(standard?.conditions.map(({ category }) => category))
  return (standard?.categories ?? []).filter(({ code }) => judged.has(code) && tileOf(code).key === tile.key)
}

// Names of classes may hold the marks that separate keywords.
const keywordsOf = (tile: Tile, standard: Standard | undefined): string =>
  [...new Set(categoriesOf(tile, standard).flatMap(({ minorName }) => minorName.split(/[,;；，、|/]/)))]
    .map((word) => word.trim())
    .filter(Boolean)
    .join(',')

/** The services: the kinds of problem a resident chooses from, whatever the standard in force. Codes never change. */
export const servicesOf = (standard: Standard | undefined): readonly Service[] =>
  TILES.map((tile) => ({
    service_code: tile.key,
    service_name: tile.name,
    description: tile.hint,
    metadata: true,
    type: 'realtime',
    keywords: keywordsOf(tile, standard),
    group: GROUP,
  }))

/** What may be told beside place and words: the small class, and whether the place is open to all. Nothing of it has to be. */
export function definitionOf(tile: Tile, standard: Standard | undefined, origin: string): Definition {
  const classes = categoriesOf(tile, standard).map(({ code, minorName }) => ({ key: code, name: minorName }))
  const asked: Omit<Attribute, 'order'>[] = [
    {
      variable: true,
      code: 'access',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: '不填按公共空间',
      description: '问题所在的地方是否对公众开放',
      values: ACCESSES.map((key) => ({ key, name: accessName[key] })),
    },
    {
      variable: false,
      code: 'limits',
      datatype: 'text',
      required: false,
      datatype_description: null,
      description: `立案条件和处置时限见 ${origin}/standards${standard ? `（现行：${standard.name}）` : ''}。类别由受理人员核定，时限按所立的条件计算`,
      values: [],
    },
  ]
  if (classes.length > 0)
    asked.unshift({
      variable: true,
      code: 'category',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: '说不清可以不填',
      description: '具体是哪一小类',
      values: classes,
    })
  return { service_code: tile.key, attributes: asked.map((one, i) => ({ ...one, order: i + 1 })).map(inOrder) }
}

// The order in which the specification writes them.
const inOrder = ({ variable, code, datatype, required, datatype_description, order, description, values }: Attribute): Attribute => ({
  variable,
  code,
  datatype,
  required,
  datatype_description,
  order,
  description,
  values,
})
