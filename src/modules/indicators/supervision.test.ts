import { expect, test } from 'vitest'
import { type SeededApp, seededApp } from '../../../tests/support/seeded.ts'
import { findCase } from '../cases/index.ts'

const textOf = async (answer: Response): Promise<string> => (await answer.text()).replaceAll('&amp;', '&')
const casesIn = (html: string): string[] =>
  [...html.matchAll(/<th scope="row" data-th="编号"[^>]*><a href="\/staff\/cases\/([^"]+)"/g)].map(([, number = '']) => number)

async function opened({ get }: SeededApp, path: string, cookie: string): Promise<string[]> {
  const numbers: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const html: string = await textOf(await get(next, cookie))
    numbers.push(...casesIn(html))
    next = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]
  }
  return numbers
}

test('every figure of now is the number of the cases it opens', async () => {
  const app = await seededApp()
  const cookie = await app.signedIn('leader')
  const links = new Map<string, number>()
  for (const street of ['', '110102001', '110102003']) {
    const html = await textOf(await app.get(`/staff/supervision?street=${street}`, cookie))
    for (const [, path = '', figure = ''] of html.matchAll(/<a href="(\/staff\/supervision\/cases\?[^"]+)"[^>]*>([\d,]+)(?: 件)?<\/a>/g))
      links.set(path, Number(figure.replaceAll(',', '')))
  }
  expect([...links.values()].filter((figure) => figure > 0).length).toBeGreaterThan(10)
  for (const [path, figure] of links) {
    const numbers = await opened(app, path, cookie)
    expect([numbers.length, new Set(numbers).size], path).toEqual([figure, figure])
  }
  // A unit's late ones are late, and its own.
  const [late = ''] = await opened(app, '/staff/supervision/cases?watched=overdue', cookie)
  const one = await findCase(app.house.db, late)
  expect(new Date(one?.row.overdue_from ?? 0).getTime()).toBeLessThan(app.house.now().getTime())
})

/** The first case of a list that may be supervised, with what its form sends. */
async function formOn({ get }: SeededApp, path: string, cookie: string) {
  const html = await textOf(await get(path, cookie))
  const [, number = '', version = '', back = ''] =
    /action="\/staff\/supervision\/([^"]+)"><input type="hidden" name="version" value="(\d+)"[^>]*><input type="hidden" name="back" value="([^"]+)"/.exec(
      html,
    ) ?? []
  return { number, version, back }
}

test.each(['/staff/supervision?period=month', '/staff/supervision/cases?watched=overdue'])('from %s a case is supervised in one step, once', async (path) => {
  const app = await seededApp()
  const cookie = await app.signedIn('duty-officer')
  const { number, version, back } = await formOn(app, path, cookie)
  expect(back).toBe(path)
  const sent = { version, back, level: 'formal', note: '今天 18:00 前处置完毕' }
  const answer = await app.post(`/staff/supervision/${number}`, sent, cookie)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}&done=${number}`])
  const after = await findCase(app.house.db, number)
  expect(after?.events.at(-1)).toMatchObject({ role: 'duty-officer', fact: { step: 'supervise', level: 'formal', note: '今天 18:00 前处置完毕' } })
  expect(await textOf(await app.get(`${path}&done=${number}`, cookie))).toContain('已督办')
  expect(await textOf(await app.get(`/cases/${number}`))).toContain('督办：督办单')

  const again = await app.post(`/staff/supervision/${number}`, { ...sent, note: '又一次' }, cookie)
  expect(again.status).toBe(409)
  const html = await textOf(again)
  expect(html).toContain('您看到的已不是最新情况')
  expect(html).toContain('又一次')
  expect((await findCase(app.house.db, number))?.version).toBe(after?.version)
})

test('a 督办 without a way or a word is refused with what is missing; a foreign address is not gone back to', async () => {
  const app = await seededApp()
  const cookie = await app.signedIn('leader')
  const { number, version } = await formOn(app, '/staff/supervision/cases?watched=overdue', cookie)
  const none = await app.post(`/staff/supervision/${number}`, { version, level: 'shout', note: '快' }, cookie)
  expect([none.status, (await textOf(none)).includes('选择督办的方式')]).toEqual([422, true])
  const mute = await app.post(`/staff/supervision/${number}`, { version, level: 'leader', note: ' ' }, cookie)
  expect([mute.status, (await textOf(mute)).includes('写明督办的要求')]).toEqual([422, true])
  const away = await app.post(`/staff/supervision/${number}`, { version, level: 'leader', note: '请今天处置', back: 'https://example.invalid/?a=1' }, cookie)
  expect(away.headers.get('location')).toBe(`/staff/supervision?a=1&done=${number}`)
})

test('a dispatcher reads and has no form', async () => {
  const app = await seededApp()
  const html = await textOf(await app.get('/staff/supervision', await app.signedIn('dispatcher')))
  expect(html).toContain('超期未结')
  expect(html).not.toContain('发出督办')
})
