import { join } from 'node:path'
import pLimit from 'p-limit'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Patience, workApart } from '../../platform/apart.ts'
import type { ReadDocument, Upload } from './convert.ts'
import type { Publishable } from './publishable.ts'

const MOST_BYTES = 20 * 1024 * 1024 // office setting
const PATIENCE_MS = 60_000 // office setting
const MOST_MEGABYTES = 768
const MOST_NAME = 60

/** What one document may take; only tests ask for less. */
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

// One at a time: each takes a processor and much memory.
const inTurn = pLimit(1)
const PROGRAM = join(import.meta.dirname, 'child.ts')

async function readApart<T extends object>({ name, bytes }: Upload, wish: Wish, patience: Patience): Promise<T | Refusal> {
  const read = await workApart<T | Refusal>(PROGRAM, { wish, name, bytes: new Uint8Array(bytes) }, patience)
  if ('answer' in read) return read.answer
  return read.gaveUp === 'late'
    ? refuse('limit', `读了 ${Math.round(patience.ms / 1000)} 秒还没有读完，内容太多或太复杂。请拆成几个文件后再上传`)
    : refuse('limit', '展开后太大，内存放不下。请拆成几个文件，或者删去大图片后再上传')
}

function shortName(name: string): string {
  const last = [...name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')].slice(0, MOST_NAME).join('').trim()
  return last ? `“${last}”` : '这个文件'
}
