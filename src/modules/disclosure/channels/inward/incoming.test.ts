import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, inChinese, plainDate } from '../../../../kernel/plain-date.ts'
import { isRefusal } from '../../../../kernel/refusal.ts'
import { COLUMNS } from '../../columns.ts'
import { columnIn, dayIn, type Given, incomingOf, NOTHING_GIVEN, verdictOf } from './incoming.ts'
import { readSource } from './read-source.ts'

const TODAY = plainDate('2026-11-25')
const SOURCE = { name: '样例局', url: 'https://x.example/feed' }
const given = (over: Partial<Given> = {}): Given => ({
  ...NOTHING_GIVEN,
  id: '7',
  url: 'https://x.example/7',
  title: '（样例）标题',
  column: '通知公告',
  formedOn: '2026-11-20',
  html: '<p>正文</p>',
  ...over,
})
const judge = (over: Partial<Given>) => incomingOf(given(over), SOURCE, { column: '', issuer: '样例机关' }, TODAY)

describe('what another system says', () => {
  test('days in every way people write them are the same day; what is none is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (n) => {
        const day = addDays(plainDate('2000-01-01'), n)
        const [year, month, date] = day.split('-')
        for (const written of [
          day,
          `${year}/${Number(month)}/${Number(date)}`,
          `${year}.${month}.${date}`,
          inChinese(day),
          `${day}T08:00:00+08:00`,
          ` ${day} `,
        ])
          expect(dayIn(written)).toBe(day)
      }),
    )
    for (const wrong of ['', '昨天', '2026-13-01', '2026-02-30', '26-1-1', '20261120']) expect(dayIn(wrong)).toBeUndefined()
  })

  test('a column is known by its code and by its name', () => {
    for (const { code, name } of COLUMNS) expect([columnIn(code), columnIn(` ${name} `)]).toEqual([code, code])
    expect(columnIn('别的')).toBeUndefined()
  })

  test('what is missing is told; what can stand for it does', () => {
    expect(judge({})).toMatchObject({
      sourceId: 'https://x.example/feed#7',
      content: { column: 'notices', issuer: '样例机关', source: { name: '样例局', url: 'https://x.example/7' } },
      published: null,
    })
    for (const [over, says] of [
      [{ title: ' ' }, '标题'],
      [{ column: '' }, '没有选默认栏目'],
      [{ column: '别的' }, '别的'],
      [{ formedOn: '' }, '没有成文日期'],
      [{ formedOn: '昨天' }, '现在是“昨天”'],
      [{ formedOn: '2026-11-26' }, '不能晚于今天'],
      [{ validUntil: '2026-01-01' }, '有效期'],
      [{ published: { on: '2026-11-20', firstOn: '2026-11-21', validity: 'valid' } }, '发布日期'],
      [{ published: { on: '2026-11-20', firstOn: '2026-11-20', validity: 'odd' } }, '有效性'],
    ] as const)
      expect(judge(over)).toMatchObject({ refused: 'invalid', because: expect.stringContaining(says) })
    expect(judge({ url: 'javascript:alert(1)' })).toMatchObject({ content: { source: { url: 'https://x.example/feed' } } })
    expect(judge({ id: '', url: '' })).toMatchObject({ sourceId: 'https://x.example/feed#（样例）标题 2026-11-20' })
  })

  test('the same again is the same, anything else a change', () => {
    expect([verdictOf('a', undefined), verdictOf('a', { digest: 'a', number: '1' }), verdictOf('b', { digest: 'a', number: '1' })]).toEqual([
      'new',
      'same',
      'changed',
    ])
  })
})

describe('what was read', () => {
  const read = (text: string, column = 'news') =>
    readSource({ name: '', url: SOURCE.url, bytes: new TextEncoder().encode(text) }, { column, issuer: '样例' }, TODAY)
  test('what is no source says what can be read', async () => {
    for (const [text, says] of [
      ['标题,日期', '认不出格式'],
      ['{"a":1}', '既不是本平台的接口'],
      ['{', 'JSON 不完整'],
      ['<html></html>', '不是 RSS'],
      ['<rss', 'XML 不完整'],
      ['<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel><title>&a;</title></channel></rss>', 'XML 不完整'],
      ['PK\u0003\u0004 none', '表格'],
    ] as const)
      expect(await read(text), text).toMatchObject({ because: expect.stringContaining(says) })
  })

  test('lines are judged one by one: a bad one spoils no other, and what came twice is told', async () => {
    const item = (over: object) => ({
      id: '1',
      title: '（样例）一',
      date_published: '2026-11-20T00:00:00+08:00',
      content_html: '<p onclick="x()">好<script>x</script></p>',
      ...over,
    })
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: '样例局', items: [item({}), item({ id: '2', title: '' }), { title: 'x' }, item({})] }
    const got = await read(JSON.stringify(feed))
    if (isRefusal(got)) throw new Error(got.because)
    expect(got.name).toBe('样例局')
    expect(got.judged).toMatchObject([
      { row: 1, incoming: { content: { html: '<p>好</p>' } } },
      { row: 2, refused: '写一个标题' },
      { row: 3, refused: expect.stringContaining('id') },
      { row: 4, refused: '与上面的一条是同一条' },
    ])
  })
})
