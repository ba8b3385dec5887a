import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { otherSites, ownPages } from './try-links.ts'

test('pages of this platform are asked without the network, as somebody not signed in', async () => {
  const own = ownPages((request) => new Response('', { status: { '/there': 200, '/gone': 410, '/broken': 500 }[new URL(request.url).pathname] ?? 404 }))
  expect([await own('/there?x=1'), await own('/gone'), await own('/broken'), await own('/nowhere')]).toEqual([
    undefined,
    '已经撤下',
    '不能打开（500）',
    '没有这一页',
  ])
})

test('another site is there when it answers, asks who one is or sends much, and is not when it says so or does not answer', async () => {
  const server = createServer((request, response) => {
    const status = Number(request.url?.slice(1, 4))
    response.writeHead(status).end(request.url?.endsWith('long') ? 'x'.repeat(600_000) : '')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const outside = otherSites(true)
  for (const path of ['/200', '/302', '/401', '/403', '/405', '/429', '/200long']) expect(await outside(base + path), path).toBeUndefined()
  expect(await outside(`${base}/404`)).toBe('没有这一页')
  expect(await outside(`${base}/503`)).toBe('对方答复 503')
  expect(await outside('http://127.0.0.1:1/')).toContain('连不上对方')
  expect(await otherSites(false)(`${base}/200`)).toContain('内部网络')
})
