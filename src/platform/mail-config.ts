import { isMailAddress } from '../kernel/mail-address.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'

/** The server that takes our mail, and who we are to its readers. */
export type MailConfig = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS. */
  readonly secure: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: { readonly name: string; readonly address: string }
}

const SUBMISSION_PORT = 587
const SUBMISSIONS_PORT = 465

/** From GONGKAI_SMTP_URL and GONGKAI_MAIL_FROM: both or neither. The sentence that refuses never repeats the address, which holds a password. */
export function readMailConfig(env: Readonly<Record<string, string | undefined>>): MailConfig | undefined | Refusal<'invalid'> {
  const text = env['GONGKAI_SMTP_URL'] || undefined
  const sender = env['GONGKAI_MAIL_FROM'] || undefined
  if (text === undefined && sender === undefined) return undefined
  if (text === undefined || sender === undefined) return refuse('invalid', 'GONGKAI_SMTP_URL 和 GONGKAI_MAIL_FROM 要同时给出；都不给就不发邮件')
  const from = senderIn(sender)
  if (from === undefined) return refuse('invalid', 'GONGKAI_MAIL_FROM 应是一个邮箱地址，或者像：机关名称 <tongzhi@example.gov.cn>')
  const url = URL.canParse(text) ? new URL(text) : undefined
  // Settings after a question mark could turn the checking of certificates off, so there are none.
  const bare = url && !url.search && !url.hash && /^\/?$/.test(url.pathname)
  if (!url || !bare || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || (url.username === '') !== (url.password === ''))
    return refuse('invalid', 'GONGKAI_SMTP_URL 应像 smtp://用户:密码@主机:587 或 smtps://用户:密码@主机:465，用户和密码里的特殊字符用百分号编码')
  const [user, password] = [decoded(url.username), decoded(url.password)]
  if (user === undefined || password === undefined) return refuse('invalid', 'GONGKAI_SMTP_URL 里用户或密码的百分号编码不对')
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT),
    secure,
    user: user || undefined,
    password: password || undefined,
    from,
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function senderIn(text: string): MailConfig['from'] | undefined {
  const [, name = '', address = ''] = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? ['', '', text.trim()]
  return isMailAddress(address) ? { name: name.trim(), address } : undefined
}
