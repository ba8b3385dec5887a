import type { Block, Grid } from './blocks.ts'
import { squeeze } from './blocks.ts'

/** The six sections of the form; `null` where the heading was not found. */
export type Sections = {
  /** Before section one: title and preface. */
  readonly head: string
  readonly parts: readonly (string | null)[]
  readonly grids: readonly Grid[]
}

const MARK = /\ue000(\d+)\ue000/g
const loose = (words: string): string => [...words].join('\\s*')
const KEYS = [
  [loose('总体情况'), loose('概述')],
  [loose('主动公开政府信息'), loose('主动公开情况')],
  [loose('收到和处理'), loose('收到并处理'), loose('收到处理'), loose('依申请公开')],
  [loose('行政复议'), loose('复议、诉讼')],
  [loose('存在的'), loose('存在主要问题'), loose('存在问题'), loose('主要问题')],
  [loose('其他需'), loose('需要报告'), loose('其他应报告'), loose('其他事项')],
].map((keys) => `(?:${keys.join('|')})`)
const LINE_ONLY = [
  /^总体情况$/,
  /^主动公开政府信息(?:的)?情况$/,
  /^收到和处理政府信息公开申请(?:的)?情况$/,
  /^(?:因)?政府信息公开(?:工作)?(?:被申请)?行政复议、?(?:提起)?行政诉讼(?:的)?情况$/,
  /^(?:政府信息公开工作)?存在的?主要问题[及和]改进(?:情况|措施)$/,
  /^其他需要报告的事项$/,
]

export function sectionsOf(blocks: readonly Block[]): Sections {
  const grids: Grid[] = []
  const text = blocks.map((block) => ('text' in block ? block.text : `\n\ue000${grids.push(block.grid) - 1}\ue000\n`)).join('\n')
  const found = KEYS.map((key, i) => startOf(text, key, LINE_ONLY[i] ?? /$^/, i))
  // A heading out of order is a word in the text, not a heading.
  const starts = found.map((start, i) =>
    start !== null && found.slice(i + 1).every((later) => later === null || later > start) ? start : i === 0 ? start : inOrder(found, i),
  )
  const parts = starts.map((start, i) => {
    if (start === null) return null
    const end = starts.slice(i + 1).find((later) => later !== null && later > start) ?? text.length
    return text.slice(start, end)
  })
  const first = starts.find((start) => start !== null) ?? Math.min(text.length, 1500)
  return { head: text.slice(0, first), parts, grids }
}

function startOf(text: string, key: string, line: RegExp, section: number): number | null {
  const numbered = [...text.matchAll(new RegExp(`(?:[一二三四五六七]\\s*[、.]|第\\s*[一二三四五六]\\s*部\\s*分)[^。；，\\d、四结]{0,24}?${key}`, 'g'))].filter(
    ({ index }) => section === 0 || !/[及包括含分为]\s*$/.test(text.slice(0, index)),
  )
  const last =
    section === 0
      ? (numbered.find(({ index }) => atLineStart(text, index)) ?? numbered[0])
      : (numbered.findLast(({ index }) => atLineStart(text, index)) ?? numbered.at(-1))
  if (last) return last.index
  let offset = 0
  let start: number | null = null
  for (const one of text.split('\n')) {
    if (line.test(squeeze(one))) start = offset
    offset += one.length + 1
  }
  return start
}
const atLineStart = (text: string, index: number): boolean => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, index - 20), index))
const inOrder = (found: readonly (number | null)[], i: number): number | null => {
  const start = found[i] ?? null
  const before = found.slice(0, i).filter((one) => one !== null)
  return start !== null && before.every((one) => one < start) ? start : null
}

/** A section's text with its tables written out row by row. */
export const flatText = (part: string, grids: readonly Grid[]): string =>
  part.replace(MARK, (_, i: string) => (grids[Number(i)] ?? []).map((row) => row.filter((cell) => cell !== null).join(' ')).join('\n'))

/** A section's text without its tables. */
export const proseOnly = (part: string): string => part.replace(MARK, '\n')

/** The tables that stand in a section, in order. */
export const gridsIn = (part: string, grids: readonly Grid[]): Grid[] => [...part.matchAll(MARK)].map((match) => grids[Number(match[1])] ?? [])

/** Running text without white space; a line that opens with a heading's number starts a new sentence. */
export const flow = (text: string): string =>
  squeeze(
    text
      .replace(
        /^[ \t]*(?:\d{1,2}\.\d{1,2}[.、]?|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六]、)[ \t]*[\u4e00-\u9fff、“”]{2,20}[ \t]*$/gm,
        '。$&。',
      )
      .replace(
        /(?<![。；，：、\s])\s*\n\s*(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:\.\d)?[.、](?!\d)\s*[\u4e00-\u9fff])/g,
        '。',
      ),
  )
    .replace(/,/g, '，')
    .replace(/;/g, '；')
    .replace(/:/g, '：')
