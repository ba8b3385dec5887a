import { parseArgs } from 'node:util'
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { getHomeAgency } from '../../../organizations/index.ts'
import { pullFrom } from './pull.ts'
import { pullNorms } from './pull-norms.ts'
import { pullRecords } from './pull-records.ts'

const USAGE = `用法：gongkai pull 网址 [--publish]
  从另一个平台的接口取入上次以来的变化，网址如 https://gongkai.example.gov.cn
  不加 --publish，取来的是草稿，照样要审查和发布；加了，当作对方已发布信息的副本直接公开，注明来源；
  规范性文件的台账，机构、负责人、办事、指南、采购记录，以及已经发布的年度报告也一并取入。
  不取入的：案件和公开的答复，征求意见的草案和意见，留言，草稿、撤下以前的各稿、不公开登记簿和其他内部台账`

/** `gongkai pull`: takes in what changed on another platform, by its interface. False when the arguments are wrong or something was refused. */
export async function pullCommand(house: House, argv: readonly string[], out: (line: string) => void, more: readonly More[] = []): Promise<boolean> {
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
  if (values['publish'] !== true) return notTaken.length === 0
  // What is not let out by the other platform's reviewers has to be written here: norms and records have no drafts from outside.
  const from = { agencyId: id, origin: new URL(address).origin, allowPrivate: true }
  const norms = tellPulled(out, '规范性文件', await pullNorms(house, from))
  const records = tellPulled(out, '机构、负责人、办事、指南和采购记录', await pullRecords(house, from))
  let whole = notTaken.length === 0 && norms && records
  for (const { what, pull } of more) whole = tellPulled(out, what, await pull(house, from)) && whole
  return whole
}

type From = { readonly agencyId: number; readonly origin: string; readonly allowPrivate: boolean }
/** What of a platform other modules take over beside: the report of a year is none of disclosure's. */
type More = { readonly what: string; readonly pull: (house: House, from: From) => Promise<Others | Refusal> }

type Others = { readonly outcomes: Readonly<Record<string, number>>; readonly notTaken: readonly string[] }
const OUTCOMES = { new: '新', changed: '有变化', same: '没有变化', ended: '随来源停止', refused: '没有取入' } as const
/** Says what was taken of a kind; false when something was not. */
function tellPulled(out: (line: string) => void, what: string, pulled: Others | Refusal): boolean {
  if (isRefusal(pulled)) {
    out(`${what}没有取入：${pulled.because}`)
    return false
  }
  const counts = Object.entries(OUTCOMES).flatMap(([key, name]) => (pulled.outcomes[key] === undefined ? [] : [`${name} ${pulled.outcomes[key]} 条`]))
  out(`${what}：${counts.join('，')}`)
  for (const line of pulled.notTaken) out(`  ${line}`)
  return pulled.notTaken.length === 0
}
