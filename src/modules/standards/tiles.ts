/** A kind of problem in a resident's words. */
export type Tile = {
  readonly key: string
  readonly name: string
  readonly hint: string
  /** Categories and whole major classes: `事-01-13`, `部-04`. No code stands in two tiles. */
  readonly covers: readonly string[]
  /** What a report is taken for until a person has looked at it. */
  readonly defaultCategory: string
}

const codes = (text: string): readonly string[] => text.trim().split(/\s+/)

/** The tiles by the codes of GB/T 30428.2 with 04 街面秩序 and 05 突发事件 among the events, as the house's tables have them. */
export const TILES: readonly Tile[] = [
  {
    key: 'road',
    name: '道路破损',
    hint: '路面坑洼、便道砖松动、护栏和路名牌损坏、公交站亭损坏',
    covers: codes('部-02 事-01-13'),
    defaultCategory: '事-01-13',
  },
  {
    key: 'manhole',
    name: '井盖箅子',
    hint: '井盖、雨水箅子、沟盖板缺失、破损、松动',
    covers: codes('部-01-01 部-01-02 部-01-03 部-01-04 部-01-06 部-01-10 部-01-11 部-01-14 部-01-18 部-01-23 部-01-26'),
    defaultCategory: '部-01-23',
  },
  {
    key: 'rubbish',
    name: '垃圾堆积',
    hint: '生活垃圾、建筑渣土、废弃家具、垃圾箱满溢、路面和水面不洁',
    covers: codes(`部-03-01 部-03-02 部-03-03 部-03-04 部-03-05 事-01-10 事-01-11 事-01-12 事-01-14 事-01-20 事-01-25 事-01-26
      事-01-30 事-01-31 事-01-32 事-01-33 事-01-35 事-01-36 事-01-37`),
    defaultCategory: '事-01-10',
  },
  {
    key: 'green',
    name: '绿化树木',
    hint: '树木倒伏、枯枝、绿地损坏、病虫害、座椅和雕塑损坏',
    covers: codes('部-04 事-01-17 事-01-18 事-01-21 事-01-22'),
    defaultCategory: '部-04-02',
  },
  {
    key: 'street',
    name: '占道经营',
    hint: '流动摊贩、店外经营、露天烧烤、自行车和电动车乱停',
    covers: codes('事-04 事-01-29'),
    defaultCategory: '事-04-06',
  },
  {
    key: 'works',
    name: '施工问题',
    hint: '施工噪声、扬尘、占道、围挡破损、渣土车遗撒',
    covers: codes('事-03'),
    defaultCategory: '事-03-04',
  },
  {
    key: 'danger',
    name: '突发险情',
    hint: '路面塌陷、水管破裂、积水、线缆脱落；危及人身安全请先拨 110、119',
    covers: codes('事-05'),
    defaultCategory: '事-05-05',
  },
  {
    key: 'other',
    name: '其他问题/不确定',
    hint: '路灯、箱体、健身设施、小广告、私搭乱建，或者说不清是哪一类',
    covers: codes(`部-01-25 部-01-27 部-01-28 部-01-29 部-01-30 部-01-31 部-01-37 部-01-38 部-01-39 部-01-40 部-01-45 部-01-46 部-01-49
      部-01-50 部-01-51 部-01-52 部-01-54 部-01-57 部-03-06 部-03-07 部-03-08 部-05 事-01-01 事-01-02 事-01-03 事-01-04 事-01-05 事-01-06
      事-01-07 事-01-08 事-01-19 事-01-28 事-01-38 事-02 事-06`),
    defaultCategory: '事-06-04',
  },
]

/** The tiles that name a category; a table of standards keeps to one each. */
export const tilesNaming = (category: string): Tile[] =>
  TILES.filter((tile) => tile.covers.some((code) => category === code || category.startsWith(`${code}-`)))

/** The tile of a category; one that an office has added and no tile names is 其他. */
export function tileOf(category: string): Tile {
  const found = tilesNaming(category)[0] ?? TILES.find((tile) => tile.key === 'other')
  if (!found) throw new Error('there is a tile for everything else')
  return found
}
