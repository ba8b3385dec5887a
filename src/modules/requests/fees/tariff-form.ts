import { inChinese, isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import type { FieldErrors, Values } from '../../../ui/form.tsx'
import type { Tariff } from './tariff.ts'

/** The numbers of a tariff as the national one is built: free up to some, then dearer band by band. */
export const TARIFF_NUMBERS = [
  { name: 'itemFree', label: '多少件以内不收费（一个自然月）', group: '按件' },
  { name: 'itemTo', label: '再到多少件', group: '按件' },
  { name: 'itemYuan', label: '这一档每件多少元', group: '按件' },
  { name: 'stepEvery', label: '以后每多少件为一档', group: '按件' },
  { name: 'stepYuan', label: '每一档每件增加多少元', group: '按件' },
  { name: 'pageFree', label: '多少页以内不收费', group: '按量' },
  { name: 'pageTo', label: '再到多少页', group: '按量' },
  { name: 'pageYuan', label: '这一档每页多少元', group: '按量' },
  { name: 'pageTo2', label: '再到多少页', group: '按量' },
  { name: 'pageYuan2', label: '这一档每页多少元', group: '按量' },
  { name: 'pageYuan3', label: '再多的每页多少元', group: '按量' },
] as const
type NumberName = (typeof TARIFF_NUMBERS)[number]['name']
const MOST = 100_000

/** What stands in the form for a tariff that is built like the national one. */
export function valuesOfTariff({ by_item, by_page, itemStep }: Tariff): Values {
  const [free, band] = by_item
  const [pageFree, page, page2, page3] = by_page
  const numbers: Record<NumberName, number | null | undefined> = {
    itemFree: free?.upTo,
    itemTo: band?.upTo,
    itemYuan: band?.yuan,
    stepEvery: itemStep.every,
    stepYuan: itemStep.yuan,
    pageFree: pageFree?.upTo,
    pageTo: page?.upTo,
    pageYuan: page?.yuan,
    pageTo2: page2?.upTo,
    pageYuan2: page2?.yuan,
    pageYuan3: page3?.yuan,
  }
  return Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, String(n ?? '')]))
}

/** A tariff as it was typed, or what is wrong field by field. It begins after today: what was noticed keeps the tariff of its day. */
export function readTariff(values: Values, today: PlainDate): Tariff | { readonly errors: FieldErrors } {
  const errors: Record<string, string> = {}
  const from = values['from'] ?? ''
  if (!isPlainDate(from)) errors['from'] = '填施行的日期'
  else if (from <= today) errors['from'] = `施行日期要在今天（${inChinese(today)}）以后：已经发出的通知不变`
  const source = (values['source'] ?? '').trim()
  if (source === '') errors['source'] = '写文件的名称和文号，通知书里要写'
  else if (source.length > 200) errors['source'] = '最多 200 字'
  const n = Object.fromEntries(TARIFF_NUMBERS.map(({ name }) => [name, numberIn(values[name] ?? '')])) as Record<NumberName, number> // of the closed list
  for (const { name } of TARIFF_NUMBERS) if (!Number.isInteger(n[name])) errors[name] = `填 0 到 ${MOST} 的整数`
  for (const [low, high] of [
    ['itemFree', 'itemTo'],
    ['pageFree', 'pageTo'],
    ['pageTo', 'pageTo2'],
  ] as const)
    if (!errors[high] && n[high] <= n[low]) errors[high] = '要比前一档大'
  if (!errors['stepEvery'] && n.stepEvery < 1) errors['stepEvery'] = '至少 1 件为一档'
  if (Object.keys(errors).length > 0 || !isPlainDate(from)) return { errors }
  return {
    from,
    source,
    by_item: [
      { upTo: n.itemFree, yuan: 0 },
      { upTo: n.itemTo, yuan: n.itemYuan },
    ],
    itemStep: { every: n.stepEvery, yuan: n.stepYuan },
    by_page: [
      { upTo: n.pageFree, yuan: 0 },
      { upTo: n.pageTo, yuan: n.pageYuan },
      { upTo: n.pageTo2, yuan: n.pageYuan2 },
      { upTo: null, yuan: n.pageYuan3 },
    ],
  }
}
const numberIn = (text: string): number => (/^\d{1,6}$/.test(text.trim()) && Number(text) <= MOST ? Number(text) : Number.NaN)
