import { limitText } from './limits.ts'
import type { Condition, StandardBody } from './standard.ts'

export const CHANGES = ['added', 'removed', 'limit', 'other'] as const
export type Change = (typeof CHANGES)[number]
export const changeName = { added: '新增', removed: '取消', limit: '时限变动', other: '其他变动' } as const satisfies Record<Change, string>

/** One thing in which a standard differs from the one before it. */
export type Difference = {
  readonly change: Change
  /** The code of a category or a condition: the new one's, or the old one's where it is gone. */
  readonly code: string
  /** 上水井盖：缺失、移位、开裂. */
  readonly what: string
  readonly was: string
  readonly is: string
}

/** “2 个工作日”, or every stage: “围护 2 紧急工作时，修复 3 个工作日”. */
export function limitsText({ limit, stages }: Pick<Condition, 'limit' | 'stages'>): string {
  return stages.length === 0 ? limitText(limit) : stages.map((stage) => `${stage.name} ${limitText(stage.limit)}`).join('，')
}

/** Every difference from an older standard, in the order of the codes. Conditions are known by their words, then by their number. */
export function differencesBetween(was: StandardBody, is: StandardBody): Difference[] {
  const names = new Map([...was.categories, ...is.categories].map((one) => [one.code, one.minorName]))
  const codes = [...new Set([...is.categories, ...was.categories].map((one) => one.code))]
  return codes.flatMap((code) => [...treeDifferences(was, is, code), ...conditionDifferences(was, is, code, names.get(code) ?? '')])
}

function treeDifferences(was: StandardBody, is: StandardBody, code: string): Difference[] {
  const nameIn = (body: StandardBody): string => {
    const found = body.categories.find((one) => one.code === code)
    return found ? `${found.majorName} / ${found.minorName}` : ''
  }
  const [before, after] = [nameIn(was), nameIn(is)]
  if (before === after) return []
  const change = before === '' ? 'added' : after === '' ? 'removed' : 'other'
  return [{ change, code, what: `小类 ${after || before}`, was: before, is: after }]
}

function conditionDifferences(was: StandardBody, is: StandardBody, category: string, name: string): Difference[] {
  const of = (body: StandardBody) => body.conditions.filter((one) => one.category === category)
  const pairs = paired(of(was), of(is))
  return pairs.flatMap(({ before, after }): Difference[] => {
    const code = (after ?? before)?.code ?? ''
    const what = `${name}：${(after ?? before)?.text ?? ''}`
    if (!before || !after)
      return [{ change: before ? 'removed' : 'added', code, what, was: before ? limitsText(before) : '', is: after ? limitsText(after) : '' }]
    const limit = limitsText(before) === limitsText(after) ? [] : [{ change: 'limit' as const, code, what, was: limitsText(before), is: limitsText(after) }]
    const others = [
      ['条件', before.text, after.text],
      ['结案条件', before.closing, after.closing],
      ['奖励级别', String(before.level), String(after.level)],
    ].flatMap(([field, a = '', b = '']) => (a === b ? [] : [{ change: 'other' as const, code, what, was: `${field}：${a}`, is: `${field}：${b}` }]))
    return [...limit, ...others]
  })
}

type Pair = { readonly before: Condition | undefined; readonly after: Condition | undefined }

function paired(before: readonly Condition[], after: readonly Condition[]): Pair[] {
  const same = new Map(after.map((one) => [one, before.find((other) => other.text === one.text)] as const))
  const known = new Set(same.values())
  const left = before.filter((one) => !known.has(one))
  const pairs = after.map((one): Pair => ({ after: one, before: same.get(one) ?? left.find((other) => other.code === one.code) }))
  const taken = new Set(pairs.map((pair) => pair.before))
  return [...pairs, ...left.filter((one) => !taken.has(one)).map((one): Pair => ({ before: one, after: undefined }))]
}

export type ChangeCounts = Readonly<Record<Change, number>>
export const countChanges = (differences: readonly Difference[]): ChangeCounts => ({
  added: differences.filter((one) => one.change === 'added').length,
  removed: differences.filter((one) => one.change === 'removed').length,
  limit: differences.filter((one) => one.change === 'limit').length,
  other: differences.filter((one) => one.change === 'other').length,
})
/** “新增 3、取消 1、时限变动 12、其他变动 0”. */
export const changesInWords = (counts: ChangeCounts): string => CHANGES.map((change) => `${changeName[change]} ${counts[change]}`).join('、')
