import { describe, expect, test } from 'vitest'
import { httpPeer } from '../../tests/support/http-peer.ts'
import { addressFault, callOut, isOutside } from './outgoing.ts'

const ask = (url: string, over: Partial<Parameters<typeof callOut>[0]> = {}) =>
  callOut({ url, method: 'GET', timeoutMs: 2_000, mostBytes: 1_000, allowPrivate: true, ...over })

describe('addresses inside our walls', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'not an address',
    '',
  ])('%s leads nowhere outside', (address) => {
    expect(isOutside(address)).toBe(false)
  })
  test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2400:3200::1', '::ffff:223.5.5.5'])('%s does', (address) => {
    expect(isOutside(address)).toBe(true)
  })
  test.each([
    'http://localhost/',
    'http://a.localhost:80/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://metadata.internal/',
    'https://user:word@example.gov.cn/',
    'ftp://example.gov.cn/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
    '',
  ])('%s is asked nothing', (url) => {
    expect(addressFault(url, false)).toBeTypeOf('string')
  })
  test('a public name is no fault, and a setting lets the inside be asked', () => {
    expect([addressFault('https://example.gov.cn/notify', false), addressFault('http://127.0.0.1:3000/', true)]).toEqual([undefined, undefined])
  })
  test('a name is judged by where it leads when the connection is made', async () => {
    const peer = await httpPeer()
    const { port } = new URL(peer.address)
    // Every machine answers to this name itself, whatever the check of letters says of it.
    const { hostname } = await import('node:os').then(({ hostname: name }) => ({ hostname: name() }))
    const got = await ask(`http://${hostname}:${port}/`, { allowPrivate: false })
    expect(got).toHaveProperty('failed')
    expect(peer.calls).toEqual([])
  })
})

describe('asking', () => {
  test('gives the answer as it is, follows no redirection, and says in Chinese what went wrong', async () => {
    const peer = await httpPeer()
    peer.mind = ({ path }) =>
      path === '/hang'
        ? 'hang'
        : path === '/moved'
          ? { status: 302, headers: { location: '/else' } }
          : { status: 200, body: path === '/much' ? 'x'.repeat(2_000) : '好' }
    expect(await ask(`${peer.address}/`)).toMatchObject({ status: 200, bytes: new TextEncoder().encode('好') })
    expect(await ask(`${peer.address}/moved`)).toMatchObject({ status: 302, location: '/else' })
    expect(await ask(`${peer.address}/much`)).toMatchObject({ failed: 'size' })
    expect(await ask(`${peer.address}/hang`, { timeoutMs: 200 })).toMatchObject({ failed: 'timeout', because: expect.stringContaining('没有答复') })
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ failed: 'connection', because: '连不上对方：那里没有服务在运行' })
    expect(peer.calls.map(({ path }) => path)).toEqual(['/', '/moved', '/much', '/hang'])
  })
})
