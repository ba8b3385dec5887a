import { fork } from 'node:child_process'
import { dirname } from 'node:path'

/** How much one piece of work may take. */
export type Patience = { readonly ms: number; readonly megabytes: number }
/** What became of it: its answer, or that it took longer or more memory than it may. */
export type Apart<T> = { readonly answer: T } | { readonly gaveUp: 'late' | 'memory' }

const OUT_OF_MEMORY = 134

/**
 * Hands an order to a program of its own, which sends back one message: for strangers' files, which may take for ever, take all memory, or
 * take over. Throws when the program ends otherwise.
 */
export function workApart<T>(program: string, order: object, { ms, megabytes }: Patience): Promise<Apart<T>> {
  const child = fork(program, {
    cwd: dirname(program),
    execArgv: ['--import', 'tsx', `--max-old-space-size=${megabytes}`],
    serialization: 'advanced',
    // Neither the database's address nor any secret is at hand where strangers' files are read.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((done, fail) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, ms)
    child.once('message', (answer: T) => done({ answer }))
    child.once('error', fail)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (isLate) done({ gaveUp: 'late' })
      else if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === OUT_OF_MEMORY) done({ gaveUp: 'memory' })
      else fail(new Error(`${program} ended with ${code ?? signal}`))
    })
    // What goes wrong in sending is told by the child's end.
    child.send(order, () => undefined)
  })
}
