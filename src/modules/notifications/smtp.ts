import { createTransport } from 'nodemailer'
import { isMailAddress } from '../../kernel/mail-address.ts'
import type { MailConfig } from '../../platform/mail-config.ts'
import { type Answer, type Door, isOneLine, type Letter, LONGEST_SENDING_MS } from './message.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/

/**
 * How the server is reached. Mail leaves the machine over TLS with a certificate that is checked, or not at all; a relay on
 * the machine itself is spoken to in plain.
 */
export function transportOf(config: MailConfig) {
  const { host, port, secure, user, password } = config
  const local = !secure && LOOPBACK.test(host)
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !local,
    ignoreTLS: local,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const },
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Mail by SMTP: one connection, one mail, one recipient. */
export function smtpDoor(config: MailConfig): Door {
  const transport = createTransport(transportOf(config))
  const domain = config.from.address.slice(config.from.address.lastIndexOf('@') + 1)
  return {
    channel: 'mail',
    async send(letter) {
      const unfit = whyUnfitForMail(letter)
      if (unfit !== undefined) return { refused: 'for-good', because: unfit }
      const messageId = `<${letter.reference}@${domain}>`
      try {
        await transport.sendMail({
          envelope: { from: config.from.address, to: [letter.to] },
          from: config.from,
          to: { name: '', address: letter.to },
          subject: letter.subject,
          text: letter.body,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated', ...(letter.unsubscribe === null ? {} : { 'List-Unsubscribe': `<${letter.unsubscribe}>` }) },
          signal: AbortSignal.timeout(LONGEST_SENDING_MS),
        })
        return { providerId: messageId }
      } catch (error) {
        return refusalOf(error)
      }
    },
  }
}

/** Checked when it was queued, and once more where it leaves: what ends a header would begin another. */
function whyUnfitForMail({ to, subject, reference, unsubscribe }: Letter): string | undefined {
  if (!isMailAddress(to)) return '邮箱地址不对'
  if (![subject, reference, unsubscribe ?? ''].every(isOneLine)) return '标题或退订地址里有换行或控制字符'
  return undefined
}

type SmtpError = {
  readonly code?: unknown
  readonly originalCode?: unknown
  readonly command?: unknown
  readonly response?: unknown
  readonly responseCode?: unknown
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Answers to these commands are about this mail; those to others are about us, which the office can mend. */
const ABOUT_THE_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA']
const WANTS_SIGN_IN = [530, 534, 535, 538]

/** Codes only: the words of a server often repeat the address. */
function refusalOf(error: unknown): Answer {
  const { code, originalCode, command, response, responseCode }: SmtpError = typeof error === 'object' && error !== null ? error : {}
  if (typeof responseCode === 'number') {
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(textOf(response))?.[1]
    const said = `${responseCode}${enhanced ? ` ${enhanced}` : ''}`
    if (code === 'EAUTH' || WANTS_SIGN_IN.includes(responseCode)) return { refused: 'for-now', because: `邮件服务器不认发信的用户或密码（${said}）` }
    const forGood = responseCode >= 500 && responseCode < 600 && responseCode !== 503 && ABOUT_THE_MAIL.includes(textOf(command))
    return forGood ? { refused: 'for-good', because: `邮件服务器拒收（${said}）` } : { refused: 'for-now', because: `邮件服务器暂不接收（${said}）` }
  }
  const why = [textOf(code), textOf(originalCode)].filter((one, i, all) => /^[A-Z][A-Z0-9_]{1,60}$/.test(one) && all.indexOf(one) === i).join(' ')
  if (code === 'ETIMEDOUT' || code === 'EABORT') return { refused: 'for-now', because: `邮件服务器没有及时回应（${why}）` }
  if (code === 'EAUTH') return { refused: 'for-now', because: '邮件服务器不认发信的用户或密码' }
  if (code === 'EENVELOPE') return { refused: 'for-good', because: '邮箱地址不能用于发信' }
  return { refused: 'for-now', because: `与邮件服务器的连接没有建立或中断（${why || '原因不明'}）` }
}
