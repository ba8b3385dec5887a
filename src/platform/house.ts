import type { Blobs } from './blobs.ts'
import type { Cipher } from './cipher.ts'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import type { Log } from './log.ts'
import type { PageCache } from './page-cache.ts'

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
