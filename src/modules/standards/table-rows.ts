import type { Fields } from '../../kernel/field.ts'
import { limitsText } from './compare.ts'
import { limitText, unitSays } from './limits.ts'
import type { StandardBody } from './standard.ts'

/** A row for each condition, for a CSV file. */
export function rowsOf({ categories, conditions }: StandardBody) {
  const byCode = new Map(categories.map((one) => [one.code, one]))
  return conditions.flatMap((one) => {
    const category = byCode.get(one.category)
    if (!category) return []
    const { kind, major, majorName, minor, minorName } = category
    return [
      {
        code: one.code,
        kind,
        major,
        major_name: majorName,
        minor,
        minor_name: minorName,
        condition: one.text,
        limit: limitText(one.limit),
        stages: one.stages.length > 0 ? limitsText(one) : '',
        limit_means: unitSays[one.limit.unit],
        closing: one.closing,
        informational: one.informational ? ('是' as const) : ('否' as const),
        level: one.level,
      },
    ]
  })
}

/** What each column of the table of a standard is, in the order of the file. */
export const STANDARD_FIELDS: Fields<ReturnType<typeof rowsOf>[number]> = {
  code: { head: '编码', type: 'text', says: '立案条件的编码：小类编码加序号' },
  kind: { head: '类型', type: 'code', says: '管理的是物还是事', values: { 部件: '城市管理部件，如井盖', 事件: '城市管理事件，如暴露垃圾' } },
  major: { head: '大类代码', type: 'text', says: '大类的两位代码' },
  major_name: { head: '大类名称', type: 'text', says: '大类的名称' },
  minor: { head: '小类代码', type: 'text', says: '小类在大类里的两位代码' },
  minor_name: { head: '小类名称', type: 'text', says: '小类的名称' },
  condition: { head: '立案条件', type: 'text', says: '出现什么情形就立案' },
  limit: { head: '处置时限', type: 'text', says: '数字和单位' },
  stages: { head: '分级时限', type: 'text', says: '分步处置的，每一步的时限；不分步的为空' },
  limit_means: { head: '时限含义', type: 'text', says: '时限的单位怎样计算' },
  closing: { head: '结案条件', type: 'text', says: '做到什么程度可以结案' },
  informational: { head: '告知性结案', type: 'code', says: '是否可以告知后结案', values: { 是: '可以', 否: '不可以' } },
  level: { head: '奖励级别', type: 'integer', says: '上报这类问题的奖励级别', unit: '级' },
}
