import { type ChildProcess, spawn } from 'node:child_process'
import { type Load, type Rate, rateOf } from './load.ts'

const ROUNDS = 3
const SECONDS = 4
const WARM_SECONDS = 8 // a server just started compiles what it runs most; neither side is measured while it does

export const PORT = 3190
export const ours = `http://127.0.0.1:${PORT}`
const bare = `http://127.0.0.1:${PORT + 1}`

/** Whether something of this name is to be measured: everything, or what holds one of the words asked for. */
export const isAsked = (only: string | undefined, name: string): boolean => only === undefined || only.split(',').some((word) => name.includes(word))

/** The yardsticks' addresses, of a table of so many rows. */
export function yardsticksOf(rows: number): Readonly<Record<'hello' | 'byId' | 'fifty' | 'insert', Load>> {
  const plain = (name: string, path: string): Load => ({
    name,
    origin: bare,
    good: [200],
    next: (n) => ({ path: path.replace('{n}', String(1 + (n % rows))) }),
  })
  return {
    hello: plain('raw hello', '/hello'),
    byId: plain('raw by-id select', '/by-id?id={n}'),
    fifty: plain('raw 50-row select', '/fifty?id={n}'),
    insert: plain('raw durable insert', '/insert?id={n}'),
  }
}

/** A page of ours, the yardstick it is held against, and the least share of its rate it must reach. */
export type Pair = { readonly bar: number; readonly yardstick: Load; readonly page: Load }

const middle = (rates: readonly Rate[]): Rate => rates.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rates.length / 2)] ?? { perSecond: 0, p99: 0 }

/** Measures both sides in turns and prints their rates and the ratio of the medians. */
export async function compare({ bar, yardstick, page }: Pair): Promise<void> {
  const [theirs, own]: [Rate[], Rate[]] = [[], []]
  for (const load of [yardstick, page]) await rateOf(load, WARM_SECONDS)
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await rateOf(yardstick, SECONDS))
    own.push(await rateOf(page, SECONDS))
  }
  const [a, b] = [middle(theirs), middle(own)]
  console.log(
    `${page.name}: ${b.perSecond.toFixed(0)}/s, p99 ${b.p99} ms; ${yardstick.name}: ${a.perSecond.toFixed(0)}/s; ratio ${(b.perSecond / a.perSecond).toFixed(2)} (bar ${bar})`,
  )
}

/** Starts a child and waits for the line that says it answers. */
export function start(args: readonly string[], env: Readonly<Record<string, string>>, ready: RegExp): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout?.on('data', (part) => ready.test(String(part)) && resolve(child))
    child.on('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
  })
}
export const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGINT')
  })
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
