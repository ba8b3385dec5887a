import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import { readDocument } from '../../../documents/index.ts'
import { type Given, NOTHING_GIVEN } from './incoming.ts'
import type { ReadPage } from './read-json.ts'

type Field = Exclude<keyof Given, 'files' | 'published' | 'withdrawn'>
const HEADS: Readonly<Record<string, Field>> = {
  编号: 'id',
  网址: 'url',
  标题: 'title',
  名称: 'title',
  内容概述: 'summary',
  摘要: 'summary',
  栏目: 'column',
  发文机关: 'issuer',
  文号: 'documentNumber',
  主题分类: 'subject',
  成文日期: 'formedOn',
  起算日期: 'countedFrom',
  有效期至: 'validUntil',
  正文: 'html',
}
/** The heads a table may have, for who makes one. */
export const SHEET_HEADS = Object.keys(HEADS)

/** An Excel table with its heads in Chinese, read as any document is: apart, and only what is shown. */
export async function readSheet(bytes: Uint8Array): Promise<ReadPage | Refusal> {
  const read = await readDocument({ name: '表格.xlsx', bytes })
  if (isRefusal(read)) return read
  for (const { rows: lines } of read.tables ?? []) {
    const at = lines.findIndex((cells) => cells.some((cell) => HEADS[cell.trim()] === 'title'))
    const heads = lines[at]?.map((cell) => HEADS[cell.trim()])
    if (!heads) continue
    const rows = lines.slice(at + 1).flatMap((cells, i) => {
      if (cells.every((cell) => cell.trim() === '')) return []
      const given: Given = { ...NOTHING_GIVEN, ...Object.fromEntries(cells.flatMap((cell, n) => (heads[n] ? [[heads[n], cell.trim()]] : []))) }
      return [{ row: at + i + 2, given }]
    })
    return { name: '', rows, next: null, more: false }
  }
  return refuse('unreadable', `表里没有“标题”这一列。第一行写表头：${SHEET_HEADS.join('、')}`)
}
