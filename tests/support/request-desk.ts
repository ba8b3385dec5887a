import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { beijingDay } from '../../src/kernel/plain-date.ts'
import type { Role } from '../../src/kernel/viewer.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { aSubmission } from '../../src/modules/requests/builders.ts'
import { findRequest, type Request } from '../../src/modules/requests/store.ts'
import { type Submission, submitRequest } from '../../src/modules/requests/submit-request.ts'
import { seededApp } from './seeded.ts'

/** The seeded house with what a test of the console of requests asks of it. */
export async function requestDesk() {
  const app = await seededApp()
  const agencyId = (await getHomeAgency(app.house.db)).id
  const receive = async (over: Partial<Submission> = {}, identity = `样例证件 ${randomUUID()}`): Promise<string> => {
    const receipt = await submitRequest(app.house, agencyId, aSubmission({ ...over, applicant: { identity } }))
    if ('refused' in receipt) throw new Error(receipt.because)
    return receipt.number
  }
  const one = async (number: string): Promise<Request> => (await findRequest(app.house.db, number)) ?? expect.fail()
  const take = async (account: Role, number: string, step: string, fields: Record<string, string> = {}) =>
    await app.post(`/staff/requests/${number}/${step}`, { version: String((await one(number)).version), ...fields }, await app.signedIn(account))
  const done = async (...given: Parameters<typeof take>) => expect((await take(...given)).status, given.join(' ')).toBe(303)
  const text = async (path: string, account?: Role): Promise<string> => await (await app.get(path, account && (await app.signedIn(account)))).text()
  return { ...app, agencyId, receive, one, take, done, text, today: beijingDay(app.house.now()) }
}
