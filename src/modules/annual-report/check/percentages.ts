import { type Finding, finding, groupedBy, sum } from './finding.ts'
import type { Recovered } from './recover.ts'
import { UNIT } from './sentences.ts'

type Share = { readonly at: number; readonly words: string; readonly count: number; readonly unit: string; readonly printed: number; readonly digits: number }
type Judged = Share & { readonly base: number; readonly right: number }

const REACH = 700 // how far back the whole may be named

/** E9: a count, its whole and the percentage printed beside it; and shares of one whole that do not come to 100. */
export function percentFindings({ prose, requests }: Recovered): Finding[] {
  const text = prose.body
  const cells = requests ? (['received', 'concluded'] as const).map((key) => requests.rows.get(key)?.at(-1) ?? 0) : []
  const judged = besideSiblings(sharesOf(text).flatMap((share) => judge(share, text, cells)))
  return [...judged.flatMap(wrongShare), ...sumsOfShares(judged), ...bareShares(text), ...growthFindings(text)]
}

const digitsOf = (figure: string): number => (figure.split('.')[1] ?? '').length

function sharesOf(text: string): Share[] {
  const one = new RegExp(
    `(\\d+)(${UNIT})[^\\d，。；、()]{0,12}[，,(]?(?:约|大约)?(?:占比?|比例)[^\\d。；%]{0,16}?(\\d+(?:\\.\\d+)?)%|(\\d+)(${UNIT})\\((\\d+(?:\\.\\d+)?)%\\)`,
    'g',
  )
  const singles = [...text.matchAll(one)].map(
    (found): Share => ({
      at: found.index,
      words: found[0],
      count: Number(found[1] ?? found[4]),
      unit: found[2] ?? found[5] ?? '',
      printed: Number(found[3] ?? found[6]),
      digits: digitsOf(found[3] ?? found[6] ?? ''),
    }),
  )
  return [...singles.filter((share) => !/分别|超|近|不足|不到|逾|率/.test(share.words)), ...respective(text)]
}

/** 「5 条、3 条、2 条，分别占 50%、30%、20%」 */
function respective(text: string): Share[] {
  return [...text.matchAll(/分别(?:约?占[^\d，。；]{0,12}|为[^\d，。；]{0,6})((?:\d+(?:\.\d+)?%[、，和]?){2,})/g)].flatMap((found) => {
    const printed = [...(found[1] ?? '').matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, figure]) => figure ?? '')
    const start = text.slice(0, found.index).lastIndexOf('。') + 1
    const counts = [...text.slice(start, found.index).matchAll(new RegExp(`(\\d+)(${UNIT})`, 'g'))].slice(-printed.length)
    if (counts.length < printed.length || new Set(counts.map((count) => count[2])).size > 1) return []
    const at = start + (counts[0]?.index ?? 0)
    return printed.map(
      (figure, i): Share => ({
        at,
        words: `${counts[i]?.[0]}…${figure}%`,
        count: Number(counts[i]?.[1]),
        unit: counts[i]?.[2] ?? '',
        printed: Number(figure),
        digits: digitsOf(figure),
      }),
    )
  })
}

const rounded = (count: number, base: number, digits: number): number => Number(((count / base) * 100 + 1e-9).toFixed(digits))
const cut = (count: number, base: number, digits: number): number => Math.floor((count / base) * 100 * 10 ** digits + 1e-9) / 10 ** digits

/** Finds the whole: any named before it, or the sum of the parts beside it, that makes the percentage right; else the nearest total. */
function judge(share: Share, text: string, cells: readonly number[]): Judged[] {
  // no whole: NaN, until a neighbour gives one
  const before = text.slice(Math.max(0, share.at - REACH), share.at)
  const named = [...before.matchAll(new RegExp(`(?<!占[^，。]{0,8})(\\d+)${share.unit}`, 'g'))].map(([, n]) => Number(n))
  const totals = [...before.matchAll(new RegExp(`(?:共|收到|受理|公开|答复|办结|办理|新收|发布|总数|总量|制发)[^\\d。；]{0,24}?(\\d+)${share.unit}`, 'g'))]
    .map(([, n]) => Number(n))
    .filter((base) => base >= share.count && base > 0)
  const sentence = text.slice(text.lastIndexOf('。', share.at) + 1).split('。')[0] ?? ''
  const beside = [...sentence.matchAll(new RegExp(`(\\d+)${share.unit}`, 'g'))].map(([, n]) => Number(n))
  const pairs = named.slice(-6).flatMap((a, i, all) => all.slice(i + 1).map((b) => a + b))
  const bases = [...totals.toReversed(), ...named.toReversed(), ...cells, sum(beside), ...pairs].filter((base) => base >= share.count && base > 0)
  const nearest = totals.at(-1)
  const base =
    bases.find((one) => rounded(share.count, one, share.digits) === share.printed) ??
    totals.findLast((one) => cut(share.count, one, share.digits) === share.printed) ??
    nearest
  return [{ ...share, base: base ?? Number.NaN, right: base === undefined ? Number.NaN : rounded(share.count, base, share.digits) }]
}

