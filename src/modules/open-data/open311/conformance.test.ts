import { expect, test } from 'vitest'
import { live, open311House, serveHouse, WELL } from '../../../../tests/support/open311-house.ts'
import { checkServer, type Result } from '../conformance/run.ts'

const DAY_MS = 86_400_000
const inBeijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
const idsOf = (results: readonly Result[], kind: Result['kind']): string[] => results.filter((one) => one.kind === kind).map(({ id }) => id)

/** All services give a number at once, none asks for an attribute, and the words of a report are shown once the hall has read them. */
const NOT_OFFERED = [
  'definition.without-metadata-404',
  'create.same-coordinates',
  'create.same-description',
  'create.description-4000',
  'create.line-breaks',
  'create.required-attribute-400',
  'create.attributes',
  'create.multivalue',
]

/** A house with lives of the last weeks; the suite holds it against the clock of the machine. */
async function livelyHouse() {
  const open311 = await open311House(inBeijing(Date.now()))
  const { house, agencyId } = open311
  house.setNow(inBeijing(Date.now() - 100 * DAY_MS))
  await live(house, agencyId, {})
  for (let day = 9; day > 0; day--) {
    house.setNow(inBeijing(Date.now() - day * DAY_MS))
    await live(house, agencyId, { tile: day % 2 ? 'manhole' : 'road' }, WELL.slice(0, day % (WELL.length + 1)))
    await live(house, agencyId, { tile: 'rubbish' })
  }
  house.setNow(inBeijing(Date.now()))
  return open311
}

const results = async (readOnly: boolean): Promise<readonly Result[]> => {
  const { house, key } = await livelyHouse()
  const base = `${await serveHouse(house)}/open311/v2`
  return await checkServer({ base, discovery: `${base}/discovery`, apiKey: key, readOnly, timeout: 5_000 }, () => {})
}

test('reading breaks no rule of the suite', async () => {
  expect((await results(true)).filter(({ kind }) => kind === 'broken')).toEqual([])
}, 60_000)

test('reading and creating break no rule, and only what this house does not offer is left aside', async () => {
  const all = await results(false)
  expect(all.filter(({ kind }) => kind === 'broken')).toEqual([])
  expect(idsOf(all, 'idle').filter((id) => !/^(jurisdiction|tokens)\./.test(id))).toEqual(NOT_OFFERED)
}, 60_000)
