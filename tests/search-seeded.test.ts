import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { indexWaiting } from '../src/modules/cases/index.ts'
import { searchFor } from '../src/modules/search/index.ts'
import { bareHouse } from './support/house.ts'
import { REVIEWED, SEEDED_QUESTIONS } from './support/seeded-questions.ts'

test('of what people ask the demonstration, the answer is among the first three for at least 95 in 100, and cards say it', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const agency = await house.db.selectFrom('organizations.agency').select('id').executeTakeFirstOrThrow()
  while ((await indexWaiting(house, 1_000)) > 0);
  await sql`analyze search.document`.execute(house.db)
  const missed: string[] = []
  const silent: string[] = []
  for (const { typed, title, path, card } of SEEDED_QUESTIONS) {
    const found = await searchFor(
      house.db,
      agency.id,
      { text: typed, kind: null, column: '', department: '', from: null, to: null, sort: 'best', after: null },
      house.now(),
    )
    const first = found.hits.slice(0, 3).map((hit) => ({ path: hit.path, title: hit.title.map(({ text }) => text).join('') }))
    if (!first.some((hit) => (path ? path.test(hit.path) : title?.test(hit.title))))
      missed.push(`${typed} → ${first.map((hit) => `${hit.path} ${hit.title}`).join(' | ')}`)
    const answer = found.card?.answer.map(({ text }) => text).join('') ?? ''
    if (card && !card.test(answer)) silent.push(`${typed} → ${answer}`)
  }
  expect(SEEDED_QUESTIONS.length).toBeGreaterThanOrEqual(60)
  expect(silent).toEqual([])
  expect(missed.length / SEEDED_QUESTIONS.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
  expect(missed.filter((one) => REVIEWED.some(({ typed }) => one.startsWith(`${typed} →`)))).toEqual([])
})
