import type { Fields } from '../../kernel/field.ts'
import { COLUMNS, findColumn } from './columns.ts'
import { validityName } from './lifecycle.ts'
import type { ListedNorm } from './norms/list-store.ts'
import type { ListedItem } from './public-store.ts'

/** An item as a row of open data. */
export const itemRow = (item: ListedItem, origin: string) => ({
  number: item.number,
  index_number: item.indexNumber,
  title: item.title,
  column: item.column,
  column_name: findColumn(item.column)?.name ?? '',
  issuer: item.issuer,
  document_number: item.documentNumber,
  subject: item.subject,
  formed_on: item.formedOn,
  published_on: item.publishedOn,
  revised_on: item.revisedOn,
  validity: item.validity,
  validity_name: validityName[item.validity],
  url: `${origin}/disclosure/${item.number}`,
})
const validity = { head: '有效性代码', type: 'code', says: '有效性的代码', values: validityName } as const
const issuer = { head: '发文机关', type: 'text', says: '制作这份文件的机关' } as const
const documentNumber = { head: '文号', type: 'text', says: '发文字号；没有文号的为空' } as const

/** What each field of the open data of items is, in the order of the files. */
export const ITEM_FIELDS: Fields<ReturnType<typeof itemRow>> = {
  number: { head: '编号', type: 'text', says: '信息永久的编号，网址是 /disclosure/ 加编号' },
  index_number: { head: '索引号', type: 'text', says: '目录里的索引号，不会改变' },
  title: { head: '标题', type: 'text', says: '信息的标题' },
  column_name: { head: '栏目', type: 'text', says: '信息所在的栏目' },
  issuer,
  document_number: documentNumber,
  subject: { head: '主题分类', type: 'text', says: '目录里的主题分类' },
  formed_on: { head: '成文日期', type: 'date', says: '信息形成的日期' },
  published_on: { head: '发布日期', type: 'date', says: '第一次发布的日期' },
  revised_on: { head: '修改日期', type: 'date', says: '最近一稿发布的日期；没有修改过的为空' },
  validity_name: { head: '有效性', type: 'text', says: '文件现在是否有效' },
  column: { head: '栏目代码', type: 'code', says: '栏目的代码，不会改变', values: Object.fromEntries(COLUMNS.map(({ code, name }) => [code, name])) },
  validity,
  url: { head: '网址', type: 'url', says: '正文和附件所在的网页' },
}

/** A normative document as a row of open data. */
export const normRow = (norm: ListedNorm, origin: string) => ({
  number: norm.number,
  title: norm.title,
  issuer: norm.issuer,
  document_number: norm.documentNumber,
  issued_on: norm.issuedOn,
  effective_on: norm.effectiveOn,
  valid_until: norm.validUntil,
  validity: norm.validity,
  validity_name: validityName[norm.validity],
  item: norm.item,
  url: `${origin}/disclosure/norms/${norm.number}`,
  text: `${origin}/disclosure/${norm.item}`,
})

/** What each field of the open data of normative documents is, in the order of the files. */
export const NORM_FIELDS: Fields<ReturnType<typeof normRow>> = {
  number: { head: '登记号', type: 'text', says: '规范性文件的登记号' },
  title: { head: '名称', type: 'text', says: '文件的名称' },
  issuer: { ...issuer, head: '制定机关' },
  document_number: documentNumber,
  issued_on: { head: '成文日期', type: 'date', says: '签发的日期' },
  effective_on: { head: '施行日期', type: 'date', says: '开始施行的日期' },
  valid_until: { head: '有效期至', type: 'date', says: '有效期的最后一天；没有规定有效期的没有' },
  validity_name: { head: '有效性', type: 'text', says: '生成文件那一天是否有效' },
  item: { head: '公开编号', type: 'text', says: '公开正文的那条信息的编号，见主动公开信息这个数据集' },
  validity,
  url: { head: '网址', type: 'url', says: '有效性、修改和废止情况所在的网页' },
  text: { head: '正文网址', type: 'url', says: '正文所在的网页' },
}
