import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House, OpenHouse } from '../../platform/house.ts'
import { type WorkLoop, workLoop } from '../../platform/work-loop.ts'
import { leaveTrace } from '../audit/index.ts'
import { BATCH_CHANNEL, type Claim, claimItems, insertBatch, saveMade, saveRefused } from './batch-store.ts'
import type { Values } from './field.ts'
import { type LetterCode, letterOf, missingIn } from './letter.ts'
import { isLacking, keepLetters, pressFor, type Ready, readied, valuesFor } from './produce-letter.ts'

export const MOST_IN_BATCH = 2_000 // office setting
const MOST_ATTEMPTS = 3
const AT_ONCE = 25
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
export async function makeWaiting(house: House): Promise<number> {
  const claims = await claimItems(house.db, AT_ONCE)
  const fresh = claims.filter((claim) => claim.attempt === 1)
  // Those that were tried before are made one by one, so that none keeps the others back.
  const parts = [...(fresh.length > 0 ? [fresh] : []), ...claims.filter((claim) => claim.attempt > 1).map((claim) => [claim])]
  for (const part of parts) await makePart(house, part)
  return claims.length
}

async function makePart(house: House, claims: readonly Claim[]): Promise<void> {
  const [first] = claims
  if (first === undefined) return
  try {
    if (first.attempt > MOST_ATTEMPTS) return await saveRefused(house.db, first, GIVEN_UP, house.now())
    const press = await pressFor(house, first.by.agencyId, first.code, first.madeOn)
    const ready: { claim: Claim; letter: Ready }[] = []
    for (const claim of claims) {
      const values: Values = JSON.parse(house.cipher.open(claim.valuesSealed))
      const one = isRefusal(press) ? press : readied(press, { key: claim.key, subject: claim.subject, values })
      if (isRefusal(one)) await saveRefused(house.db, claim, one.because, house.now())
      else if (isLacking(one)) await saveRefused(house.db, claim, `缺少：${one.missing.map(({ name }) => name).join('、')}`, house.now())
      else ready.push({ claim, letter: one })
    }
    if (isRefusal(press) || ready.length === 0) return
    await house.db.transaction().execute(async (tx) => {
      const ids = await keepLetters(
        house,
        tx,
        first.by,
        press,
        ready.map(({ letter }) => letter),
      )
      await saveMade(
        tx,
        ready.map(({ claim }, i) => ({ claim, letterId: ids[i] ?? 0 })),
        house.now(),
      )
    })
  } catch (error) {
    house.log.error('letters-not-made', error, { batch: first.batchId, n: first.n, letters: claims.length, attempt: first.attempt })
    if (claims.length === 1 && first.attempt >= MOST_ATTEMPTS) await saveRefused(house.db, first, GIVEN_UP, house.now())
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
    work: async () => (await makeWaiting(house)) > 0,
  })
