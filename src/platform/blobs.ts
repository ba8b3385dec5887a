import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isRefusal, type Refusal } from '../kernel/refusal.ts'
import { isUuid } from '../kernel/uuid.ts'

/** Files kept by content under the data folder. */
export type Blobs = {
  /** Writes and fsyncs before it returns the sha-256 in hex; the same bytes are kept once. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Throws when nothing is kept under this hash. */
  readonly get: (sha256: string) => Promise<Uint8Array>
  /** Removes what is kept under this hash, for good; nothing kept is no fault. Only blobs of an owner may be dropped. */
  readonly drop: (sha256: string) => Promise<void>
  /** The blobs of one owner, a uuid. They are never shared, even with the same content, so that dropping one takes nothing from another. */
  readonly of: (owner: string) => Blobs
}

/** The name under which bytes are kept: their sha-256 in hex. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Puts bytes among those of an owner and then keeps what names them; when that is refused or fails, those put now go again. */
export async function keepWith<Kept>(own: Blobs, all: readonly Uint8Array[], keep: () => Promise<Kept | Refusal>): Promise<Kept | Refusal> {
  const fresh: string[] = []
  const dropThem = async () => {
    for (const sha256 of fresh) await own.drop(sha256)
  }
  try {
    for (const bytes of all) {
      const isThere = await own.get(sha256Of(bytes)).catch(() => undefined)
      if (!isThere) fresh.push(await own.put(bytes))
    }
    const kept = await keep()
    if (isRefusal(kept)) await dropThem()
    return kept
  } catch (error) {
    await dropThem()
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Folders of which this process knows that they outlast a crash; the folder above need not be written again for their files. */
const lasting = new Set<string>()

export function openBlobs(folder: string, owner?: string): Blobs {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), owner === undefined ? sha256 : `${sha256}-${owner}`)
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const path = pathOf(sha256)
      if (await stat(path).catch(() => undefined)) return sha256
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // A name of its own, then rename: a reader never meets half a file, whoever writes at the same moment.
      const draft = `${path}.${process.pid}.${performance.now()}`
      const handle = await open(draft, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(draft, path)
      await syncFolder(dirname(path))
      if (!lasting.has(dirname(path))) await syncFolder(folder)
      lasting.add(dirname(path))
      return sha256
    },
    get: (sha256) => readFile(pathOf(sha256)),
    async drop(sha256) {
      if (owner === undefined) throw new Error('a blob that others may name cannot be dropped')
      await rm(pathOf(sha256), { force: true })
    },
    of(next) {
      if (!isUuid(next)) throw new Error('an owner of blobs is a uuid')
      return openBlobs(folder, next)
    },
  }
}
