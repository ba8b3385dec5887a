import { HIDDEN } from './hidden.ts'

const SENTENCES = {
  revisions: () => '文件有修订痕迹：增加的内容已采用，删除的内容没有带入，请核对是否为定稿',
  comments: (n) => `${n} 条批注没有带入`,
  hiddenText: () => '隐藏的文字没有带入',
  paleText: () => '与底色相同、看不见的文字没有带入',
  tinyText: () => '小到看不见的文字没有带入',
  coveredText: () => '被色块盖住的文字没有带入。原文件里这些文字仍可复制出来，发布原文件前请先真正删去',
  outsideText: () => '页面以外的文字没有带入',
  layerText: () => '关闭的图层里的文字没有带入',
  slantedText: () => '斜排或竖排的文字（多为水印）没有带入',
  modeText: () => '不显示的文字没有带入',
  ocrText: (_, where) => `第 ${listed(where)} 页是扫描的图片，文字来自图片的识别结果，请逐字核对`,
  pictureOnly: (_, where) => `第 ${listed(where)} 页只有图片，没有文字可带入`,
  pictures: (n) => `${n} 张没有说明文字的图片没有带入；在原文件里给图片加上“替换文字”，可以带入说明`,
  describedPictures: (n) => `${n} 张图片没有带入，只带入了它们的说明文字`,
  drawings: (n) => `${n} 个图表或图形没有带入`,
  formulas: () => '数学公式改成了一行文字，请核对',
  pivots: () => '数据透视表保存的源数据没有带入',
  connections: () => '与外部数据的连接没有带入',
  cropped: (n) => `${n} 张图片裁剪掉的部分没有带入`,
  unknownParts: (_, where) => `认不出的部件没有带入（${listed(where)}）`,
  sealedRest: () => '盖了电子签章的文件里有各页都不显示的内容，没有带入',
  lockedRest: () => '文件加了限制，看不见的内容没有带入',
  spokenText: () => '供复制和朗读用的替代文字与显示的不同，没有带入',
  layerPictures: (n) => `关闭的图层里的 ${n} 张图片没有带入`,
  photoData: () => '照片的拍摄信息（地点、时间、设备）没有带入',
  pdfMetadata: () => '文件属性（作者、关键词等）没有带入',
  embedded: (n) => `${n} 个嵌入的文件没有带入`,
  headersAndFooters: () => '页眉、页脚没有带入',
  metadata: () => '文件属性（作者、单位等）没有带入，公开的原件里也已删去',
  contents: () => '目录没有带入',
  links: (n) => `${n} 个不安全或无效的链接只保留了文字`,
  fieldWords: () => '域代码里的文字没有带入',
  nameWords: (_, where) => `名称里存的文字没有带入（${listed(where)}）`,
  ruleCells: (_, where) => `工作表“${listed(where)}”的条件格式会让单元格看不见，请核对`,
  foreignFields: () => '会取用外部内容的域没有执行',
  included: (n) => `${n} 处引用的外部文件没有带入`,
  placeholders: () => '没有填写的提示文字没有带入',
  direction: () => '改变文字方向的不可见字符已去掉',
  oddNames: () => '压缩包里名称异常的文件没有读取',
  hiddenSheets: (n) => `${n} 张隐藏的工作表没有带入`,
  otherSheets: (n) => `${n} 张图表或宏工作表没有带入`,
  hiddenRows: (_, where) => `工作表“${listed(where)}”里隐藏的行没有带入`,
  hiddenColumns: (_, where) => `工作表“${listed(where)}”里隐藏的列没有带入`,
  hiddenCells: (n) => `${n} 个设为不显示的单元格没有带入`,
  uncounted: (n, where) => `${n} 个公式没有计算结果（${listed(where)}），请在 Excel 或 WPS 里重新计算并保存`,
  errors: (n, where) => `${n} 个单元格是错误值（${listed(where)}），请改正`,
  outerBooks: () => '引用了其他工作簿，只带入了保存时的数值',
  emptySheets: (_, where) => `空白的工作表没有带入（${listed(where)}）`,
  pdfGrids: () => 'PDF 里的表格是按线框还原的，请与原文件核对',
  pdfTables: () => 'PDF 里的表格可能只按文字逐行带入；要公开为表格，请上传 .docx 或 .xlsx',
  pdfLinks: (n) => `PDF 里的 ${n} 个链接只保留了文字`,
  annotations: (n) => `${n} 个注释、图章或填写框没有带入`,
  signatures: (n) => `${n} 个电子签章没有带入，原件里仍然有`,
  coveredByNote: () => '被注释或图章遮住的文字没有带入。原文件里这些文字仍可复制出来，发布原文件前请先真正删去',
  attachments: (n) => `${n} 个附在文件里的附件没有带入`,
  scripts: () => '脚本没有带入，也没有执行',
  locked: () => '文件设了复制或修改的限制，转成的网页不带这些限制',
  forms: () => '表单没有带入',
  frames: () => '嵌入的网页、音视频或插件没有带入',
  tooLong: () => '内容太长，没有带入。请分几次粘贴，或者上传文件',
  tooDeep: () => '层次太深的部分没有带入',
  squeezedText: () => '压扁、叠在一起或者移出行外而看不见的文字没有带入',
  offPage: (n) => `${n} 处放在页面以外或者小到看不见的文本框、图文框没有带入`,
  hiddenShapes: (n) => `${n} 个设为不显示的图形没有带入`,
  boundText: (n) => `${n} 个内容控件里存的数据与显示的文字不同，请核对`,
  coveredCells: (_, where) => `合并的单元格下面压着的内容没有带入（${listed(where)}）`,
  coverShapes: () => '有盖在文字或单元格上面的色块，下面的文字还在，请核对',
  chartData: () => '图表里存着表里看不到的数据，没有带入',
} satisfies Readonly<Record<string, (n: number, where: readonly string[]) => string>>

const NAMED = 8
const listed = (where: readonly string[]): string => `${where.slice(0, NAMED).join('、')}${where.length > NAMED ? '等' : ''}`

/** Pages are numbers; sheets and cells have names. */
const placed = (where: readonly string[]): string =>
  where.length === 0 ? '' : where.every((one) => /^\d+$/.test(one)) ? `（第 ${listed(where)} 页）` : `（${listed(where)}）`

export type Omission = keyof typeof SENTENCES
/** What was not taken over, told in Chinese once for each kind. */
export type LeftOut = {
  readonly note: (what: Omission, where?: string, n?: number) => void
  readonly sentences: () => string[]
  /** Of these, what would go out with the file although nobody sees it in it: what it is, where, and how it is removed. */
  readonly hidden: () => string[]
  /** The kinds that are hidden. */
  readonly unseen: () => Omission[]
}

export function leftOut(): LeftOut {
  const seen = new Map<Omission, { n: number; where: Set<string> }>()
  return {
    note(what, where, n = 1) {
      if (n === 0) return
      const before = seen.get(what) ?? { n: 0, where: new Set<string>() }
      before.n += n
      if (where !== undefined) before.where.add(where)
      seen.set(what, before)
    },
    unseen: () => [...seen.keys()].filter((what) => HIDDEN[what] !== undefined),
    hidden: () =>
      [...seen].flatMap(([what, { n, where }]) => {
        const told = HIDDEN[what]
        return told === undefined ? [] : [`${told.name(n)}${placed([...where])}。${told.remedy}`]
      }),
    sentences: () => [...seen].map(([what, { n, where }]) => SENTENCES[what](n, [...where])),
  }
}
