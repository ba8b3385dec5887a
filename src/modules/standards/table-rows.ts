import { limitsText } from './compare.ts'
import { limitText, unitSays } from './limits.ts'
import type { StandardBody } from './standard.ts'

const HEADINGS = [
  '编码',
  '类型',
  '大类代码',
  '大类名称',
  '小类代码',
  '小类名称',
  '立案条件',
  '处置时限',
  '分级时限',
  '时限含义',
  '结案条件',
  '告知性结案',
  '奖励级别',
]

/** A row for each condition, under its heading, for a CSV file. */
export function rowsOf({ categories, conditions }: StandardBody): string[][] {
  const byCode = new Map(categories.map((one) => [one.code, one]))
  const rows = conditions.flatMap((one) => {
    const category = byCode.get(one.category)
    if (!category) return []
    const { kind, major, majorName, minor, minorName } = category
    const stages = one.stages.length > 0 ? limitsText(one) : ''
    const tail = [limitText(one.limit), stages, unitSays[one.limit.unit], one.closing, one.informational ? '是' : '否', String(one.level)]
    return [[one.code, kind, major, majorName, minor, minorName, one.text, ...tail]]
  })
  return [HEADINGS, ...rows]
}
