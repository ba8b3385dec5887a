import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createApp } from '../../../app.tsx'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { requestFigures } from '../figures.ts'
import { clockOfState } from '../request.ts'
import { findRequest } from '../store.ts'
import { projectionOf } from '../take-step.ts'
import { aPaper, aWorkbook } from './builders.ts'
import { readLedger } from './read-workbook.ts'

async function opened() {
  const app = await seededApp()
  const { house } = app
  const web = createApp(house)
  const cookie = await app.signedIn('information-officer')
  const upload = async (bytes: Uint8Array, name = '台账2025.xlsx'): Promise<Response> => {
    const body = new FormData()
    body.set('file', new File([new Uint8Array(bytes)], name))
    return await web.request('/staff/requests/import', { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
  }
  const previewed = async (rows: Parameters<typeof aWorkbook>[0], title?: string): Promise<string> => {
    const answer = await upload(await aWorkbook(rows, title))
    expect(answer.status, await answer.clone().text()).toBe(303)
    return answer.headers.get('location') ?? ''
  }
  const text = async (path: string): Promise<string> => (await (await app.get(path, cookie)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const confirm = (path: string) => app.post(path, {}, cookie)
  const imported = () =>
    house.db
      .selectFrom('requests.imported as i')
      .innerJoin('requests.request as r', 'r.id', 'i.request_id')
      .select(['i.paper_number', 'r.number', 'r.received_on', 'r.evidence', 'r.version', 'r.stage', 'r.concluded_on', 'r.decision', 'r.submitted_at'])
      .orderBy('r.received_on')
      .orderBy('r.id')
      .execute()
  return { ...app, cookie, upload, previewed, text, confirm, imported }
}

test('a ledger with mistakes is not written at all; mended, it is written once, in order of receipt, under numbers without gaps', async () => {
  const { house, previewed, text, confirm, imported, get, cookie } = await opened()
  const rows = [
    aPaper('纸2', { arrivedOn: '2025-06-05', decision: '予以公开', repliedOn: '2025-07-10', department: '没有的科室' }),
    aPaper('纸1', { arrivedOn: '2025-06-03', decision: '公开', repliedOn: '2025-06-10' }),
    aPaper('纸3', { arrivedOn: '2025-06-04' }),
    aPaper('纸3', { arrivedOn: '2025-06-04' }),
    aPaper('示例-1', { arrivedOn: '不读' }),
  ]
  const before = await house.db.selectFrom('requests.request').select('id').execute()
  const bad = await previewed(rows)
  const page = await text(bad)
  for (const says of [
    '将导入 1 件',
    '有错误 3 行',
    '第 2 行“承办科室”',
    '第 3 行“答复类型”：“公开”不认识，最接近的是“予以公开”',
    '第 5 行“原编号”：“纸3”与第 4 行重复',
    '1 行示例没有读',
  ])
    expect(page).toContain(says)
  expect(page).not.toContain('样例甲')
  expect((await confirm(bad)).status).toBe(422)
  expect((await house.db.selectFrom('requests.request').select('id').execute()).length).toBe(before.length)

  const { department: _, ...second } = rows[0] ?? {}
  const good = await previewed([second, { ...rows[1], decision: '予以公开' }, rows[2] ?? {}], '2025年依申请公开台账')
  expect(await text(good)).toContain('答复超期 5 个工作日')
  const answers = await Promise.all([confirm(good), confirm(good), confirm(good)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await text(good)).toContain('已导入 3 件')
  const kept = await imported()
  expect(kept.map(({ paper_number }) => paper_number)).toEqual(['纸1', '纸3', '纸2'])
  const serials = kept.map(({ number }) => Number(number.slice(-4)))
  expect(serials).toEqual([serials[0], (serials[0] ?? 0) + 1, (serials[0] ?? 0) + 2])
  expect(kept[0]).toMatchObject({ evidence: '纸质台账，原编号 纸1', decision: 'granted', concluded_on: '2025-06-10' })
  const record = await (await get(`/staff/requests/${kept[2]?.number}`, cookie)).text()
  expect(record).toContain('纸质台账，原编号 纸2')
  expect(await house.db.selectFrom('audit.event').select('act').where('act', '=', '导入纸质台账').execute()).toHaveLength(1)
})

test('what was imported is what a replay gives, with its clock and in the figures of its year', async () => {
  const { house, previewed, confirm, imported } = await opened()
  const agencyId = (await getHomeAgency(house.db)).id
  const before = await requestFigures(house.db, agencyId, 2025)
  await confirm(
    await previewed([
      aPaper('甲', {
        decision: '部分公开',
        repliedOn: '2025-06-30',
        sentOn: '2025-07-01',
        amendAskedOn: '2025-06-05',
        amendedOn: '2025-06-12',
        kind: '商业企业',
      }),
      aPaper('乙', { decision: '逾期不补正', amendAskedOn: '2025-06-05', repliedOn: '2025-07-01' }),
      aPaper('丙', { arrivedOn: '2025-12-30' }),
    ]),
  )
  const calendar = await loadCalendar(house.db)
  for (const row of await imported()) {
    const request = await findRequest(house.db, row.number)
    if (!request) throw new Error('gone')
    expect(row).toMatchObject({ version: request.events.length, stage: request.state.stage, concluded_on: request.state.conclusion?.on ?? null })
    expect(projectionOf(request.state, plainDate('2026-11-24'), calendar).decision).toBe(row.decision)
    expect(request.events.map(({ seq }) => seq)).toEqual(request.events.map((_, i) => i + 1))
    if (row.paper_number === '甲') expect(clockOfState(request.state, plainDate('2026-11-24'), calendar).due).toBe('2025-07-10')
    if (row.paper_number === '甲') expect(request.events.at(1)).toMatchObject({ role: 'information-officer', article: '条例第三十条' })
  }
  const after = await requestFigures(house.db, agencyId, 2025)
  expect(after.received.natural_person - before.received.natural_person).toBe(2)
  expect(after.partly_granted.business - before.partly_granted.business).toBe(1)
  expect(after['other.not_amended'].natural_person - before['other.not_amended'].natural_person).toBe(1)
  expect(after.carried_out.natural_person - before.carried_out.natural_person).toBe(1)
})

test('uploaded again nothing is doubled: what is there is said to be, and what differs stays as it is', async () => {
  const { house, previewed, text, confirm, imported } = await opened()
  await confirm(await previewed([aPaper('一'), aPaper('二')]))
  const [one] = await imported()
  const again = await previewed([aPaper('一'), aPaper('二', { subject: '另一件事情的文件和附图' }), aPaper('三')])
  const page = await text(again)
  for (const says of ['将导入 1 件，已有 2 件', '没有变化', '这次的内容不同，不会改动', one?.number ?? '?']) expect(page).toContain(says)
  await confirm(again)
  expect(await imported()).toHaveLength(3)
  expect((await findRequest(house.db, (await imported())[1]?.number ?? ''))?.subject).not.toContain('另一件事情')
  expect(await text(await previewed([aPaper('一')]))).toContain('没有要导入的')
})

test('two officers who import the same paper at once import it once', async () => {
  const { previewed, confirm, imported } = await opened()
  const paths = await Promise.all([previewed([aPaper('一'), aPaper('二')]), previewed([aPaper('二'), aPaper('三')])])
  expect((await Promise.all(paths.map(confirm))).map(({ status }) => status)).toEqual([303, 303])
  expect((await imported()).map(({ paper_number }) => paper_number).toSorted()).toEqual(['一', '三', '二'])
})

test('the rows wait sealed, are seen by who read them only, and are gone when they are done', async () => {
  const { house, previewed, confirm, get, signedIn } = await opened()
  const path = await previewed([aPaper('一', { name: '样例秘密人' })])
  const [kept] = await house.db.selectFrom('requests.import_batch').select('rows_sealed').execute()
  expect(kept?.rows_sealed).not.toContain('样例')
  expect((await get(path, await signedIn('reviewer'))).status).toBe(403)
  await house.db.updateTable('requests.import_batch').set({ by_account: 'another' }).execute()
  expect((await confirm(path)).status).toBe(404)
  await house.db.updateTable('requests.import_batch').set({ by_account: 'xinxi' }).execute()
  await confirm(path)
  const [done] = await house.db.selectFrom('requests.import_batch').select(['rows_sealed', 'added']).execute()
  expect([house.cipher.open(done?.rows_sealed ?? ''), done?.added]).toEqual(['[]', 1])
})

test('the template is read back: its example is left out, its heads and lists are the columns', async () => {
  const { get, cookie, upload } = await opened()
  const bytes = new Uint8Array(await (await get('/staff/requests/import/template.xlsx', cookie)).arrayBuffer())
  const empty = await upload(bytes)
  expect([empty.status, (await empty.text()).includes('没有要导入的行')]).toEqual([422, true])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer)
  const sheet = book.getWorksheet('台账')
  const filled: Readonly<Record<string, string>> = { A: '纸1', B: '当面提交', C: '2025-06-03', E: '自然人', F: '样例甲', K: '2024年度网格划分的文件' }
  if (sheet) for (const [letter, words] of Object.entries(filled)) sheet.getCell(`${letter}3`).value = words
  expect(sheet?.getCell('B2').dataValidation.type).toBe('list')
  const read = await readLedger('x.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
  expect('rows' in read && read.rows).toEqual([
    { row: 3, cells: { paper: '纸1', channel: '当面提交', arrivedOn: '2025-06-03', kind: '自然人', name: '样例甲', subject: '2024年度网格划分的文件' } },
  ])
})

test('days as Excel keeps them are read as the days they show', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await aWorkbook([{ ...aPaper('一'), arrivedOn: new Date('2025-06-03T00:00:00Z') }])).buffer as ArrayBuffer)
  const read = await readLedger('x.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
  expect('rows' in read && read.rows[0]?.cells.arrivedOn).toMatch(/^2025[-/]0?6[-/]0?3$/)
})

test('what is no ledger is refused in a sentence, and what stands in its cells never breaks the reading', async () => {
  const { upload } = await opened()
  for (const bytes of [new Uint8Array(), new TextEncoder().encode('原编号,提交方式'), new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]) {
    const answer = await upload(bytes)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/文件|Excel/)
  }
  const other = await upload(
    await aWorkbook([]).then(async () => {
      const book = new ExcelJS.Workbook()
      book.addWorksheet('别的').addRow(['姓名', '电话'])
      return new Uint8Array(await book.xlsx.writeBuffer())
    }),
  )
  expect(await other.text()).toContain('没有找到表头')
  const value: fc.Arbitrary<ExcelJS.CellValue> = fc.oneof<fc.Arbitrary<ExcelJS.CellValue>[]>(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
    fc.constant<ExcelJS.CellValue>({ formula: '1/0', result: { error: '#DIV/0!' } }),
    fc.constant<ExcelJS.CellValue>({ richText: [{ text: '富' }, { text: '文本' }] }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ paper: value, channel: value, arrivedOn: value, subject: value, decision: value, repliedOn: value }, { requiredKeys: [] }), {
        maxLength: 6,
      }),
      async (rows) => {
        const answer = await upload(await aWorkbook(rows))
        expect([303, 422]).toContain(answer.status)
      },
    ),
    { numRuns: 6 },
  )
}, 120_000)

