/** How many of each were left behind with the old file. */
export type Dropped = {
  notes: number
  fields: number
  attachments: number
  scripts: number
  bookmarks: number
  layers: number
  revisions: number
  signatures: number
  metadata: number
  structure: number
}
const SENTENCES: Readonly<Record<keyof Dropped, (n: number) => string>> = {
  metadata: () => '文件属性（标题、作者、单位、软件、时间）已删去',
  structure: () => '给读屏软件的结构和替换文字已删去',
  bookmarks: () => '书签（目录大纲）已删去',
  notes: (n) => `${n} 个批注、链接或不显示的注释已删去`,
  fields: (n) => `${n} 个填写框已变成普通文字，框里存的值已删去`,
  attachments: (n) => `${n} 个夹带的附件已删去`,
  scripts: (n) => `${n} 段脚本已删去`,
  layers: (n) => `${n} 个隐藏图层已删去`,
  revisions: (n) => `文件里存的 ${n} 个旧版本已删去`,
  signatures: (n) => `${n} 个电子签名已删去：内容改变后签名不再有效`,
}

/** What was left behind with the old file, in sentences for whoever hands the new one out. */
export const sentencesOf = (dropped: Dropped): string[] =>
  Object.entries(SENTENCES).flatMap(([key, sentence]) => {
    const n = dropped[key as keyof Dropped] // the keys of the closed object
    return n > 0 ? [sentence(n)] : []
  })