/** A wrong share is told against the whole its neighbours have; without any whole nothing is told. */
const besideSiblings = (judged: readonly Judged[]): Judged[] =>
  judged
    .map((share) => {
      if (share.right === share.printed) return share
      const sibling = judged
        .filter((one) => one !== share && one.right === one.printed && one.unit === share.unit && one.base >= share.count && Math.abs(one.at - share.at) < 160)
        .sort((a, b) => Math.abs(a.at - share.at) - Math.abs(b.at - share.at))[0]
      return sibling ? { ...share, base: sibling.base, right: rounded(share.count, sibling.base, share.digits) } : share
    })
    .filter(({ base }) => !Number.isNaN(base))

function wrongShare({ words, count, base, right, printed, digits }: Judged): Finding[] {
  if (right === printed) return []
  const truncated = cut(count, base, digits) === printed
  return [
    finding(
      'E9',
      truncated ? 'notice' : 'error',
      `正文“${words}”`,
      `${count} 占 ${base} 是 ${right.toFixed(digits)}%，不是 ${printed.toFixed(digits)}%${truncated ? '（截断而没有四舍五入）' : ''}`,
      right,
      printed,
    ),
  ]
}

/** Parts that make up their whole exactly, whose printed shares come to another sum than the right ones. */
function sumsOfShares(judged: readonly Judged[]): Finding[] {
  return groupedBy(judged, ({ base, unit }) => `${base}${unit}`).flatMap((group) => {
    const [first] = group
    if (!first || group.length < 2 || sum(group.map((share) => share.count)) !== first.base) return []
    const digits = Math.max(...group.map((share) => share.digits))
    const total = Number(sum(group.map((share) => share.printed)).toFixed(digits))
    const right = Number(sum(group.map((share) => share.right)).toFixed(digits))
    return total === right ? [] : [finding('E9', 'warning', '正文各项比例', `各项比例相加是 ${total}%，不是 100%`, 100, total)]
  })
}

/** Shares without counts: 「75%是…，25%是…」, 「机构职能类占 4.3%，…」. */
function bareShares(text: string): Finding[] {
  return text.split('。').flatMap((sentence) => {
    const isDivided = [...sentence.matchAll(/(\d+(?:\.\d+)?)%(?:是|为|属于|涉及)[^\d，；]{2,}/g)]
    const takes = [
      ...sentence.matchAll(/(?:^|[，；、：])(?:其中)?[^\d，；、%]{2,16}(?:占(?:比|总体的比例|总数的?|总量的?|全部信息的?)?(?:为)?)(\d+(?:\.\d+)?)%/g),
    ]
    return [isDivided, takes].flatMap((found) => {
      const figures = found.map(([, figure]) => figure ?? '')
      const total = sum(figures.map(Number))
      const slack = figures.length * 0.5 * 10 ** -Math.min(...figures.map(digitsOf))
      const closed = /其他|其余|剩余/.test(sentence) || ((figures.length >= 3 || found === isDivided) && total > 90)
      if (figures.length < 2 || Math.abs(total - 100) <= slack + 1e-9 || (total < 100 && !closed) || /增长|率/.test(sentence)) return []
      return [finding('E9', 'warning', `正文“${found[0]?.[0].slice(0, 30)}”`, `各项比例相加是 ${total}%，不是 100%`, 100, total)]
    })
  })
}

const UP = '增长|增加|上升|提高|提升|增幅(?:为|达)?'
const DOWN = '下降|减少|降低|降幅(?:为|达)?|减幅'

/** Growth is judged only where both figures stand in the sentence. */
function growthFindings(text: string): Finding[] {
  const fromTo = new RegExp(
    `[由从][^\\d，。；]{0,8}(?:20\\d\\d年度?的?)?(\\d+)(${UNIT})(?:增加|增长|上升|提高|减少|下降|[增升降减])(?:到|至|为)[^\\d，。；]{0,8}(?:20\\d\\d年度?的?)?(\\d+)\\2[^。；]{0,10}?(${UP}|${DOWN})了?(\\d+(?:\\.\\d+)?)(%|\\2)`,
    'g',
  )
  const toFrom = new RegExp(
    `(\\d+)(${UNIT})，(?:较|比|同比)(?:20\\d\\d年度?|上年度?|去年|上一年度?)(?:同期)?(?:的)?(\\d+)\\2(?:，)?(?:同比)?(${UP}|${DOWN})了?(\\d+(?:\\.\\d+)?)(%|\\2)`,
    'g',
  )
  const found = [
    ...[...text.matchAll(fromTo)].map((one) => ({ one, before: Number(one[1]), now: Number(one[3]) })),
    ...[...text.matchAll(toFrom)].map((one) => ({ one, before: Number(one[3]), now: Number(one[1]) })),
  ]
  return found.flatMap(({ one, before, now }) => {
    const figure = one[5] ?? ''
    const signed = Number(figure) * (new RegExp(DOWN).test(one[4] ?? '') ? -1 : 1)
    const inPercent = one[6] === '%'
    if (inPercent && before === 0) return []
    const digits = digitsOf(figure)
    const right = inPercent ? Number((((now - before) / before) * 100).toFixed(digits)) : now - before
    if (right === signed) return []
    const truncated = inPercent && Math.trunc(((now - before) / before) * 100 * 10 ** digits) / 10 ** digits === signed
    return [
      finding(
        inPercent ? 'E9' : 'sum',
        truncated ? 'notice' : 'error',
        `正文“${one[0]}”`,
        `从 ${before} 到 ${now} 是 ${right}${one[6]}，不是 ${signed}${one[6]}`,
        right,
        signed,
      ),
    ]
  })
}