test('two thousand rows are previewed and imported in seconds', async () => {
  const { previewed, text, confirm, imported } = await opened()
  const rows = Array.from({ length: 2_000 }, (_, i) =>
    aPaper(`纸${i}`, {
      arrivedOn: `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      name: `样例${i}`,
      department: '综合科',
    }),
  )
  const begun = performance.now()
  const path = await previewed(rows)
  expect(await text(path)).toContain('2000 行')
  const seen = performance.now()
  expect((await confirm(path)).status).toBe(303)
  expect(performance.now() - seen).toBeLessThan(30_000)
  expect(await imported()).toHaveLength(2_000)
  expect(seen - begun).toBeLessThan(30_000)
}, 120_000)

test('a repetition on the paper is imported where the paper, or the platform, holds an earlier answer to the same applicant', async () => {
  const { previewed, text, confirm, imported } = await opened()
  const identity = '居民身份证 110101190006060000'
  const repeated = (paper: string, arrivedOn: string, repliedOn: string, typed = identity) =>
    aPaper(paper, { arrivedOn, identity: typed, decision: '重复申请', repliedOn })
  const first = aPaper('复1', { identity, decision: '予以公开', repliedOn: '2025-06-10' })
  const before = await previewed([first, repeated('复2', '2025-06-09', '2025-06-12')])
  expect(await text(before)).toContain('没有查到答复过同一申请人以前的申请')
  expect((await confirm(before)).status).toBe(422)
  expect((await confirm(await previewed([first, repeated('复3', '2025-06-16', '2025-06-18')]))).status).toBe(303)
  // The number alone tells who it is, and what was imported is known to the next paper.
  expect((await confirm(await previewed([repeated('复4', '2025-07-01', '2025-07-03', '身份证１１０１０１１９０００６０６００００')]))).status).toBe(303)
  expect((await imported()).map(({ paper_number, decision }) => [paper_number, decision])).toEqual([
    ['复1', 'granted'],
    ['复3', 'not_processed.repeated'],
    ['复4', 'not_processed.repeated'],
  ])
})
