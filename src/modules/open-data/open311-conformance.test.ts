import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { JURISDICTION, KEY } from '../../../tests/support/open311-data.ts'
import type { Fault } from '../../../tests/support/open311-fault.ts'
import { FAULTS } from '../../../tests/support/open311-faults.ts'
import { NEARBY, nearReference, openReference } from '../../../tests/support/open311-reference.ts'
import { NoAnswer } from './conformance/client.ts'
import { checkServer, type Result, rules } from './conformance/run.ts'
import type { Options } from './conformance/survey.ts'
import { open311ConformanceCommand } from './open311-conformance-command.ts'

const optionsFor = (url: string, more: Partial<Options> = {}): Options => ({
  base: url,
  discovery: `${url}/discovery`,
  apiKey: KEY,
  readOnly: false,
  timeout: 5000,
  ...more,
})

type Setting = Parameters<typeof nearReference>[0]
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

  test('may show what was sent only after it was read', async () => {
    const held: Fault = {
      name: 'held back',
      rule: '',
      at: 'request',
      value: (value) => (Array.isArray(value) ? value.map((one: object) => ({ ...one, description: null, lat: null, long: null })) : value),
    }
    const all = await checkServer(optionsFor(NEARBY, { network: nearReference({ fault: held }) }))
    const compared = ['create.same-coordinates', 'create.same-description', 'create.description-4000', 'create.line-breaks']
    expect(idsOf(all, 'idle').filter((id) => compared.includes(id))).toEqual(compared)
    expect(idsOf(all, 'broken').filter((id) => id.startsWith('create.'))).toEqual([])
  })

  test('may live: a case that moves on between two answers is no fault', async () => {
    const network = nearReference({})
    let moved = 0
    const living: Options['network'] = async (address, init) => {
      const answer = await network(address, init)
      if (moved > 0 || !/\/requests\/[^/]+\.xml/.test(String(address)) || answer.status !== 200) return answer
      moved += 1
      const text = Buffer.from(await answer.arrayBuffer()).toString()
      const other = text.replace(/<status>(open|closed)</, (_all: string, status: string) => `<status>${status === 'open' ? 'closed' : 'open'}<`)
      return new Response(other, { status: 200, headers: answer.headers })
    }
    expect(idsOf(await checkServer(optionsFor(NEARBY, { network: living, readOnly: true })), 'broken')).toEqual([])
    expect(moved).toBe(1)
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

  test('every rule but two has a fault that proves it', () => {
    const proven = new Set(FAULTS.map(({ rule }) => rule))
    // The address is given by whoever asks, and other sites' pages are no demand of the specification: see below.
    expect(rules.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual(['discovery.address', 'general.cors'])
    expect(FAULTS.filter(({ rule }) => !rules.some(({ id }) => id === rule))).toEqual([])
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  })

  test('discovery may be elsewhere, but is called discovery', async () => {
    const network = nearReference({})
    const named = await checkServer(optionsFor(NEARBY, { network, discovery: `${NEARBY}/about` }))
    expect(idsOf(named, 'broken')).toContain('discovery.address')
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
  const more = rule.startsWith('jurisdiction.') ? placed : {}
  const results = await checkServer(optionsFor(NEARBY, { ...more, network: nearReference(settingFor(fault)) }))
  expect(idsOf(results, 'broken')).toContain(rule)
})

test('a fault is found over HTTP as it is without', async () => {
  const fault = FAULTS.find(({ rule }) => rule === 'requests.status-open')
  if (!fault) throw new Error('no such fault')
  const near = await checkServer(optionsFor(NEARBY, { network: nearReference({ fault }) }))
  expect(idsOf(await checked({ fault }), 'broken')).toEqual(idsOf(near, 'broken'))
})

describe('the command', () => {
  const said = async (...argv: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await open311ConformanceCommand(
      argv,
      (line) => out.push(line),
      (line) => err.push(line),
    )
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  const against = async (fault: Fault | undefined, ...argv: readonly string[]) => {
    const server = await openReference(fault ? { fault } : {})
    return await said(`${server.url}/`, ...argv).finally(server.close)
  }
  const wrongType = FAULTS.find(({ rule }) => rule === 'services.xml-content-type')

  test('answers 0 when nothing is broken, one line a rule, and a sum at the end', async () => {
    const { code, out, err } = await against(undefined, '--api-key', KEY)
    const idle = rules.filter(({ id }) => id.startsWith('jurisdiction.')).length
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('✓ services.metadata-boolean　metadata 在 JSON 中应是布尔值，不是字符串：符合（GET http://127.0.0.1:')
    expect(out).toContain('– jurisdiction.known　所给的 jurisdiction_id 应有服务目录：不适用，没有给出 --jurisdiction')
    expect(out.split('\n').at(-1)).toBe(`${rules.length - idle} 项通过，0 项不符，${idle} 项不适用`)
    expect(out.split('\n').filter((line) => /^[✓✗–] /.test(line)).length).toBe(rules.length)
    expect(out).not.toContain(KEY)
  })

  test('answers 1 when something is, saying what was found and where', async () => {
    const { code, out } = await against(wrongType, '--read-only')
    expect(code).toBe(1)
    expect(out).toMatch(
      /✗ services\.xml-content-type　服务目录（XML）的 Content-Type 应是 text\/xml; charset=utf-8；得到“application\/xml; charset=utf-8”（GET http.*services\.xml）。依据：/,
    )
    expect(out).toContain('不适用，只读检查，不创建案件')
  })

  test('tells programs the same in JSON', async () => {
    const { code, out } = await against(wrongType, '--json', '--read-only')
    const told: unknown = JSON.parse(out)
    expect(code).toBe(1)
    expect(told).toMatchObject({ broken: 1, results: expect.arrayContaining([expect.objectContaining({ id: 'services.xml-content-type', kind: 'broken' })]) })
  })

  test('answers 2 to a server that is not there, with one sentence', async () => {
    const { code, out, err } = await said('http://127.0.0.1:9/open311/v2')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^服务器没有回答：GET http:\/\/127\.0\.0\.1:9\/open311\/v2\/services\.xml 连不上（.+）。请检查网址和网络后再试。$/)
  })

  test.each([
    [[], '缺少要检查的网址'],
    [['ftp://host/open311'], '不是 http 或 https 的网址'],
    [['http://a/v2', 'http://b/v2'], '一次只检查一个网址'],
    [['http://a/v2', '--verbose'], '选项不对：--verbose'],
    [['http://a/v2', '--api-key'], '选项不对：--api-key'],
    [['http://a/v2', '--api-key', ''], '--api-key 是空的'],
    [['http://a/v2', '--discovery', 'discovery.xml'], '不是 http 或 https 的网址'],
  ])('answers 2 to wrong arguments: %j', async (argv, because) => {
    const { code, err } = await said(...argv)
    expect(code).toBe(2)
    expect(err).toContain(because)
    expect(err).toContain('用法：')
  })

  test('explains itself', async () => {
    expect(await said('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--read-only') })
  })
})

describe('a server in trouble', () => {
  test('that never answers ends the run when the time is over', async () => {
    const server = createServer(() => {})
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const run = checkServer(optionsFor(`http://127.0.0.1:${port}/v2`, { timeout: 100 }))
    await expect(run).rejects.toThrow(/在 0\.1 秒内没有回答/)
    server.closeAllConnections()
    server.close()
  })

  test('that goes away in the middle ends it too', async () => {
    const network = nearReference({})
    let left = 20
    const fading: Options['network'] = async (address, init) => {
      left -= 1
      if (left < 0) throw new TypeError('fetch failed')
      return await network(address, init)
    }
    await expect(checkServer(optionsFor(NEARBY, { network: fading }))).rejects.toThrow(NoAnswer)
  })

  test('that knows nothing of Open311 breaks rules, and no rule stumbles over it', async () => {
    for (const body of [
      '',
      'null',
      '<html><body>欢迎</body></html>',
      '[null, 1, "x"]',
      '{"services":{}}',
      '<services><service/><service>x</service></services>',
    ]) {
      const network: Options['network'] = async () => new Response(body, { status: 200, headers: { 'content-type': 'text/html' } })
      const results = await checkServer(optionsFor(NEARBY, { network, jurisdiction: JURISDICTION }))
      expect(idsOf(results, 'broken').length).toBeGreaterThan(5)
    }
  })
})
