import { parseArgs } from 'node:util'
import { isRefusal } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { getHomeAgency } from '../../../organizations/index.ts'
import { pullFrom } from './pull.ts'

const USAGE = `用法：gongkai pull 网址 [--publish]
  从另一个平台的接口取入上次以来的变化，网址如 https://gongkai.example.gov.cn
  不加 --publish，取来的是草稿，照样要审查和发布；加了，当作对方已发布信息的副本直接公开，注明来源`

/** `gongkai pull`: takes in what changed on another platform, by its interface. False when the arguments are wrong or something was refused. */
export async function pullCommand(house: House, argv: readonly string[], out: (line: string) => void): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...argv], options: { publish: { type: 'boolean' } }, strict: false, allowPositionals: true })
  const [address] = positionals
  if (address === undefined) {
    out(USAGE)
    return false
  }
  const { id } = await getHomeAgency(house.db)
  // Who has the command line may reach what this machine reaches.
  const pulled = await pullFrom(house, address, { agencyId: id, publish: values['publish'] === true, allowPrivate: true, say: out })
  if (isRefusal(pulled)) {
    out(`${pulled.because}\n${USAGE}`)
    return false
  }
  const { outcomes, notTaken } = pulled
  out(
    `${pulled.name}：新 ${outcomes.new} 条，有变化 ${outcomes.changed} 条，没有变化 ${outcomes.same} 条，随来源撤下 ${outcomes.withdrawn} 条，没有取入 ${outcomes.refused} 条`,
  )
  for (const line of notTaken) out(`  ${line}`)
  return notTaken.length === 0
}
