import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Blobs, openBlobs } from './blobs.ts'
import { type Cipher, makeCipher } from './cipher.ts'
import type { Config } from './config.ts'
import { type Db, openDatabase, whyNotReached } from './database.ts'
import { openEmbeddedPostgres } from './embedded-postgres.ts'
import { type Log, makeLog } from './log.ts'
import { migrate } from './migrate.ts'
import { openPageCache, type PageCache } from './page-cache.ts'

/** What every use case and route may lean on; built once by a process in `src/`, handed down as a value. */
export type House = {
  readonly config: Config
  readonly db: Db
  readonly blobs: Blobs
  readonly cipher: Cipher
  readonly cache: PageCache
  readonly log: Log
  /** The moment; tests set it. */
  readonly now: () => Date
}

export type OpenHouse = House & { readonly databaseUrl: string; readonly close: () => Promise<void> }

async function secretOf(config: Config): Promise<string> {
  if (config.secret !== undefined) return config.secret
  const path = join(config.dataFolder, 'demonstration.secret')
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept !== undefined) return kept.trim()
  const secret = randomBytes(32).toString('hex')
  await writeFile(path, secret, { mode: 0o600, flag: 'wx' })
  return secret
}

type Options = {
  readonly now?: () => Date
  /** Told in Chinese what is being done, one line a step. */
  readonly say?: (line: string) => void
  readonly log?: Log
}

/** Opens the data folder: database, migrations, blobs and keys. Throws with a Chinese sentence when it cannot. */
export async function openHouse(config: Config, options: Options = {}): Promise<OpenHouse> {
  const say = options.say ?? (() => {})
  const log = options.log ?? makeLog()
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const cipher = makeCipher(await secretOf(config))
  if (config.databaseUrl === undefined) say('启动数据库……')
  const embedded = config.databaseUrl === undefined ? await openEmbeddedPostgres(config.dataFolder) : undefined
  const url = embedded?.url ?? config.databaseUrl ?? ''
  let closing = false
  // A connection the stopping database cuts while the house closes is no loss.
  const db = openDatabase(url, (error) => void (closing || log.error('database-connection-lost', error)))
  try {
    const fresh = await migrate(db)
    if (fresh.length > 0) say(`建立数据表 ${fresh.length} 步`)
    const blobsFolder = join(config.dataFolder, 'blobs')
    await mkdir(blobsFolder, { recursive: true, mode: 0o700 })
    const cache = await openPageCache(url)
    const close = async () => {
      closing = true
      await cache.close()
      await db.destroy()
      await embedded?.stop()
    }
    return { config, db, blobs: openBlobs(blobsFolder), cipher, cache, log, now: options.now ?? (() => new Date()), databaseUrl: url, close }
  } catch (error) {
    await db.destroy()
    await embedded?.stop()
    throw whyNotReached(error, url)
  }
}
