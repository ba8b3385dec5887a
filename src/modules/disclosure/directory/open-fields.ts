import type { Fields } from '../../../kernel/field.ts'
import { findColumn } from '../columns.ts'
import type { CatalogueLine } from './catalogue-store.ts'
import { METHODS } from './kinds.ts'
import type { Procured } from './procurement-store.ts'

/** A project as a row of open data. */
export const procurementRow = ({ id, content, amountFen, central }: Procured, origin: string) => ({
  id,
  project: content['project'] ?? '',
  method: content['method'] ?? '',
  central,
  supplier: content['supplier'] ?? '',
  amount_yuan: amountFen / 100,
  awarded_on: content['awardedOn'] ?? '',
  signed_on: content['signedOn'] || null,
  notice: content['notice'] || null,
  item: content['item'] || null,
  url: `${origin}/disclosure/procurement/${id}`,
})

/** What each field of the open data of procurement is, in the order of the files. */
export const PROCUREMENT_FIELDS: Fields<ReturnType<typeof procurementRow>> = {
  id: { head: '编号', type: 'integer', says: '项目的编号' },
  project: { head: '项目名称', type: 'text', says: '采购项目的名称' },
  method: { head: '采购方式', type: 'code', says: '用什么方式采购', values: Object.fromEntries(METHODS.map((method) => [method, method])) },
  central: { head: '政府集中采购', type: 'boolean', says: '是否属于政府集中采购' },
  supplier: { head: '供应商', type: 'text', says: '中标、成交的供应商' },
  amount_yuan: { head: '合同金额（元）', type: 'number', says: '合同金额', unit: '元' },
  awarded_on: { head: '中标、成交日期', type: 'date', says: '确定供应商的日期' },
  signed_on: { head: '合同签订日期', type: 'date', says: '签订合同的日期；没有签订的没有' },
  notice: { head: '合同公告', type: 'text', says: '合同公告的网址或者说明；没有公告的没有' },
  item: { head: '来源信息', type: 'text', says: '公布结果的那条信息的编号，见主动公开信息这个数据集' },
  url: { head: '网址', type: 'url', says: '项目所在的网页' },
}

/** A line of the catalogue (条例第十二条) as a row of open data. */
export const catalogueRow = (line: CatalogueLine) => ({
  index_number: line.indexNumber,
  title: line.title,
  summary: line.summary,
  formed_on: line.formedOn,
  published_on: line.publishedOn,
  column_name: findColumn(line.column)?.name ?? '',
})
/** What each field of the catalogue is, in the order of the file. */
export const CATALOGUE_FIELDS: Fields<ReturnType<typeof catalogueRow>> = {
  index_number: { head: '索引', type: 'text', says: '索引号，不会改变' },
  title: { head: '名称', type: 'text', says: '信息的名称' },
  summary: { head: '内容概述', type: 'text', says: '信息讲什么' },
  formed_on: { head: '生成日期', type: 'date', says: '信息形成的日期' },
  published_on: { head: '公开日期', type: 'date', says: '第一次公开的日期' },
  column_name: { head: '栏目', type: 'text', says: '信息所在的栏目' },
}
