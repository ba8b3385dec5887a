import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bareHouse, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { serveHouse } from '../../../../../tests/support/open311-house.ts'
import { publish, revise, takeTurns, withdraw } from '../../../../../tests/support/publishing.ts'
import { isRefusal } from '../../../../kernel/refusal.ts'
import { pdfOf, words } from '../../../documents/pdf-builders.ts'
import { keepItemFile } from '../../item-files.ts'
import { getHomeAgency } from '../../../organizations/index.ts'
import { changesSince } from '../integration.ts'
import type { ToldItem } from '../told-item.ts'
import { pullCommand } from './pull-command.ts'
import { pullFrom } from './pull.ts'

async function everything(house: TestHouse): Promise<readonly ToldItem[]> {
  const items: ToldItem[] = []
  for (let since = 0; ; ) {
    const { items: page, next, more } = await changesSince(house.db, { agencyId: house.agencyId, since, column: '', limit: 200, origin: '' })
    items.push(...page)
    if (!more) return items
    since = next
  }
}
/** What a copy has to share with its original: all but its numbers, its moments and where it was taken from. */
const shared = (item: ToldItem): string => {
  const { number, index_number, url, version, changed_at, ...rest } = item
  const same =
    'html' in rest
      ? {
          ...rest,
          revision: 0,
          source: null,
          html: rest.html.replace(/\s*\n\s*/g, ''),
          files: rest.files.map(({ name, size, media }) => ({ name, size, media })),
        }
      : rest
  return JSON.stringify(same)
}
const published = (items: readonly ToldItem[]) => items.filter(({ state }) => state === 'published')

async function first(): Promise<TestHouse> {
  const house = await bareHouse('2026-11-24T09:00', 'template_seeded')
  return Object.assign(house, { agencyId: (await getHomeAgency(house.db)).id })
}
const wish = (house: TestHouse) => ({ agencyId: house.agencyId, publish: true, allowPrivate: true })

test('a second instance is filled from the first by its interface alone, follows it, and a second pull moves nothing', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const key = '0b8f6c1e-6f0a-4a52-8a55-2d5b0c7f5d11'
  const file = new Uint8Array(pdfOf([{ content: words('附件', 100, 700) }]))
  const attached = await keepItemFile(one, key, { name: '附件.pdf', bytes: file })
  if (isRefusal(attached)) throw new Error(attached.because)
  const files = [attached]
  const number = await publish(one, { title: '（样例）带附件的', files })
  await one.db
    .updateTable('files.attachment')
    .set({ subject: `disclosure/${number}` })
    .where('subject', '=', `draft/${key}`)
    .execute()
  const address = await serveHouse(one)
  const lines: string[] = []
  expect([await pullCommand(two, [address, '--publish'], (line) => lines.push(line)), lines]).toEqual([true, expect.anything()])
  const [here, there] = [published(await everything(one)), published(await everything(two))]
  expect(here.length).toBeGreaterThan(154)
  expect(there.map(shared).toSorted()).toEqual(here.map(shared).toSorted())
  expect(lines.at(-3)).toContain(`新 ${here.length} 条`)
  expect(there.every((item) => item.state === 'published' && item.source?.url.startsWith(`${address}/disclosure/`))).toBe(true)

  const copy = there.find(({ title }) => title === '（样例）带附件的')
  const kept = copy?.state === 'published' ? await fetch(`${await serveHouse(two)}${new URL(copy.files[0]?.url ?? '', 'http://x').pathname}`) : undefined
  expect(
    createHash('sha256')
      .update(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer(0)))
      .digest('hex'),
  ).toBe(createHash('sha256').update(file).digest('hex'))

  const events = async () => (await two.db.selectFrom('disclosure.event').select('seq').execute()).length
  const before = await events()
  expect(await pullFrom(two, address, wish(two))).toMatchObject({ outcomes: { new: 0, changed: 0, same: 0, withdrawn: 0, refused: 0 } })
  await two.db.deleteFrom('disclosure.inward_source').execute()
  expect(await pullFrom(two, address, wish(two))).toMatchObject({ outcomes: { new: 0, changed: 0, same: here.length, withdrawn: 0, refused: 0 } })
  expect(await events()).toBe(before)

  const gone = await publish(one, { title: '（样例）将要撤下的' })
  await pullFrom(two, address, wish(two))
  await revise(one, number, { title: '（样例）改过标题的', files: [] })
  await takeTurns(one, here[0]?.number ?? '', [['signer', { step: 'setValidity', validity: 'abolished', reason: '清理', by: '' }]])
  await withdraw(one, gone, '重复')
  expect(await pullFrom(two, address, wish(two))).toMatchObject({ outcomes: { new: 0, changed: 2, withdrawn: 1, refused: 0 } })
  expect(
    published(await everything(two))
      .map(shared)
      .toSorted(),
  ).toEqual(
    published(await everything(one))
      .map(shared)
      .toSorted(),
  )
  expect((await everything(two)).filter(({ state }) => state === 'withdrawn')).toMatchObject([{ title: '（样例）将要撤下的', withdrawn: { reason: '重复' } }])
})

test('without --publish what comes is drafts; what is refused comes again next time', async () => {
  const [one, two] = [await testHouse('2026-11-24T09:00'), await testHouse('2026-11-25T09:00')]
  const number = await publish(one)
  const address = await serveHouse(one)
  expect(await pullCommand(two, [address], () => {})).toBe(true)
  expect(await everything(two)).toEqual([])
  expect(await two.db.selectFrom('disclosure.item').select(['stage', 'title']).execute()).toEqual([{ stage: 'drafting', title: '（样例）井盖安全排查情况' }])
  await withdraw(one, number, '有误')
  // Whether a draft of the office follows what was taken down is for the office to say.
  expect(await pullFrom(two, address, { ...wish(two), publish: false })).toMatchObject({ notTaken: [expect.stringContaining('要不要撤下')] })
  expect(await two.db.selectFrom('disclosure.item').select('stage').execute()).toEqual([{ stage: 'drafting' }])
  const other = await publish(one)
  expect(await pullFrom(two, address, { ...wish(two), publish: false })).toMatchObject({ outcomes: { new: 1, refused: 1 } })
  await revise(one, other, { title: '（样例）改过' })
  await two.db.deleteFrom('disclosure.inward_source').execute()
  // Somebody here works on it as a draft: a published copy does not run over it.
  expect(await pullFrom(two, address, wish(two))).toMatchObject({
    outcomes: { refused: 2 },
    notTaken: expect.arrayContaining([expect.stringContaining('本机正在修改')]),
  })
  expect(await two.db.selectFrom('disclosure.inward_source').select('cursor').execute()).toEqual([])
  for (const wrong of [[], ['not an address'], ['http://127.0.0.1:1']]) expect(await pullCommand(two, wrong, () => {})).toBe(false)
})
