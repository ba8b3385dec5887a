import { type Finding, finding, sum } from './finding.ts'
import type { Recovered } from './recover.ts'
import { mentionsOf, ofAnotherTime, sentencesOf } from './sentences.ts'
import { ITEM_NAMES, type Item } from './table-two.ts'

const EACH = 5

/** E8 for tables two and four. Cases in the text may be this year's only, so table four warns and gives both readings. */
export function otherTableFindings(report: Recovered): Finding[] {
  const sentences = sentencesOf(report.prose.body)
  return [...remedyFindings(report, sentences), ...itemFindings(report, sentences)]
}

function remedyFindings({ remedies, year }: Recovered, sentences: readonly string[]): Finding[] {
  if (!remedies) return []
  const [review = 0, direct = 0, after = 0] = [0, 1, 2].map((i) => remedies[i * EACH + EACH - 1] ?? 0)
  const pending = (i: number) => remedies[i * EACH + EACH - 2] ?? 0
  const suits = direct + after
  const kinds = [
    { name: '行政复议', total: review, words: '(?<!经|未)(?:行政)?复议', accept: [review, review - pending(0)] },
    { name: '行政诉讼', total: suits, words: '(?:行政)?诉讼', accept: [suits, direct, after, suits - pending(1) - pending(2)] },
  ]
  const denied =
    review === 0
      ? []
      : mentionsOf(sentences, /(?:未|没有|无)(?:发生|出现|收到|产生|有|因|被)?[^，。；\d经]{0,24}?行政复议(?![^，。；]{0,8}(?:纠正|撤销|维持|\d))/g)
          .filter(({ sentence, before, words }) => /信息公开/.test(sentence) && !/被纠正|败诉/.test(words) && !ofAnotherTime(before, year))
          .map(({ words }) =>
            finding('E8', 'warning', `正文“${words}”`, `正文写没有行政复议，表四总计是 ${review} 件；表四如含上年结转的，应当说明`, review, 0),
          )
  return [
    ...denied,
    ...kinds.flatMap(({ name, total, words, accept }) =>
      mentionsOf(sentences, new RegExp(`${words}(?:申请|案件|案|事项|数量|总数)?(?:共|共计|为|有|是|各|发生|收到|受理)*(\\d+)(?:件|起|宗|例|次)`, 'g'))
        .filter(
          ({ sentence, before, numbers, after: rest }) =>
            /信息公开/.test(sentence) &&
            !/办理行政复议案|审理|应诉|全区|全市|行政复议局/.test(sentence) &&
            !ofAnotherTime(before, year) &&
            !/(?:复议)?(?:、|和|及|或|与)(?:提起)?(?:行政)?$/.test(before) &&
            !/^[^，；]{0,8}(?:结果)?(?:维持|纠正|撤销|审结|驳回|终止)/.test(rest) &&
            !accept.includes(numbers[0] ?? Number.NaN),
        )
        .map(({ words: said, numbers }) =>
          finding(
            'E8',
            'warning',
            `正文“${said}”`,
            `正文写${name} ${numbers[0]} 件，表四总计是 ${total} 件；正文如果只算本年新发生的、表四含上年结转的，应当说明，否则有一处错了`,
            total,
            numbers[0] ?? null,
          ),
        ),
    ),
  ]
}

type Said = { readonly item: Item; readonly column: number; readonly pattern: RegExp; readonly sure: boolean }

