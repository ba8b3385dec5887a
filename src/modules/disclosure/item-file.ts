import { inChinese } from '../../kernel/plain-date.ts'
import { escaped } from '../../ui/jsx-runtime.ts'
import { bookHtml } from './budgets/write-tables.ts'
import { sourceIndexOf } from './item.ts'
import { validityName } from './lifecycle.ts'
import type { PublicItem } from './public-store.ts'
import { wordsOf } from './words.ts'

// Printed and read without the platform: plain type, and tables with their lines.
const STYLE =
  'body{max-width:46em;margin:2em auto;padding:0 1em;font:1.05em/1.9 serif}h1{text-align:center;line-height:1.4}dt{float:left;clear:left;font-weight:bold}dd{margin-left:6em}table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .5em}'

/** What is told of an item beside its words, as the catalogue prints it (条例第十二条). */
const factsOf = (item: PublicItem, origin: string): readonly (readonly [string, string])[] =>
  [
    ['索引号', item.indexNumber] as const,
    ['来源的索引号', sourceIndexOf(item)] as const,
    ['主题分类', item.subject] as const,
    ['发文机关', item.issuer] as const,
    ['文号', item.documentNumber] as const,
    ['成文日期', item.formedOn ? inChinese(item.formedOn) : ''] as const,
    ['发布日期', item.publishedOn ? inChinese(item.publishedOn) : ''] as const,
    ['有效性', validityName[item.validity]] as const,
    ['网址', `${origin}/disclosure/${item.number}`] as const,
  ].filter(([, words]) => words !== '')
const wordsIn = (item: PublicItem): string => (item.budget ? bookHtml(item.budget) : item.html)

/** An item as a file of its own that any browser or word processor opens; `origin` is where its links lead to. */
export const itemHtml = (item: PublicItem, origin: string): string =>
  `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><base href="${escaped(origin)}/"><title>${escaped(item.title)}</title><style>${STYLE}</style></head>\n` +
  `<body><h1>${escaped(item.title)}</h1>\n<dl>${factsOf(item, origin)
    .map(([name, words]) => `<dt>${name}</dt><dd>${escaped(words)}</dd>`)
    .join('')}</dl>\n<hr>\n${wordsIn(item)}\n</body></html>\n`

/** Its words alone, a paragraph a line, with a mark that tells old programs which letters it is written in. */
export const itemText = (item: PublicItem, origin: string): string =>
  `\ufeff${[item.title, '', ...factsOf(item, origin).map(([name, words]) => `${name}：${words}`), '', ...wordsOf({ html: wordsIn(item) }).split('\n'), ''].join(
    '\r\n',
  )}`
