/** Read from the environment once, by a process. */
export type Config = {
  /** `demonstration` has sample accounts and an own secret; `production` refuses both. */
  readonly mode: 'demonstration' | 'production'
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  /** A PostgreSQL server; undefined is the embedded one under the data folder. */
  readonly databaseUrl: string | undefined
}