/** `sure` where the words are the column's own; other words may count something else. */
function saidOfItems(edition: 'A' | 'B'): Said[] {
  const decided = edition === 'B' ? 0 : 2
  const decisions = (['permits', 'penalties', 'enforcement'] as const).flatMap((item): Said[] => [
    {
      item,
      column: decided,
      sure: true,
      pattern: new RegExp(`(?:作出|下达|做出)${ITEM_NAMES[item]}(?:处理)?(?:决定)?(?:书)?(?:共|共计|数量)?(\\d+)(?:件|项|份|起|宗)`, 'g'),
    },
    { item, column: decided, sure: true, pattern: new RegExp(`${ITEM_NAMES[item]}处理决定(?:数量|数)?(?:为|共|共计)?(\\d+)(?:件|项|份|起|宗)`, 'g') },
    {
      item,
      column: decided,
      sure: false,
      pattern: new RegExp(`(?<!作出|下达|做出|公开|公布|发布|信息)${ITEM_NAMES[item]}决定(?:书)?(?:共|共计|数量)?(\\d+)(?:件|项|份|起|宗)`, 'g'),
    },
    { item, column: decided, sure: false, pattern: new RegExp(`(?:办理|实施|办结)${ITEM_NAMES[item]}(?:案件|事项)?(?:共|共计)?(\\d+)(?:件|项|份|起|宗)`, 'g') },
  ])
  const files: Said[] =
    edition === 'B'
      ? [
          { item: 'normative', column: 0, sure: true, pattern: /制发(?:行政)?规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'normative', column: 0, sure: false, pattern: /(?:制定|出台|印发|发布)(?:行政)?规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'normative', column: 1, sure: true, pattern: /废止(?:行政)?规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'normative', column: 2, sure: true, pattern: /现行有效(?:的)?(?:行政)?规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
        ]
      : [
          { item: 'normative', column: 0, sure: true, pattern: /新制作规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'normative', column: 0, sure: false, pattern: /(?:制定|制发|出台|印发|发布)规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'normative', column: 1, sure: false, pattern: /公开规范性文件(?:共|共计)?(\d+)(?:件|份|个|部)/g },
          { item: 'procurement', column: 0, sure: false, pattern: /政府集中采购(?:项目)?(?:共|共计)?(\d+)(?:个|项)/g },
        ]
  return [...decisions, ...files]
}

function itemFindings({ proactive, year }: Recovered, sentences: readonly string[]): Finding[] {
  const { edition, rows } = proactive
  if (!edition) return []
  const counts = saidOfItems(edition).flatMap(({ item, column, pattern, sure }) => {
    const expected = rows.get(item)?.[column]
    if (expected === undefined) return []
    return mentionsOf(sentences, pattern)
      .filter(
        ({ before, sentence, numbers }) =>
          numbers[0] !== expected &&
          !ofAnotherTime(before, year) &&
          !/公示|全区|全市|各(?:部门|单位)|其中/.test(before.slice(-20)) &&
          !/清理|审查|审核|备案/.test(sentence),
      )
      .map(({ words, numbers }) =>
        finding(
          'E8',
          sure ? 'error' : 'warning',
          `正文“${words}”`,
          `正文写 ${numbers[0]}，表二“${ITEM_NAMES[item]}”是 ${expected}${sure ? '' : '；请核对是不是同一口径'}`,
          expected,
          numbers[0] ?? null,
        ),
      )
  })
  return [...counts, ...purchaseFindings(rows.get('procurement')?.[1], sentences)]
}

function purchaseFindings(amount: number | undefined, sentences: readonly string[]): Finding[] {
  if (!amount) return []
  return mentionsOf(sentences, /政府集中采购[^，；]{0,20}?(?:总?金额|总额)[^，；\d]{0,6}(\d+(?:\.\d+)?)(?:万|亿)?元/g)
    .filter(({ numbers, words }) => {
      const scale = /亿/.test(words) ? 1e8 : /万/.test(words) ? 1e4 : 1
      const yuan = sum([numbers[0] ?? 0]) * scale
      return ![1, 1e4, 1e8].some((unit) => Math.abs(amount * unit - yuan) < 0.006 * unit)
    })
    .map(({ words, numbers }) =>
      finding('E8', 'warning', `正文“${words}”`, `正文的集中采购金额是 ${numbers[0]}，表二是 ${amount}；请核对是不是同一口径`, amount, numbers[0] ?? null),
    )
}
