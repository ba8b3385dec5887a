import { describe, expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { apiKeyCommand } from './api-key-command.ts'
import { knowApiKey } from './api-keys.ts'

const shownKey = (text: string): string => /gk_[\w-]{32}/.exec(text)?.[0] ?? ''

describe('the page of the system administrator', () => {
  test('issues a key, shows it once, revokes it, and leaves a trace of both without the key', async () => {
    const { house, get, post, signedIn } = await seededApp()
    const { id } = await getHomeAgency(house.db)
    const cookie = await signedIn('system-administrator')
    expect((await post('/staff/api-keys', { holder: ' ' }, cookie)).status).toBe(422)
    expect((await post('/staff/api-keys', { holder: '样例科技 随手报小程序' }, cookie)).status).toBe(422)
    const issued = await (await post('/staff/api-keys', { holder: '样例科技 随手报小程序', 'right-reports': '1' }, cookie)).text()
    const key = shownKey(issued)
    expect(await knowApiKey(house, id, key)).toMatchObject({ id: expect.any(Number) })
    const listed = await (await get('/staff/api-keys', cookie)).text()
    expect(listed).toContain('样例科技 随手报小程序')
    expect(listed).toContain(key.slice(-4))
    expect(listed).not.toContain(key)

    const [, path = ''] = /action="(\/staff\/api-keys\/\d+\/revoke)"/.exec(listed) ?? []
    expect(await (await post(path, {}, cookie)).text()).toContain('的密钥已收回')
    expect(await knowApiKey(house, id, key)).toBeUndefined()
    expect((await post(path, {}, cookie)).status).toBe(404)

    const traces = await house.db.selectFrom('audit.event').select(['act', 'note']).where('subject', 'like', 'api-keys/%').orderBy('id').execute()
    expect(traces.map(({ act }) => act)).toEqual(['发放接口密钥', '收回接口密钥'])
    expect(JSON.stringify(traces)).not.toContain(key)
  })
})

describe('gongkai api-key', () => {
  test('issues, lists and revokes; what makes no sense is told with the usage', async () => {
    const { house } = await seededApp()
    const { id } = await getHomeAgency(house.db)
    const run = async (...argv: string[]) => {
      const lines: string[] = []
      const done = await apiKeyCommand(house, argv, (line) => lines.push(line))
      return { done, said: lines.join('\n') }
    }
    expect(await run('list')).toEqual({ done: true, said: '还没有发放密钥' })
    const issued = await run('issue', '--holder', '样例街道 热线系统')
    const key = shownKey(issued.said)
    const [, number = ''] = /(\d+) 号密钥/.exec(issued.said) ?? []
    expect(await knowApiKey(house, id, key)).toEqual({ id: Number(number), holder: '样例街道 热线系统', rights: ['reports'] })
    expect((await run('list')).said).toContain(`样例街道 热线系统\t末四位 ${key.slice(-4)}\t2026-11-24 发放\t上报 0 件\t上报案件\t在用`)
    expect(await run('revoke', number)).toEqual({ done: true, said: '“样例街道 热线系统”的密钥已收回' })
    expect((await run('list')).said).toContain('2026-11-24 收回')
    for (const wrong of [['revoke', number], ['revoke', 'x'], ['issue'], ['issue', '--holder', ''], ['issue', '--holder', '样例街道', '--rights', 'all'], []])
      expect((await run(...wrong)).done, wrong.join(' ')).toBe(false)
    expect(await knowApiKey(house, id, '')).toBeUndefined()
  })
})
