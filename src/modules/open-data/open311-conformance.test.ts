import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JURISDICTION, KEY } from '../../../tests/support/open311-data.ts'
import type { Fault } from '../../../tests/support/open311-fault.ts'
import { FAULTS } from '../../../tests/support/open311-faults.ts'
import { openReference } from '../../../tests/support/open311-reference.ts'
import { checkServer, type Result, rules } from './conformance/run.ts'
import type { Options } from './conformance/survey.ts'

const optionsFor = (url: string, more: Partial<Options> = {}): Options => ({
  base: url,
  discovery: `${url}/discovery`,
  apiKey: KEY,
  readOnly: false,
  timeout: 5000,
  ...more,
})

type Setting = Parameters<typeof openReference>[0]
async function checked(setting: Setting, more: Partial<Options> = {}): Promise<readonly Result[]> {
  const server = await openReference(setting)
  return await checkServer(optionsFor(server.url, more), () => {}).finally(server.close)
}
const placed = { jurisdiction: JURISDICTION }
const idsOf = (results: readonly Result[], kind: Result['kind']): string[] => results.filter((one) => one.kind === kind).map(({ id }) => id)

describe('a server that keeps the specification', () => {
  test('breaks no rule, and only what one jurisdiction cannot show is left aside', async () => {
    const results = await checked({})
    expect(results.filter(({ kind }) => kind === 'broken')).toEqual([])
    expect(idsOf(results, 'idle').filter((id) => !id.startsWith('jurisdiction.'))).toEqual([])
  })

  test('breaks no rule with several jurisdictions either', async () => {
    const results = await checked({ jurisdictions: true }, placed)
    expect(results.filter(({ kind }) => kind === 'broken')).toEqual([])
    expect(idsOf(results, 'idle')).toEqual(['services.empty-parameter'])
  })

  test('may leave JSON away', async () => {
    const results = await checked({ json: false })
    expect(results.filter(({ kind }) => kind === 'broken')).toEqual([])
    expect(idsOf(results, 'idle')).toContain('services.json-status')
    expect(idsOf(results, 'met')).toContain('discovery.json-status')
  })

  test('keeps to a thousand when it holds more', async () => {
    expect(idsOf(await checked({ count: 1100 }), 'broken')).toEqual([])
  })

  test('may be empty', async () => {
    const results = await checked({ count: 0 }, { readOnly: true })
    expect(idsOf(results, 'broken')).toEqual([])
    expect(idsOf(results, 'idle')).toContain('requests.by-id')
  })
})

describe('what is asked for', () => {
  test('rules have names of their own, and there are enough of them', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.length).toBeGreaterThanOrEqual(90)
  })

  test('every rule but the one that is no demand has a fault that proves it', () => {
    const proven = new Set(FAULTS.map(({ rule }) => rule))
    expect(rules.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual(['general.cors'])
    expect(FAULTS.filter(({ rule }) => !rules.some(({ id }) => id === rule))).toEqual([])
  })

  test('nothing is created for those who only read, or have no key', async () => {
    const server = await openReference()
    const before = server.world.requests.length
    await checkServer(optionsFor(server.url, { readOnly: true }))
    const { apiKey: _, ...keyless } = optionsFor(server.url)
    const results = await checkServer(keyless)
    expect(server.world.requests.length).toBe(before)
    expect(idsOf(results, 'idle')).toContain('create.found-again')
    await checkServer(optionsFor(server.url))
    expect(server.world.requests.slice(before).every((one) => String(one['description']).startsWith('Open311 一致性测试，请忽略'))).toBe(true)
    await server.close()
  })
})

const settingFor = (fault: Fault): Setting => ({
  fault,
  jurisdictions: fault.rule.startsWith('jurisdiction.'),
  ...(fault.turn === 'no-limit' ? { count: 1100 } : {}),
})

test.each(FAULTS.map((fault) => [fault.name, fault.rule, fault] as const))('%s → %s', async (_name, rule, fault) => {
  const results = await checked(settingFor(fault), fault.rule.startsWith('jurisdiction.') ? placed : {})
  expect(idsOf(results, 'broken')).toContain(rule)
})
