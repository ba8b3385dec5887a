import { expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { sum } from './finding.ts'
import { checkReport, type Finding } from './index.ts'
import { asCellLines, asHtml, asLines, asMarkdown, type Made } from './report-builders.ts'
import { SAMPLES } from './sample-builders.ts'

const LAYOUTS = [
  ['a.txt', asLines],
  ['a.txt', asCellLines],
  ['a.md', asMarkdown],
  ['a.html', asHtml],
] as const
const REPORTS = 40

async function findingsIn(name: string, content: string): Promise<readonly Finding[]> {
  const result = await checkReport({ name, bytes: new TextEncoder().encode(content) })
  if (isRefusal(result)) throw new Error(result.because)
  return result.findings
}

/** The same numbers every time, so that a failure can be looked at again. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}

function soundReport(roll: (below: number) => number, biggest: number): Made {
  const edition = roll(2) === 0 ? 'A' : 'B'
  const base = edition === 'A' ? SAMPLES.county : SAMPLES.bureau
  const rowOf = () => {
    const cells = Array.from({ length: 6 }, () => (roll(3) === 0 ? roll(biggest) : 0))
    return [...cells, sum(cells)]
  }
  const leaves = Array.from({ length: edition === 'A' ? 19 : 21 }, rowOf)
  const concluded = Array.from({ length: 7 }, (_, i) => sum(leaves.map((row) => row[i] ?? 0)))
  const [carriedIn, carriedOut] = [concluded.map(() => 0), rowOf()]
  const received = concluded.map((n, i) => n + (carriedOut[i] ?? 0))
  const remedies = [0, 1, 2].flatMap(() => {
    const cells = Array.from({ length: 4 }, () => roll(9))
    return [...cells, sum(cells)]
  })
  return {
    ...base,
    overview: ['主动公开、依申请公开、政府信息管理、平台建设、监督保障和考核均已落实，没有收费。'],
    requests: [received, carriedIn, ...leaves, concluded, carriedOut],
    remedies,
  }
}

test('sound reports raise nothing in any layout, and any one cell changed is an error', async () => {
  const roll = dice(7)
  for (let number = 0; number < REPORTS; number++) {
    const made = soundReport(roll, number % 3 === 0 ? 3000 : 30)
    const [row, column, by] = [roll(made.requests.length), roll(7), 1 + roll(5)]
    const faulty: Made = { ...made, requests: made.requests.map((cells, i) => cells.map((n, j) => (i === row && j === column ? Number(n) + by : n))) }
    for (const [name, write] of LAYOUTS) {
      expect(await findingsIn(name, write(made)), `report ${number} ${name}`).toEqual([])
      expect(
        (await findingsIn(name, write(faulty))).some((one) => one.severity === 'error'),
        `report ${number} ${name} ${row} ${column}`,
      ).toBe(true)
    }
  }
})
