import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { addDays, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { samples } from './builders.ts'
import { signLetter } from './change-letter.ts'
import { cameBack, DELIVERY_WAYS, isOut, isUnderway, reached, sent } from './delivery.ts'
import { insertEdition, insertLetter } from './letter-store.ts'
import { postLetter, sentOf } from './post-letter.ts'
import { NOT_POSTED, type Posted, type PostingOrder, postedVersion, postedWord, postingClosed, postingFault, type Sent } from './posting.ts'
import { countToSend, findOwed, findPostedOf, listToSend, owe } from './posting-store.ts'
import { produceLetter } from './produce-letter.ts'

const madeOn = plainDate('2026-03-02')
const today = addDays(madeOn, 12)
const words = fc.constantFrom('', ' ', '样例凭据')
const day = fc.integer({ min: -2, max: 14 }).map((days) => addDays(madeOn, days))
const index = fc.integer({ min: 0, max: 3 })
const order: fc.Arbitrary<PostingOrder> = fc.oneof(
  fc.record({ step: fc.constant('send' as const), on: day, way: fc.constantFrom(...DELIVERY_WAYS), tracking: words, evidence: words }),
  fc.record({ step: fc.constant('arrive' as const), on: day, index, evidence: words }),
  fc.record({ step: fc.constant('fail' as const), on: day, index, reason: words }),
  fc.record({ step: fc.constant('keepBack' as const), reason: words }),
)
const orders = fc.array(order, { minLength: 1, maxLength: 25 })

const refusedBy = (letter: Sent, given: PostingOrder) => postingClosed(letter, given.step) ?? postingFault(letter, given, madeOn, today)
function after(posted: Posted, given: PostingOrder): Posted {
  const { deliveries } = posted
  switch (given.step) {
    case 'send':
      return { ...posted, deliveries: sent(deliveries, { ...given, sentOn: given.on }) }
    case 'arrive':
      return { ...posted, deliveries: reached(deliveries, given.index, given.on, given.evidence) }
    case 'fail':
      return { ...posted, deliveries: cameBack(deliveries, given.index, given.on, given.reason) }
    case 'keepBack':
      return { ...posted, keptBack: { on: today, reason: given.reason } }
  }
}
const isOwed = ({ deliveries, keptBack }: Posted): boolean => keptBack === null && !isOut(deliveries)

test('whatever is asked in whatever order: one sending at a time, one result of each, nothing after arrival or after it is kept back', () => {
  fc.assert(
    fc.property(orders, fc.boolean(), (all, signed) => {
      let posted = NOT_POSTED
      for (const given of all) {
        const letter: Sent = { code: 'P2', signedOn: signed ? madeOn : null, posted }
        if (refusedBy(letter, given)) continue
        expect(posted.keptBack).toBe(null)
        const next = after(posted, given)
        expect(postedVersion(next)).toBe(postedVersion(posted) + 1)
        if (given.step === 'send') expect([signed, isOwed(posted), given.way !== 'post' || given.tracking.trim() !== '']).toEqual([true, true, true])
        if (given.step === 'arrive' || given.step === 'fail') expect(posted.deliveries[given.index]).toMatchObject({ reachedOn: null, failed: null })
        if (given.step === 'fail') expect([isOwed(next), postedWord({ ...letter, posted: next })]).toEqual([true, '没有送达，待重新寄送'])
        posted = next
        expect(posted.deliveries.filter(isUnderway).length).toBeLessThan(2)
        expect(posted.deliveries.filter(({ reachedOn }) => reachedOn !== null).length).toBeLessThan(2)
        expect(posted.deliveries.every(({ reachedOn, failed }) => reachedOn === null || failed === null)).toBe(true)
        for (const { sentOn, reachedOn, failed } of posted.deliveries)
          expect([sentOn >= madeOn, (reachedOn ?? failed?.on ?? today) >= sentOn]).toEqual([true, true])
      }
      if (!signed) expect(posted.deliveries).toEqual([])
    }),
  )
})

const letterName = '补正告知书'
test.each([
  ['not signed', { signedOn: null }, `${letterName}还没有签发，签发以后才寄送`],
  [
    'on its way',
    { posted: after(NOT_POSTED, { step: 'send', on: madeOn, way: 'post', tracking: '1', evidence: '' }) },
    '已经寄送，等待送达；没有送达的先登记，再重新寄送',
  ],
  ['kept back', { posted: after(NOT_POSTED, { step: 'keepBack', reason: '另行制作' }) }, `${letterName}已于2026年3月14日记为不再寄送：另行制作`],
] as const)('a letter %s is not sent, and why is said', (_, over, because) => {
  expect(postingClosed({ code: 'P2', signedOn: madeOn, posted: NOT_POSTED, ...over }, 'send')?.because).toBe(because)
})

test('the store keeps what the rules say, and a letter is owed just as long as it has not gone out or has come back', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const { agencyId } = house
  const by: Viewer = { id: randomUUID(), account: 'a', name: '样例人员', role: 'information-officer', agencyId, department: null }
  const made = await produceLetter(house, by, randomUUID(), { code: 'P2', subject: 'requests/XQ-1', values: samples('P2'), day: madeOn })
  if (isRefusal(made) || !('edition' in made)) throw new Error('not made')
  expect(await listToSend(house.db, agencyId)).toMatchObject([{ id: made.id, signed: false, cameBackOn: null, subject: 'requests/XQ-1' }])
  await fc.assert(
    fc.asyncProperty(orders, async (all) => {
      house.setNow('2026-03-02T09:00')
      const subject = `requests/${randomUUID()}`
      const id = await house.db.transaction().execute(async (tx) => {
        const key = randomUUID()
        const fresh = await insertLetter(tx, { agencyId, key, subject, code: 'P2', number: null, year: 2026, nth: null, madeOn })
        const { templateId, valuesSealed, docx, pdf, unshown } = made
        await insertEdition(tx, { letterId: fresh, n: 1, at: house.now(), by: by.name, kind: 'merged', templateId, valuesSealed, docx, pdf, unshown })
        await owe(tx, fresh, agencyId)
        return fresh
      })
      const signed = await house.db.transaction().execute((tx) => signLetter(tx, by, id, house.now()))
      if (isRefusal(signed)) throw new Error(signed.because)
      house.setNow(`${today}T10:00`)
      let posted = NOT_POSTED
      for (const given of all) {
        const rule = refusedBy(sentOf(signed, posted), given)
        const seen = postedVersion(posted)
        const told = await house.db.transaction().execute((tx) => postLetter(tx, by, id, seen, given, house.now()))
        expect(told?.because).toBe(rule?.because)
        if (!rule) {
          posted = after(posted, given)
          expect(await house.db.transaction().execute((tx) => postLetter(tx, by, id, seen, given, house.now()))).toMatchObject({ refused: 'stale' })
        }
        expect(await findPostedOf(house.db, id)).toEqual(posted)
        expect((await findOwed(house.db, agencyId, subject)).has(id)).toBe(isOwed(posted))
      }
      const last = posted.deliveries.at(-1)?.failed?.on ?? null
      const listed = (await listToSend(house.db, agencyId)).filter((one) => one.id === id)
      expect(listed.map(({ cameBackOn }) => cameBackOn)).toEqual(isOwed(posted) ? [last] : [])
    }),
    { numRuns: 15 },
  )
  expect(await countToSend(house.db, agencyId)).toBe((await listToSend(house.db, agencyId)).length)
}, 60_000)
