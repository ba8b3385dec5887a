import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createApp } from '../../src/app.tsx'
import type { Role } from '../../src/kernel/viewer.ts'
import { para, wordFile } from '../../src/modules/documents/builders.ts'
import { findLetters, type LetterRecord } from '../../src/modules/letters/index.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { aSubmission } from '../../src/modules/requests/builders.ts'
import { findRequest } from '../../src/modules/requests/store.ts'
import { submitRequest } from '../../src/modules/requests/submit-request.ts'
import { seededApp } from './seeded.ts'

const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  D1: { way: '按您选择的电子邮件提供' },
  D12: { search: '检索了样例档案库' },
  D13: { keeper: '样例区民政局', keeperContact: '样例电话' },
  P2: { amendMatters: '写明年度', amendDue: '2026年12月18日' },
}

/** One request on its way to a signed answer, over forms, with the letter that carries it. */
export async function answerDesk() {
  const app = await seededApp()
  const { house } = app
  const web = createApp(house)
  const agencyId = (await getHomeAgency(house.db)).id
  const receipt = await submitRequest(house, agencyId, aSubmission({ applicant: { identity: `样例证件 ${randomUUID()}` } }))
  if ('refused' in receipt) throw new Error(receipt.because)
  const { number } = receipt
  const path = `/staff/requests/${number}`
  const version = async () => String((await findRequest(house.db, number))?.version)
  const take = async (role: Role, step: string, fields: Record<string, string> = {}) =>
    await app.post(`${path}/${step}`, { version: await version(), ...fields }, await app.signedIn(role))
  const done = async (...given: Parameters<typeof take>) => expect((await take(...given)).status, given.join(' ')).toBe(303)
  const draft = (decision: string, text = '样例答复正文。') => done('information-officer', 'draftReply', { decision, text })
  const make = async (code: string, more: Record<string, string> = {}) => {
    const given = { code, key: randomUUID(), asked: '样例事项', body: '样例答复正文', law: '第三十六条', ...FIELDS[code], ...more }
    return await app.post(`${path}/letters`, given, await app.signedIn('information-officer'))
  }
  const letters = async (): Promise<LetterRecord[]> => await findLetters(house.db, agencyId, `requests/${number}`)
  const edit = async (letter: LetterRecord, words: readonly string[] = ['换过的正文。']) => {
    const { remedy = '', applicant = '', requestNumber = '', receivedOn = '' } = JSON.parse(house.cipher.open(letter.valuesSealed))
    const whom = [applicant, requestNumber, receivedOn].map((line) => para(line)).join('')
    const body = new FormData()
    body.set(
      'file',
      new File([new Uint8Array(wordFile(para(letter.number ?? '') + whom + words.map((line) => para(line)).join('') + para(remedy)))], '改.docx'),
    )
    const headers = { cookie: await app.signedIn('information-officer'), origin: 'http://localhost' }
    return await web.request(`${path}/letters/${letter.id}/edited`, { method: 'POST', body, headers })
  }
  const text = async (where: string, role: Role) => await (await app.get(where, await app.signedIn(role))).text()
  const seenBy = async (role: 'reviewer' | 'signer') => {
    const page = await text(`${path}?step=${role === 'reviewer' ? 'review' : 'sign'}`, role)
    return /name="letters" value="([^"]*)"/.exec(page)?.[1] ?? expect.fail('no edition on the page')
  }
  const tracked = async () => await (await app.get(`/requests/track/${number}`, `track=${house.cipher.sign(number)}`)).text()
  return { ...app, agencyId, number, path, take, done, draft, make, letters, edit, text, seenBy, tracked }
}
