import { expect, test } from 'vitest'
import { beijingDay, plainDate } from '../../kernel/plain-date.ts'
import { QUESTIONS, searchCorpus } from '../../../tests/support/search-corpus.ts'
import { testHouse } from '../../../tests/support/house.ts'
import { listMissed, listOften } from './asked-store.ts'
import { MOST_CANDIDATES } from './find-store.ts'
import { namesDocument } from './numerals.ts'
import { dropDocument, indexDocument, indexDocuments, searchFor, type SearchQuestion, type SearchResult, suggest, sweepAsked } from './index.ts'

const NOW = new Date('2020-03-01T02:00:00Z')
const asking = (text: string, change: Partial<SearchQuestion> = {}): SearchQuestion => ({
  text,
  kind: null,
  column: '',
  department: '',
  from: null,
  to: null,
  sort: 'best',
  after: null,
  ...change,
})
const keysOf = ({ hits }: SearchResult): string[] => hits.map(({ path }) => path.replace('/sample/', ''))

async function corpusHouse() {
  const house = await testHouse()
  const { db, agencyId } = house
  await indexDocuments(db, searchCorpus(agencyId))
  const find = (text: string, change: Partial<SearchQuestion> = {}) => searchFor(db, agencyId, asking(text, change), NOW)
  return { house, db, agencyId, find }
}

test('of a set of questions with known answers, the answer is among the first three for at least 95 in 100', async () => {
  const { find } = await corpusHouse()
  const missed: string[] = []
  for (const [typed, key] of QUESTIONS) {
    const found = keysOf(await find(typed)).slice(0, 3)
    if (!found.includes(key)) missed.push(`${typed} → ${key}, found ${found.join(' ')}`)
  }
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(60)
  expect(missed.length / QUESTIONS.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
})

test('what is typed wrong is searched as it was meant, and says so', async () => {
  const { find } = await corpusHouse()
  expect((await find('公几金')).corrected).toMatch(/公积金/)
  expect((await find('lajifenlei')).corrected).toBe('垃圾分类')
  expect((await find('公积金')).corrected).toBeNull()
})

test('who names a document by its number finds that number or nothing, never what shares its year or figures', async () => {
  const { find } = await corpusHouse()
  for (const none of ['西城响应〔2018〕99号', '京政办发〔2026〕12号', '样例罚字2018年46号', '〔2018〕45号 处罚', '样例简报（2019）第9999号'])
    expect([none, keysOf(await find(none))]).toEqual([none, []])
  const others = await find('国发〔2019〕45号')
  expect([others.partly, keysOf(others).includes('chufa'), others.count]).toEqual([true, true, 2])
  expect(keysOf(await find('样例罚字〔2019〕45号 停车位'))[0]).toBe('chufa')
  expect(namesDocument('2019年12号线 施工')).toBe(false)
})

test('a guide that answers gives its answer', async () => {
  const { find } = await corpusHouse()
  const { card } = await find('怎么提取公积金')
  expect(card?.path).toBe('/sample/gjj-tiqu')
  expect(card?.answer.map(({ text }) => text).join('')).toContain('三个工作日内到账')
  expect((await find('预算')).card).toBeNull()
})

test('filters narrow what is found, and pages follow one another without gap or repetition', async () => {
  const { find } = await corpusHouse()
  const cases = await find('样例', { kind: 'case' })
  expect(new Set(cases.hits.map(({ kind }) => kind))).toEqual(new Set(['case']))
  expect((await find('停车', { to: plainDate('2019-06-01') })).hits.every(({ publishedOn }) => publishedOn <= '2019-06-01')).toBe(true)
  for (const sort of ['best', 'newest'] as const) {
    const seen: string[] = []
    const days: string[] = []
    let after: string | null = null
    do {
      const found: SearchResult = await find('工作信息', { sort, after, column: '业务动态' })
      seen.push(...keysOf(found))
      days.push(...found.hits.map(({ publishedOn }) => publishedOn))
      after = found.next
    } while (after !== null)
    const all = sort === 'best' ? MOST_CANDIDATES : 200 // what is ranked has an end, what is in the order of days has none
    expect([seen.length, new Set(seen).size], sort).toEqual([all, all])
    if (sort === 'newest') expect(days).toEqual(days.toSorted().toReversed())
  }
})

test('what is indexed again takes the place of what was there, and what is dropped is found by nothing', async () => {
  const { db, agencyId, find } = await corpusHouse()
  const [one] = searchCorpus(agencyId).filter(({ key }) => key === 'yangquan')
  if (!one) throw new Error('the corpus has it')
  expect(await suggest(db, agencyId, '养犬', NOW)).toContain('养犬登记年检通知')
  await indexDocument(db, { ...one, title: '（样例）遛猫须知', summary: '', body: '' })
  expect(keysOf(await find('遛猫须知'))[0]).toBe('yangquan')
  expect(keysOf(await find('养犬登记年检'))).not.toContain('yangquan')
  await dropDocument(db, agencyId, 'item', 'yangquan')
  expect((await find('遛猫')).count).toBe(0)
  expect(await suggest(db, agencyId, '遛', NOW)).toEqual([])
  expect(await db.selectFrom('search.term').select('term').where('term', 'in', ['养犬', '年检', '遛猫']).execute()).toEqual([])
})

test('the documents of another agency are not found', async () => {
  const { db, agencyId } = await corpusHouse()
  expect((await searchFor(db, agencyId + 1, asking('公积金'), NOW)).count).toBe(0)
})

test('words are offered while they are typed, as they are written, heard or begun', async () => {
  const { db, agencyId } = await corpusHouse()
  expect((await suggest(db, agencyId, '公积', NOW))[0]).toBe('公积金')
  expect(await suggest(db, agencyId, 'gongj', NOW)).toContain('公积金')
  expect(await suggest(db, agencyId, 'ljfl', NOW)).toContain('垃圾分类')
  expect(await suggest(db, agencyId, '老旧小区', NOW)).toEqual(expect.arrayContaining(['老旧小区停车管理办法（试行）', '老旧小区加装电梯补贴办法']))
  expect(await suggest(db, agencyId, '', NOW)).toEqual([])
})

test('each search is counted by day, a miss becomes a task, and nothing that names a person is kept', async () => {
  const { db, agencyId, find } = await corpusHouse()
  for (const text of ['公积金', '公積金', ' 公积金 ', '区块链钱包', '区块链钱包', '13800138000', '联系人张三']) await find(text)
  await find('区块链钱包', { kind: 'case' })
  const often = await listOften(db, agencyId, beijingDay(NOW))
  expect(often).toEqual([
    { text: '公积金', times: 3, found: expect.any(Number) },
    { text: '区块链钱包', times: 2, found: 0 },
  ])
  const { rows } = await listMissed(db, agencyId, false, 1)
  expect(rows.map(({ text, times }) => [text, times])).toEqual([['区块链钱包', 2]])
  await sweepAsked(db, plainDate('2021-12-31'))
  expect(await listOften(db, agencyId, beijingDay(NOW))).toEqual([])
})

test('nothing that is typed breaks the search', async () => {
  const { find } = await corpusHouse()
  for (const text of [
    "'",
    "a'b",
    '\\',
    "'\\'",
    '(',
    '&|!',
    '的',
    '？',
    '<b>',
    '%',
    "t:'x' | y",
    '〔',
    '第条',
    '\u{1f600}',
    'a'.repeat(200),
    '公'.repeat(200),
    '\0x',
  ])
    expect((await find(text)).hits, text).toBeInstanceOf(Array)
})
