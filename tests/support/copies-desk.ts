import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createApp } from '../../src/app.tsx'
import type { Role } from '../../src/kernel/viewer.ts'
import { beijingDay } from '../../src/kernel/plain-date.ts'
import { pdfOf, words } from '../../src/modules/documents/pdf-builders.ts'
import { ID, KEPT, PHONE } from '../../src/modules/redaction/pdf-corpus-builders.ts'
import { answerDesk } from './answer-desk.ts'

export const GROUND = 'third_party'
export const pdfWith = (text: string, name = '答复附件.pdf'): File => new File([new Uint8Array(pdfOf([{ content: words(text, 72, 700) }]))], name)
export const secretPdf = (): File => pdfWith(`${KEPT}，身份证号${ID}，电话${PHONE}`)
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const bytesIn = async (answer: Response): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await answer.arrayBuffer())

/** A request on its way to an answer, with files that are redacted and released over forms. */
export async function copiesDesk() {
  const desk = await answerDesk()
  const { house, path, number, post, get, signedIn, done } = desk
  const web = createApp(house)
  const officer = await signedIn('information-officer')
  const upload = async (where: string, file: File, fields: Record<string, string> = {}) => {
    const body = new FormData()
    body.append('document', file)
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return await web.request(where, { method: 'POST', body, headers: { cookie: officer, origin: 'http://localhost' } })
  }
  /** Redacts a file and gives the product's id. */
  const redacted = async (file = secretPdf(), covered = `${ID}\n${PHONE}`): Promise<string> => {
    const begun = await upload(`${path}/redactions`, file)
    expect(begun.status).toBe(303)
    const draft = begun.headers.get('location') ?? ''
    expect((await post(`${draft}/words`, { version: '1', open: '1', words: covered, ground: GROUND }, officer)).status).toBe(303)
    expect((await post(`${draft}/produce`, { version: '2', open: '1' }, officer)).status).toBe(303)
    const { id } = await house.db
      .selectFrom('redaction.product')
      .select('id')
      .where('draft_id', '=', draft.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
    return id
  }
  const release = (product: string) => post(`${path}/copies`, { product }, officer)
  const plain = (file: File, fields: Record<string, string> = {}) => upload(`${path}/copies/plain`, file, fields)
  const withdraw = (id: string) => post(`${path}/copies/${id}/withdraw`, {}, officer)
  const copies = () => house.db.selectFrom('requests.copy').selectAll().where('request_number', '=', number).orderBy('released_at').orderBy('id').execute()
  const cookie = `track=${house.cipher.sign(number)}`
  const open = (id: string, as = cookie) => get(`/requests/track/${number}/copies/${id}`, as)
  const head = (id: string) => web.request(`/requests/track/${number}/copies/${id}`, { method: 'HEAD', headers: { cookie } })
  const track = async () => await (await get(`/requests/track/${number}`, cookie)).text()
  const seen = async (role: Role, step: 'review' | 'sign') => {
    const page = await (await get(`${path}?step=${step}`, await signedIn(role))).text()
    return { page, copies: /name="copies" value="([^"]*)"/.exec(page)?.[1] ?? expect.fail('no files on the page') }
  }
  const today = beijingDay(house.now())
  const send = () => done('information-officer', 'deliver', { way: 'email', on: today, tracking: '', evidence: '样例邮箱' })
  const sign = async () => {
    await done('reviewer', 'review')
    await done('signer', 'sign')
  }
  /** What lies in the file store, by name. */
  const stored = async () =>
    (await readdir(join(house.config.dataFolder, 'blobs'), { recursive: true, withFileTypes: true })).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
  return { ...desk, officer, upload, redacted, release, plain, withdraw, copies, cookie, open, head, track, seen, send, sign, stored, today }
}
