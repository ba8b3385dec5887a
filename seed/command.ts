import { parseArgs } from 'node:util'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import type { House } from '../src/platform/house.ts'
import { seed } from './main.ts'
import { seedManyCases } from './many-cases.ts'

const USAGE = `用法：gongkai seed [--cases 件数]
  载入机关、日历和参考年度的样例；已经载入的不重复
  --cases  另外生成这么多件近三年的合成案件，供测试性能（1 至 2000000）；生成期间案件表对其他人关闭`
const MOST = 2_000_000

/** Seeds because somebody asked for it; false when the question was wrong. */
export async function seedCommand(house: House, argv: readonly string[], out: (line: string) => void): Promise<boolean> {
  const cases = readCases(argv)
  if (cases === undefined) {
    out(USAGE)
    return false
  }
  await seed(house, out, { asked: true })
  if (cases > 0) await seedManyCases(house, (await getHomeAgency(house.db)).id, cases, out)
  return true
}

/** How many synthetic cases are asked for, none without the option; undefined for anything the command does not know. */
function readCases(argv: readonly string[]): number | undefined {
  try {
    const { cases } = parseArgs({ args: [...argv], options: { cases: { type: 'string' } } }).values
    if (cases === undefined) return 0
    const count = /^[1-9]\d{0,6}$/.test(cases) ? Number(cases) : MOST + 1
    return count > MOST ? undefined : count
  } catch {
    return undefined
  }
}
