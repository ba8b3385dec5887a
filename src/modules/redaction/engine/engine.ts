import { fork } from 'node:child_process'
import { join } from 'node:path'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { FileKind, Look, Redaction, Result } from '../redaction.ts'
import type { Order } from './run.ts'

const PATIENCE_MS = 180_000 // office setting
const MOST_MEGABYTES = 1_024

export type File = { readonly kind: FileKind; readonly name: string; readonly bytes: Uint8Array }

/** The pages of a file as pictures and what looks private in it, or a Chinese sentence why not. */
export const lookAt = async (file: File): Promise<Look | Refusal> => {
  const done = await inTurn(() => apart(file))
  return 'proof' in done ? refuse('unreadable', '文件打不开') : done
}

/** The file with everything covered and the proof that it is gone, or a Chinese sentence why there is none. */
export const redact = async (file: File, redactions: readonly Redaction[]): Promise<Result | Refusal> => {
  const done = await inTurn(() => apart({ ...file, redactions }))
  return 'hits' in done ? refuse('unreadable', '文件打不开') : done
}

let turn: Promise<unknown> = Promise.resolve()
/** One file at a time: each takes a processor and much memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}

function apart(order: Order): Promise<Look | Result | Refusal> {
  const child = fork(join(import.meta.dirname, 'child.ts'), {
    cwd: import.meta.dirname,
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MOST_MEGABYTES}`],
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
    }, PATIENCE_MS)
    child.once('message', (answer: Look | Result | Refusal) => done(answer))
    child.once('error', fail)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (isLate) done(refuse('limit', `处理了 ${PATIENCE_MS / 1000} 秒还没有完，内容太多或太复杂。请拆成几个文件，分别处理`))
      else if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === OUT_OF_MEMORY)
        done(refuse('limit', '文件展开后太大，内存放不下。请拆成几个文件，分别处理'))
      else fail(new Error(`the engine of redaction ended with ${code ?? signal}`))
    })
    // What goes wrong in sending is told by the child's end.
    child.send({ ...order, bytes: new Uint8Array(order.bytes) }, () => undefined)
  })
}
const OUT_OF_MEMORY = 134
