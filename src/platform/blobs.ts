import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files kept by content under the data folder. */
export type Blobs = {
  /** Writes and fsyncs before it returns the sha-256 in hex; the same bytes are kept once. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Throws when nothing is kept under this hash. */
  readonly get: (sha256: string) => Promise<Uint8Array>
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

export function openBlobs(folder: string): Blobs {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
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
      await syncFolder(folder)
      return sha256
    },
    get: (sha256) => readFile(pathOf(sha256)),
  }
}
