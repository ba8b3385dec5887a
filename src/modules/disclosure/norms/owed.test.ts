import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDesk } from '../../../../tests/support/desk.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { inspect } from '../watch/inspect.ts'
import { findNorm } from './store.ts'

const quiet = { own: async () => undefined, outside: async () => undefined }

test('what is issued is owed at once: on the desk and among the tasks until it is on the road; then its explanation, until it is said to need none', async () => {
  const { house, send, publish, get, signedIn } = await aDesk()
  const { id: agencyId } = await getHomeAgency(house.db)
  const must = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) => {
    const norm = await findNorm(house.db, agencyId, number)
    const answer = await send(role, `/staff/norms/${number}/${step}`, { version: String(norm?.version), ...fields })
    expect([step, answer.status]).toEqual([step, 303])
  }
  const tasks = async (number: string) => {
    await inspect(house, agencyId, quiet)
    const rows = await house.db.selectFrom('disclosure.task').selectAll().where('subject', '=', number).where('done_on', 'is', null).execute()
    return rows.map(({ kind, until_on }) => [kind, until_on])
  }
  const words = { title: '（样例）共享单车停放规定', issuer: '样例机关', subject: '交通', summary: '停放的规定。', note: '样例说明。', body: '第一条　样例。' }
  const begun = await send('information-officer', '/staff/norms/new', { key: randomUUID(), origin: 'own', ...words })
  const number = (begun.headers.get('location') ?? '').split('/').at(-1) ?? ''
  await must('signer', number, 'waive', { reason: '样例：只涉及内部执行标准' })
  await must('information-officer', number, 'submit')
  await must('reviewer', number, 'passLegality', { opinion: '合法', grounds: '国办发〔2018〕115号' })
  await must('signer', number, 'decide', { meeting: '样例办公会', decidedOn: '2026-11-24' })
  const [series] = await house.db.selectFrom('disclosure.norm_series').select('id').where('agency_id', '=', agencyId).execute()
  await must('information-officer', number, 'assignNumber', { effectiveOn: '2026-12-01', series: String(series?.id) })
  expect(await tasks(number)).toEqual([['unpublished', '2026-12-22']])
  const officer = await signedIn('information-officer')
  expect(await (await get('/staff/norms?tab=unpublished', officer)).text()).toContain(words.title)
  expect(await (await get(`/staff/norms/${number}`, officer)).text()).toContain('最迟2026年12月22日公开')
  await must('information-officer', number, 'toRoad')
  expect(await tasks(number)).toEqual([])
  await publish((await findNorm(house.db, agencyId, number))?.state.item ?? '')
  expect(await tasks(number)).toEqual([['interpret', '2026-11-27']])
  const { version } = (await findNorm(house.db, agencyId, number)) ?? {}
  const unsaid = await send('information-officer', `/staff/norms/${number}/setInterpretation`, { version: String(version), needed: 'no', reason: '' })
  expect(unsaid.status).toBe(422)
  await must('information-officer', number, 'setInterpretation', { needed: 'no', reason: '内容简单，正文已经写明' })
  expect(await tasks(number)).toEqual([])
})

test('a draft is thrown away only for a reason of the list, with where it is now; the reviewer sees it and may bring it back', async () => {
  const { draft, take, must, get, signedIn, itemOf } = await aDesk()
  const [number, other] = [await draft(), await draft({ title: '（样例）另一条' })]
  for (const fields of [
    { reason: '不想发' },
    { why: 'duplicate' },
    { why: 'duplicate', into: '2026-99999' },
    { why: 'duplicate', into: number },
    { why: 'mistake' },
  ])
    expect((await take('information-officer', number, 'proposeDiscard', fields)).status, JSON.stringify(fields)).toBe(422)
  await must('information-officer', number, 'proposeDiscard', { why: 'duplicate', into: other })
  expect((await take('reviewer', number, 'clear', { opinion: '可以公开', grounds: '依据' })).status).toBe(409)
  await must('reviewer', number, 'discard')
  expect(await (await get('/staff/disclosure?tab=discarded', await signedIn('reviewer'))).text()).toContain(`/staff/disclosure/${number}`)
  await must('reviewer', number, 'reopen', { reason: '两条不一样' })
  expect((await itemOf(number)).state.stage).toBe('drafting')
})
