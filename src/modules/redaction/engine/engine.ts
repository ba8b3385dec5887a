import { join } from 'node:path'
import pLimit from 'p-limit'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { type Patience, workApart } from '../../../platform/apart.ts'
import type { FileKind, Look, Redaction, Result } from '../redaction.ts'
import type { Order } from './run.ts'

const PATIENCE: Patience = { ms: 180_000, megabytes: 1_024 } // office setting

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

// One file at a time: each takes a processor and much memory.
const inTurn = pLimit(1)
const PROGRAM = join(import.meta.dirname, 'child.ts')

async function apart(order: Order): Promise<Look | Result | Refusal> {
  const done = await workApart<Look | Result | Refusal>(PROGRAM, { ...order, bytes: new Uint8Array(order.bytes) }, PATIENCE)
  if ('answer' in done) return done.answer
  return done.gaveUp === 'late'
    ? refuse('limit', `处理了 ${PATIENCE.ms / 1000} 秒还没有完，内容太多或太复杂。请拆成几个文件，分别处理`)
    : refuse('limit', '文件展开后太大，内存放不下。请拆成几个文件，分别处理')
}
