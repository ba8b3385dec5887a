import { setImmediate } from 'node:timers/promises'
import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House, OpenHouse } from '../../platform/house.ts'
import { type WorkLoop, workLoop } from '../../platform/work-loop.ts'
import { leaveTrace } from '../audit/index.ts'
import { BATCH_CHANNEL, type Claim, claimItem, insertBatch, saveMade, saveRefused } from './batch-store.ts'
import type { Values } from './field.ts'
import { type LetterCode, letterOf, missingIn } from './letter.ts'
import { isLacking, produceLetter, valuesFor } from './produce-letter.ts'

export const MOST_IN_BATCH = 2_000 // office setting
const MOST_ATTEMPTS = 3
const AT_ONCE = 50
const LOOK_MS = 2_000
const GIVEN_UP = '制作了三次都没有成功。请单独制作，或者把这一行告诉系统管理员'

/** One letter asked for: what it is about and what is known of it, or why there is nothing. */
export type BatchOrder = { readonly subject: string; readonly values: Values | Refusal }

/** Puts letters in line to be made; those that lack something are named at once and none is made of them. Gives the batch's id. */
export async function startBatch(house: House, by: Viewer, key: string, code: LetterCode, orders: readonly BatchOrder[]): Promise<number | Refusal> {
  if (orders.length === 0) return refuse('invalid', '写明要制作文书的申请编号，一行一个')
  if (orders.length > MOST_IN_BATCH) return refuse('limit', `一次最多 ${MOST_IN_BATCH} 份，请分几次制作`)
  const day = beijingDay(house.now())
  const items: { subject: string; valuesSealed: string | null; problem: string | null }[] = []
  for (const { subject, values } of orders) {
    if (isRefusal(values)) items.push({ subject, valuesSealed: null, problem: values.because })
    else {
      const missing = missingIn(code, await valuesFor(house, by.agencyId, { code, values, day }))
      const problem = missing.length > 0 ? `缺少：${missing.map(({ name, how }) => `${name}（${how}）`).join('；')}` : null
      items.push({ subject, valuesSealed: house.cipher.seal(JSON.stringify(values)), problem })
    }
  }
  return await house.db.transaction().execute(async (tx) => {
    const id = await insertBatch(tx, { key, code, madeOn: day, at: house.now(), by, items })
    await leaveTrace(tx, { at: house.now(), by, act: '批量制作文书', subject: `letters/batches/${id}`, note: `${letterOf(code).name} ${orders.length}份` })
    return id
  })
}

/** Makes letters that stand in line, and gives how many it took up. Any number of processes may do so at once. */
export async function makeWaiting(house: House, most = AT_ONCE): Promise<number> {
  for (let done = 0; done < most; done++) {
    const claim = await claimItem(house.db)
    if (claim === undefined) return done
    await makeOne(house, claim)
    await setImmediate() // pages are answered in between
  }
  return most
}

async function makeOne(house: House, claim: Claim): Promise<void> {
  try {
    if (claim.attempt > MOST_ATTEMPTS) return await saveRefused(house.db, claim, GIVEN_UP)
    const values: Values = JSON.parse(house.cipher.open(claim.valuesSealed))
    const made = await produceLetter(house, claim.by, claim.key, { code: claim.code, subject: claim.subject, values, day: claim.madeOn })
    if (isLacking(made)) await saveRefused(house.db, claim, `缺少：${made.missing.map(({ name }) => name).join('、')}`)
    else if (isRefusal(made)) await saveRefused(house.db, claim, made.because)
    else await saveMade(house.db, claim, made.id)
  } catch (error) {
    house.log.error('letter-not-made', error, { batch: claim.batchId, n: claim.n, attempt: claim.attempt })
    if (claim.attempt >= MOST_ATTEMPTS) await saveRefused(house.db, claim, GIVEN_UP)
  }
}

/** Works on letters until it is stopped. */
export const startLetterWork = (house: OpenHouse): WorkLoop =>
  workLoop({
    databaseUrl: house.databaseUrl,
    log: house.log,
    channel: BATCH_CHANNEL,
    lookMs: LOOK_MS,
    failure: 'letter-work-failed',
    work: async () => (await makeWaiting(house)) === AT_ONCE,
  })
