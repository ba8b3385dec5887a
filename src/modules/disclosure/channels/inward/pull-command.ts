import { parseArgs } from 'node:util'
import { isRefusal } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { getHomeAgency } from '../../../organizations/index.ts'
import { pullFrom } from './pull.ts'
import { pullRecords } from './pull-records.ts'

const USAGE = `用法：gongkai pull 网址 [--publish]
  从另一个平台的接口取入上次以来的变化，网址如 https://gongkai.example.gov.cn
  不加 --publish，取来的是草稿，照样要审查和发布；加了，当作对方已发布信息的副本直接公开，注明来源；
  机构、负责人、办事、指南和采购记录也一并取入`

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
  // What is not let out by the other platform's reviewers has to be written here: a record has no drafts from outside.
  const records = values['publish'] === true ? await pullRecords(house, { agencyId: id, origin: new URL(address).origin, allowPrivate: true }) : undefined
  if (isRefusal(records)) out(`机构、办事、采购等记录没有取入：${records.because}`)
  else if (records) {
    const { outcomes: of } = records
    out(
      `机构、负责人、办事、指南和采购记录：新 ${of.new} 条，有变化 ${of.changed} 条，没有变化 ${of.same} 条，随来源停止 ${of.ended} 条，没有取入 ${of.refused} 条`,
    )
    for (const line of records.notTaken) out(`  ${line}`)
  }
  return notTaken.length === 0 && !isRefusal(records) && (records?.notTaken.length ?? 0) === 0
}
