import { type Finding, finding, sum } from './finding.ts'
import type { Recovered } from './recover.ts'
import { sentencesOf, UNIT } from './sentences.ts'

type Kind = 'channel' | 'applicant' | 'outcome' | 'medium' | 'subject'
type Item = { readonly words: string; readonly count: number; readonly kind: Kind }
type List = {
  readonly base: number
  readonly sure: boolean
  readonly unit: string
  readonly items: readonly Item[]
  readonly open: boolean
  /** The count the list broke off at; it may have been a part still. */
  readonly spare?: number
  readonly words: string
}

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['applicant', /自然人|法人|公民|个人|企业申请|商业企业|科研机构|公益组织|法律服务机构/],
  ['outcome', /予以公开|部分公开|不予|无法提供|其他处理|同意公开|不存在|不掌握|重复申请|补正|办结|答复/],
  ['channel', /网络|网上|互联网|信函|邮寄|邮件|邮箱|当面|现场|传真|窗口|书面|在线|信件|纸质/],
  ['medium', /网站|微信|公众号|微博|新媒体|头条|抖音|报刊|电视|广播|公告栏|APP|媒体/],
]
/** Where a list has ended and the sentence speaks of something else. */
const STOP = /[一二三四]是|较|比|同比|增[加长]|减少|共|累计|合计|总计|另|此外|结转|收到|受理|涉及|办结|答复[^、，；]*率|回复|解读|举办|召开|开展/
const CLOSE_ENOUGH = 0.8 // a list that covers most of its whole is meant to cover it all

/** Parts named beside their whole: 「共收到 12 件，其中网络 5 件、信函 4 件、当面 3 件」. */
export function listFindings({ prose }: Recovered): Finding[] {
  const sentences = joined(sentencesOf(prose.body))
  return sentences
    .flatMap((sentence) => [...listsOf(sentence), ...bracketLists(sentence)])
    .flatMap(findingsOf)
    .concat(sentences.flatMap(closingTotals))
}

/** A sentence that opens with 其中 continues the one before. */
const joined = (sentences: readonly string[]): string[] =>
  sentences
    .join('。')
    .replace(/。(?=其中)/g, '，')
    .split('。')

const withoutBrackets = (sentence: string): string => sentence.replace(/\([^()]*\)/g, '')

function listsOf(raw: string): List[] {
  const sentence = withoutBrackets(raw)
  const intro = new RegExp(`(\\d+)(${UNIT})([^\\d；。]{0,24}?)(?:(?:，|；|：)?其中(?:，|：)?|，?(?:包括|分别为|分别是|具体为|具体是)：?|：)`, 'g')
  return [...sentence.matchAll(intro)].flatMap((found) => {
    const [words, base, unit] = found
    if (/^：$/.test(words.slice(-1)) && !/其中|包括|分别|具体/.test(words) && !/[件条份篇宗起例]/.test(unit ?? '')) return []
    const rest = sentence.slice(found.index + words.length)
    const next = rest.indexOf('其中')
    const list = itemsOf(next < 0 ? rest : rest.slice(0, next), unit ?? '')
    // 「收到 37 件，办结 36 件，结转 1 件，其中…」: any figure before may be the whole.
    const before = [...sentence.slice(0, found.index).matchAll(new RegExp(`(\\d+)${unit}`, 'g'))].map((one) => Number(one[1]))
    const total = sum(list.items.map((item) => item.count))
    const whole = before.includes(total) ? total : before.length > 0 && total > Number(base) ? Math.max(Number(base), ...before) : Number(base)
    return list.items.length === 0
      ? []
      : [{ ...list, base: whole, sure: before.length === 0, unit: unit ?? '', open: list.open || next >= 0, words: `${words}${rest.slice(0, 24)}` }]
  })
}

const bracketLists = (sentence: string): List[] =>
  [...sentence.matchAll(new RegExp(`(\\d+)(${UNIT})\\((?:其中|含|包括|包含)?：?([^()]*)\\)`, 'g'))].flatMap(([words, base, unit, inner]) => {
    const list = itemsOf((inner ?? '').replace(/^其中|^含|^包括/, ''), unit ?? '')
    return list.items.length < 2 ? [] : [{ ...list, base: Number(base), sure: true, unit: unit ?? '', words }]
  })

