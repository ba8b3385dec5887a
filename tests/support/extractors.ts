import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, inflateRawSync, inflateSync } from 'node:zlib'

/** A text without blanks, wide letters as narrow ones: as whoever looks for a number would look. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '')

const ASKED = [['pdftotext', '-raw'], ['pdftotext', '-layout'], ['pdfinfo'], ['pdfinfo', '-js'], ['pdfinfo', '-struct-text'], ['pdfdetach', '-list']] as const

/** What Poppler, a program apart, reads from a PDF: in the order of painting, as laid out, with its properties and attachments. */
export function byPoppler(pdf: Uint8Array, asked: readonly (readonly string[])[] = ASKED): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-poppler-'))
  const file = join(folder, 'a.pdf')
  writeFileSync(file, pdf)
  const said = asked.map(([program = '', ...options]) =>
    spawnSync(program, [...options, file, ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  )
  rmSync(folder, { recursive: true })
  const missing = said.find(({ error }) => error !== undefined)
  if (missing?.error) throw new Error(`poppler-utils is needed: ${missing.error.message}`)
  return said.map(({ stdout }) => stdout).join('\n')
}
export const byPdftotext = (pdf: Uint8Array): string => byPoppler(pdf, ASKED.slice(0, 1))

/** Every stretch of a file that can be unpacked, with the file itself, without knowing its format. */
export function unpackedBytes(file: Uint8Array): Buffer {
  const whole = Buffer.from(file)
  const parts: Buffer[] = [whole]
  for (let at = whole.indexOf('stream'); at >= 0; at = whole.indexOf('stream', at + 6)) {
    for (const skip of [6, 7, 8]) {
      try {
        parts.push(inflateSync(whole.subarray(at + skip), { finishFlush: constants.Z_SYNC_FLUSH }))
        break
      } catch {
        // Not packed, or not here.
      }
    }
  }
  return Buffer.concat(parts)
}

/** The parts of a zip, by their local heads. */
export function unzippedBytes(file: Uint8Array): Buffer {
  const whole = Buffer.from(file)
  const parts: Buffer[] = [whole]
  for (let at = whole.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; at = whole.indexOf('PK\x03\x04', at + 4, 'latin1')) {
    const from = at + 30 + whole.readUInt16LE(at + 26) + whole.readUInt16LE(at + 28)
    try {
      parts.push(inflateRawSync(whole.subarray(from), { finishFlush: constants.Z_SYNC_FLUSH }))
    } catch {
      // Stored, or damaged.
    }
  }
  return Buffer.concat(parts)
}

/** Which ways of writing a secret stand in some bytes: letters, both UTF-16, hexadecimal, backwards. */
export function leaksIn(bytes: Buffer, secret: string): string[] {
  const forms: Record<string, Buffer> = {}
  for (const [way, text] of [
    ['', secret],
    ['backwards ', [...secret].toReversed().join('')],
  ] as const) {
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    forms[`${way}letters`] = Buffer.from(text)
    forms[`${way}UTF-16 LE`] = little
    forms[`${way}UTF-16 BE`] = big
    forms[`${way}hexadecimal`] = Buffer.from(big.toString('hex'))
    forms[`${way}HEXADECIMAL`] = Buffer.from(big.toString('hex').toUpperCase())
    forms[`${way}hexadecimal of letters`] = Buffer.from(Buffer.from(text).toString('hex'))
  }
  return Object.entries(forms).flatMap(([way, form]) => (bytes.includes(form) ? [way] : []))
}
