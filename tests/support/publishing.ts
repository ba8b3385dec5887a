import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal } from '../../src/kernel/refusal.ts'
import type { Role, Viewer } from '../../src/kernel/viewer.ts'
import { aContent } from '../../src/modules/disclosure/builders.ts'
import { type Content, draftItem, type ItemOrder, takeItemStep } from '../../src/modules/disclosure/index.ts'
import type { TestHouse } from './house.ts'

/** Somebody of the office; each role is another person. */
export const officeOf = (house: Pick<TestHouse, 'agencyId'>, role: Role): Viewer => ({
  id: '00000000-0000-4000-8000-000000000000',
  account: role,
  name: `样例${role}`,
  role,
  agencyId: house.agencyId,
  department: null,
})

function must<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.because)
  return value
}

type Turn = readonly [role: Role, order: ItemOrder]
export const REVIEWS: readonly Turn[] = [
  ['information-officer', { step: 'submit' }],
  ['reviewer', { step: 'clear', opinion: '可以公开', grounds: '保密事项范围' }],
  ['signer', { step: 'approve', note: '' }],
]
const OUT: readonly Turn[] = [...REVIEWS, ['information-officer', { step: 'publish' }]]

export async function takeTurns(house: TestHouse, number: string, turns: readonly Turn[]): Promise<void> {
  for (const [role, order] of turns) must(await takeItemStep(house, { agencyId: house.agencyId, number, version: undefined, order }, officeOf(house, role)))
}

export const draft = async (house: TestHouse, over: Partial<Content> = {}): Promise<string> =>
  must(await draftItem(house, officeOf(house, 'information-officer'), randomUUID(), aContent(over)))

/** An item on its whole road to the public; gives its number. */
export async function publish(house: TestHouse, over: Partial<Content> = {}): Promise<string> {
  const number = await draft(house, over)
  await takeTurns(house, number, OUT)
  return number
}

/** A published item changed and published again. */
export const revise = (house: TestHouse, number: string, over: Partial<Content>): Promise<void> =>
  takeTurns(house, number, [
    ['information-officer', { step: 'revise', reason: '更正' }],
    ['information-officer', { step: 'edit', content: aContent(over) }],
    ...OUT,
  ])

export const withdraw = (house: TestHouse, number: string, reason = '内容有误'): Promise<void> =>
  takeTurns(house, number, [['signer', { step: 'withdraw', reason }]])
