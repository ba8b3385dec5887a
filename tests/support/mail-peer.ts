import { onTestFinished } from 'vitest'
import { SMTPServer } from 'smtp-server'
import type { MailConfig } from '../../src/platform/mail-config.ts'

export type ReceivedMail = {
  readonly from: string
  readonly to: readonly string[]
  /** By lower-case name, unfolded and decoded, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly header: (name: string) => string | undefined
  readonly text: string
}
type Word = 'take' | 'hang' | 'die' | { readonly code: number; readonly at: 'sender' | 'recipient' | 'data' }

export type MailPeer = {
  readonly config: MailConfig
  /** What was read to its end, answered or not. */
  readonly received: readonly ReceivedMail[]
  /** Who signed in. */
  readonly users: readonly string[]
  /** What to say to the next mails; asked once a mail. */
  mind: (recipient: string) => Word
  /** Ends every connection as they stand. */
  readonly breakOff: () => void
  readonly close: () => Promise<void>
}

class Refused extends Error {
  readonly responseCode: number
  constructor(code: number, recipient: string) {
    super(`mailbox ${recipient} unavailable`)
    this.responseCode = code
  }
}

/** A real SMTP server on loopback, gone when the test is over. */
export async function mailPeer(given: { readonly secure?: boolean; readonly port?: number } = {}): Promise<MailPeer> {
  const { secure = false, port = 0 } = given
  const received: ReceivedMail[] = []
  const users: string[] = []
  const wordAt = (at: 'sender' | 'recipient' | 'data', recipient: string): Refused | null => {
    const word = peer.mind(recipient)
    return typeof word === 'object' && word.at === at ? new Refused(word.code, recipient) : null
  }
  const server = new SMTPServer({
    secure,
    authOptional: true,
    allowInsecureAuth: true,
    logger: false,
    disabledCommands: secure ? [] : ['STARTTLS'],
    onAuth(auth, _session, done) {
      if (auth.password !== 'right') return done(new Refused(535, auth.username ?? ''))
      users.push(auth.username ?? '')
      return done(null, { user: auth.username })
    },
    onMailFrom: (_address, _session, done) => done(wordAt('sender', '')),
    onRcptTo: ({ address }, _session, done) => done(wordAt('recipient', address)),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo.map((one) => one.address)
        received.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to, ...mailIn(Buffer.concat(parts).toString('latin1')) })
        const word = peer.mind(to[0] ?? '')
        if (word === 'die') peer.breakOff()
        else if (word !== 'hang') done(wordAt('data', to[0] ?? ''))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((done) => void server.listen(port, '127.0.0.1', done))
  const address = server.server.address()
  const from = { name: '样例区全响应服务中心', address: 'tongzhi@example.org' }
  const at = typeof address === 'object' && address ? address.port : 0
  const peer: MailPeer = {
    config: { host: '127.0.0.1', port: at, secure, user: undefined, password: undefined, from },
    received,
    users,
    mind: () => 'take',
    breakOff: () => {
      for (const connection of server.connections) connection._socket.destroy()
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        peer.breakOff()
      }),
  }
  onTestFinished(peer.close)
  return peer
}

/** A mail of one part, decoded. */
function mailIn(raw: string): Pick<ReceivedMail, 'headers' | 'header' | 'text'> {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodedWords(line.slice(line.indexOf(':') + 1).trim())] as const)
  const header = (name: string) => headers.find(([one]) => one === name)?.[1]
  const body = raw.slice(end + 4)
  const bytes =
    header('content-transfer-encoding') === 'base64'
      ? Buffer.from(body, 'base64')
      : header('content-transfer-encoding') === 'quoted-printable'
        ? quoted(body.replace(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1')
  return { headers, header, text: bytes.toString('utf8').replace(/\r\n/g, '\n').trimEnd() }
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      (kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quoted(word.replaceAll('_', ' '))).toString('utf8'),
    )