function itemsOf(text: string, unit: string): { items: Item[]; open: boolean; spare?: number } {
  const items: Item[] = []
  const before = new RegExp(`^([^\\d]{1,30}?)(?:共|各?有|为|：)?(\\d+)${unit}([^\\d]*)$`)
  const after = new RegExp(`^[^\\d]{0,6}?(\\d+)${unit}([^\\d]{2,30})$`)
  let label = ''
  for (const chunk of text.split(/[，、；]|(?<=[件条份宗个起])[和及与](?=[^，]*\d)/)) {
    if (!/\d/.test(chunk)) {
      if (/等$/.test(chunk)) return { items, open: true }
      if (items.length > 0 && /[件条份]|均|全部|都|已|按/.test(chunk)) return { items, open: false }
      label += chunk
      continue
    }
    if (/^(?:，|约)?占|%$/.test(chunk)) continue
    if (/%/.test(chunk) && !new RegExp(`\\d${unit}`).test(chunk)) return { items, open: false }
    const found = before.exec(chunk)
    const turned = found ? null : after.exec(chunk)
    const words = found ? `${label}${found[1]}` : (turned?.[2] ?? '')
    const count = Number(found?.[2] ?? turned?.[1])
    if (Number.isNaN(count)) return { items, open: true }
    if (STOP.test(words) && !/已?答复的?$|办结/.test(words)) return { items, open: items.length < 2, spare: count }
    items.push({ words, count, kind: KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'subject' })
    label = ''
    if (/等/.test(found?.[3] ?? '')) return { items, open: true }
  }
  return { items, open: false }
}

function findingsOf(list: List): Finding[] {
  const kinds = [...new Set(list.items.map((item) => item.kind))]
  // Two ways of dividing one whole: each must hold on its own, and with more than two nothing is certain.
  const mixed = kinds.length > 1 && sum(list.items.map((item) => item.count)) !== list.base
  const divided = kinds.filter((kind) => ['channel', 'applicant', 'outcome'].includes(kind))
  if (!mixed) return judge(list, list.items)
  return divided.length === kinds.length
    ? kinds.flatMap((kind) =>
        judge(
          list,
          list.items.filter((item) => item.kind === kind),
        ),
      )
    : kinds.flatMap((kind) =>
        judge(
          { ...list, open: true },
          list.items.filter((item) => item.kind === kind),
        ),
      )
}

function judge({ base, unit, open, spare, words, sure }: List, items: readonly Item[]): Finding[] {
  const total = sum(items.map((item) => item.count))
  if (total === base || total + (spare ?? 0) === base) return []
  const kind = items[0]?.kind ?? 'subject'
  const say = (severity: Finding['severity']) => [
    finding(
      'sum',
      sure || severity === 'notice' ? severity : 'warning',
      `正文“${words.slice(0, 60)}”`,
      `所列各项相加是 ${total} ${unit}，总数写的是 ${base} ${unit}`,
      base,
      total,
    ),
  ]
  const overlapping = items.some((item) => item.kind === 'medium') || /阅读|点击|转载/.test(words)
  const doubtful = items.length === 1 || open || overlapping || (kind === 'subject' && items.length === 2)
  if (total > base) return doubtful ? say(items.some((item) => item.count > base) && !overlapping ? 'error' : 'warning') : say('error')
  if (open || items.length < 2) return []
  if (kind === 'applicant' || (kind === 'channel' && items.length > 2) || items.some((item) => /其他|其它/.test(item.words))) return say('error')
  if (kind === 'channel') return say('warning')
  return say(items.length > 2 && total >= base * CLOSE_ENOUGH ? 'warning' : 'notice')
}

/** 「网络 5 件，信函 4 件，当面 3 件，共计 12 件」 */
function closingTotals(raw: string): Finding[] {
  const sentence = withoutBrackets(raw)
  const found = new RegExp(`((?:[^\\d，、；：]{1,16}\\d+(${UNIT})[，、]){2,})(?:[两三四五]项)?(?:总?共|共计|合计|总计|累计)[^\\d，、；]{0,12}(\\d+)\\2`).exec(
    sentence,
  )
  if (!found || /其中|共[^，]{0,10}\d/.test(found[1] ?? '')) return []
  const { items } = itemsOf((found[1] ?? '').replace(/[，、]$/, ''), found[2] ?? '')
  const total = sum(items.map((item) => item.count))
  const base = Number(found[3])
  return items.length < 2 || total === base
    ? []
    : [finding('sum', 'warning', `正文“${found[0].slice(0, 60)}”`, `各项相加是 ${total}，合计写的是 ${base}`, base, total)]
}
