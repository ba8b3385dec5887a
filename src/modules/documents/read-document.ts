import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { ReadDocument, Upload } from './convert.ts'
import type { Publishable } from './publishable.ts'

const MOST_BYTES = 20 * 1024 * 1024 // office setting
const PATIENCE_MS = 60_000 // office setting
const MOST_MEGABYTES = 768
const MOST_NAME = 60

/** How much one document may take; only tests ask for less. */
export type Patience = { readonly ms: number; readonly megabytes: number }
const PATIENCE: Patience = { ms: PATIENCE_MS, megabytes: MOST_MEGABYTES }

/**
 * Turns a Word, Excel or PDF file into accessible HTML, or says in Chinese why not and what is possible. The file is judged by its
 * bytes and read in a process of its own, with limits on time and memory, without this process's configuration. One at a time.
 */
export const readDocument = (upload: Upload, patience: Patience = PATIENCE): Promise<ReadDocument | Refusal> => apart<ReadDocument>(upload, 'read', patience)

const LOOKED_INTO = /\.(?:docx|xlsx|pdf|jpe?g|png)$/i
/**
 * The one door through which a file becomes public: its bytes without who made it, and what nobody sees in it but everybody could find; a
 * file that is encrypted or cannot be read is refused in Chinese. Plain text is what it is. In a process of its own, as `readDocument`.
 */
export const publishable = async (upload: Upload, patience: Patience = PATIENCE): Promise<Publishable | Refusal> =>
  LOOKED_INTO.test(upload.name) ? await apart<Publishable>(upload, 'publish', patience) : { bytes: upload.bytes, hidden: [] }

type Wish = 'read' | 'publish'
async function apart<T extends object>({ name, bytes }: Upload, wish: Wish, patience: Patience): Promise<T | Refusal> {
  const title = shortName(name)
  if (bytes.length === 0) return refuse('unreadable', `${title}是空文件。请检查后重新选择`)
  if (bytes.length > MOST_BYTES)
    return refuse('limit', `${title}有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，超过了 20 MB。请压缩里面的图片，或者拆成几个文件`)
  const read = await inTurn(() => readApart<T>({ name, bytes }, wish, patience))
  return isRefusal(read) ? { ...read, because: `${title}：${read.because}` } : read
}

let turn: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}

function readApart<T extends object>(upload: Upload, wish: Wish, { ms, megabytes }: Patience): Promise<T | Refusal> {
  const child = fork(join(import.meta.dirname, 'child.ts'), {
    cwd: import.meta.dirname,
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
    child.once('message', (read: T | Refusal) => done(read))
    child.once('error', fail)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (isLate) done(refuse('limit', `读了 ${Math.round(ms / 1000)} 秒还没有读完，内容太多或太复杂。请拆成几个文件后再上传`))
      else if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === OUT_OF_MEMORY)
        done(refuse('limit', '展开后太大，内存放不下。请拆成几个文件，或者删去大图片后再上传'))
      else fail(new Error(`the reader of documents ended with ${code ?? signal}`))
    })
    send(child, upload, wish)
  })
}

const OUT_OF_MEMORY = 134
/** What goes wrong in sending is told by the child's end. */
const send = (child: ChildProcess, { name, bytes }: Upload, wish: Wish): void => void child.send({ wish, name, bytes: new Uint8Array(bytes) }, () => undefined)

function shortName(name: string): string {
  const last = [...name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')].slice(0, MOST_NAME).join('').trim()
  return last ? `“${last}”` : '这个文件'
}
