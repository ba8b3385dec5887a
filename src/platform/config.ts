import { resolve } from 'node:path'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import { type MailConfig, readMailConfig } from './mail-config.ts'

/** Read from the environment once, by a process. */
export type Config = {
  /** `demonstration` has sample accounts and makes its own secret; `production` refuses both. */
  readonly mode: 'demonstration' | 'production'
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  /** A PostgreSQL server; undefined is the embedded one under the data folder. */
  readonly databaseUrl: string | undefined
  /** What personal data is sealed with; undefined is one kept in the data folder, for demonstrations only. */
  readonly secret: string | undefined
  /** A folder with the office's own fonts for PDF (仿宋, 黑体, 楷体, 小标宋); undefined uses what ships with the house. */
  readonly fontFolder: string | undefined
  /** The mail server; undefined lets messages wait. */
  readonly mail: MailConfig | undefined
  /** Where residents reach this house, for links in messages: `https://gongkai.example.gov.cn`. */
  readonly origin: string
  /** Whether pushes and pulls may lead to addresses of this machine and of private networks. */
  readonly allowPrivate: boolean
}

const SHORTEST_SECRET = 32

/** The configuration in `env`, or the sentence that says which variable to mend. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | Refusal<'invalid'> {
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return refuse('invalid', `PORT 应是 0 到 65535 之间的整数，现在是“${env['PORT']}”`)
  }
  const mode = env['GONGKAI_MODE'] ?? 'demonstration'
  if (mode !== 'demonstration' && mode !== 'production') {
    return refuse('invalid', `GONGKAI_MODE 只能是 demonstration 或 production，现在是“${mode}”`)
  }
  const secret = env['GONGKAI_SECRET'] || undefined
  if (mode === 'production' && (secret === undefined || secret.length < SHORTEST_SECRET)) {
    return refuse('invalid', `正式运行必须用 GONGKAI_SECRET 给出至少 ${SHORTEST_SECRET} 个字符的密钥，并在别处另存一份`)
  }
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    return refuse('invalid', 'DATABASE_URL 应像 postgres://用户:密码@主机:5432/数据库；不设就用数据文件夹里的数据库')
  }
  const host = env['HOST'] || '127.0.0.1'
  const origin = (env['GONGKAI_ORIGIN'] || `http://${host}:${port}`).replace(/\/$/, '')
  if (!/^https?:\/\/[^/\s]+$/.test(origin)) return refuse('invalid', `GONGKAI_ORIGIN 应像 https://gongkai.example.gov.cn，现在是“${origin}”`)
  const mail = readMailConfig(env)
  if (isRefusal(mail)) return mail
  return {
    mode,
    port,
    host,
    dataFolder: resolve(env['GONGKAI_DATA'] || 'data'),
    databaseUrl,
    secret,
    fontFolder: env['GONGKAI_FONTS'] ? resolve(env['GONGKAI_FONTS']) : undefined,
    mail,
    origin,
    allowPrivate: env['GONGKAI_ALLOW_PRIVATE'] === '1',
  }
}
