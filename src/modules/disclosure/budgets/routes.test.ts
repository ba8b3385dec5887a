import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { budgetSheets } from '../../../../seed/budget-sheets.ts'
import { sheetsOf, workbookOf } from '../../../../seed/budgets.ts'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { createApp } from '../../../app.tsx'
import type { Role } from '../../../kernel/viewer.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { readDocument } from '../../documents/index.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { findItem } from '../store.ts'
import { checkBook } from './check-book.ts'
import { tablesOf } from './read-tables.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const fileOf = async (change: (sheets: ReturnType<typeof budgetSheets>) => ReturnType<typeof budgetSheets> = (sheets) => sheets): Promise<File> =>
  new File([new Uint8Array(await workbookOf(change(budgetSheets(2026, 'budget'))))], '部门预算.xlsx', { type: XLSX })
const mistaken = (sheets: ReturnType<typeof budgetSheets>) =>
  sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map((cell) => (name === '收支总表' && cell === '1358.40' ? '1385.40' : cell))) }))
const FORM = { kind: 'budget', year: '2024', countedFrom: '2026-11-20', said: '第一段说明。' }

async function desk() {
  const app = await seededApp()
  const whole = createApp(app.house)
  const send = async (role: Role, path: string, fields: Readonly<Record<string, string>>, document?: File) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    if (document) body.append('document', document)
    return await whole.request(path, { method: 'POST', body, headers: { cookie: await app.signedIn(role), origin: 'http://localhost' } })
  }
  const itemOf = async (number: string) => {
    const item = await findItem(app.house.db, (await getHomeAgency(app.house.db)).id, number)
    if (!item) throw new Error('gone')
    return item
  }
  const upload = async (file: File, fields = FORM) => {
    const answer = await send('information-officer', '/staff/disclosure/budgets/new', { key: randomUUID(), ...fields }, file)
    expect(answer.status, (await answer.clone().text()).slice(0, 4000)).toBe(303)
    return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  }
  const take = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) =>
    await send(role, `/staff/disclosure/${number}/${step}`, { version: String((await itemOf(number)).version), ...fields })
  const publish = async (number: string) => {
    const steps = [
      ['information-officer', 'submit'],
      ['reviewer', 'clear'],
      ['signer', 'approve'],
      ['information-officer', 'publish'],
    ] as const
    for (const [role, step] of steps)
      expect([step, (await take(role, number, step, { opinion: '可以公开', grounds: '保密事项范围' })).status]).toEqual([step, 303])
  }
  const staff = async (path: string) => await (await app.get(path, await app.signedIn('information-officer'))).text()
  const text = async (path: string) => await (await app.get(path)).text()
  return { ...app, send, itemOf, upload, take, publish, staff, text }
}

describe('the road of a budget', () => {
  test('a mistaken sum is told by its cell and holds the item back until it is mended; then column, year page, table, CSV and JSON have it at once', async () => {
    const { send, upload, take, publish, staff, text, get, itemOf } = await desk()
    const number = await upload(await fileOf(mistaken))
    const checked = await staff(`/staff/disclosure/budgets/${number}`)
    expect(checked).toContain('“收支总表”B10：“本年收入合计”填的是 1,385.40 万元，按 B5、B6、B7、B8 相加应为 1,358.40 万元，多 27.00 万元')
    expect(checked).toContain('id="c-1-B10"')
    const refused = await take('information-officer', number, 'submit')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('对不上')])
    expect((await get(`/disclosure/budgets/${number}/1`)).status).toBe(404)
    const { version } = await itemOf(number)
    const stale = await send('information-officer', `/staff/disclosure/budgets/${number}`, { key: randomUUID(), version: '99', ...FORM }, await fileOf())
    expect(stale.status).toBe(409)
    const mended = await send(
      'information-officer',
      `/staff/disclosure/budgets/${number}`,
      { key: randomUUID(), version: String(version), ...FORM },
      await fileOf(),
    )
    expect(mended.status).toBe(303)
    expect(await staff(`/staff/disclosure/budgets/${number}`)).toContain('都对得上')
    await publish(number)
    for (const path of ['/disclosure/budgets', '/disclosure/items?column=budgets', '/disclosure']) expect(await text(path), path).toContain(number)
    const table = await text(`/disclosure/budgets/${number}/1`)
    for (const says of [
      '<th scope="colgroup" colspan="2">收入</th>',
      '<td class="num">1,286.40</td>',
      '<th scope="row">收入总计</th>',
      '单位：万元',
      '部门预算.xlsx',
    ])
      expect(table).toContain(says)
    expect(await text(`/disclosure/${number}`)).toContain('第一段说明。')
    const csv = await text(`/disclosure/budgets/${number}/1.csv`)
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      '"收入 / 项目","收入 / 预算数（万元）","支出 / 项目","支出 / 预算数（万元）"',
      '"一、一般公共预算拨款收入","1286.40","一、一般公共服务支出","20.00"',
    ])
    const json = JSON.parse(await text(`/disclosure/budgets/${number}/3.json`))
    expect(json).toMatchObject({ year: 2024, kind: '预算', unit: '万元', rows: expect.arrayContaining([['2010302', '一般行政管理事务', 20, 0, 20]]) })
    expect(json.originals).toHaveLength(1)
    await take('signer', number, 'withdraw', { reason: '重新批复' })
    expect(await text('/disclosure/budgets')).not.toContain(number)
    expect((await get(`/disclosure/budgets/${number}/1.csv`)).status).toBe(404)
  })

  test('a reason instead: kept, shown with the table, and for that figure only', async () => {
    const { send, upload, publish, text, itemOf } = await desk()
    const number = await upload(await fileOf(mistaken))
    const wrong = checkBook((await itemOf(number)).state.content.budget ?? { kind: 'budget', tables: [] }).findings.filter(({ level }) => level === 'wrong')
    const reasons = Object.fromEntries(wrong.map((_, i) => [`reason-${i}`, '批复的表就是这样，已经报告财政部门。']))
    const kept = await send('information-officer', `/staff/disclosure/budgets/${number}/reasons`, {
      version: String((await itemOf(number)).version),
      ...reasons,
    })
    expect(kept.status).toBe(303)
    await publish(number)
    for (const path of [`/disclosure/${number}`, `/disclosure/budgets/${number}/1`])
      expect(await text(path)).toContain('理由：批复的表就是这样，已经报告财政部门。')
    expect(await text(`/disclosure/budgets/${number}/8`)).not.toContain('理由：')
  })

  test('a second book of the same year and kind is refused, on the road and published; the first is the one to revise', async () => {
    const { send, text } = await desk()
    const again = (fields: Readonly<Record<string, string>> = {}) =>
      fileOf().then((file) => send('information-officer', '/staff/disclosure/budgets/new', { key: randomUUID(), ...FORM, ...fields }, file))
    const key = randomUUID()
    expect((await send('information-officer', '/staff/disclosure/budgets/new', { key, ...FORM }, await fileOf())).status).toBe(303)
    expect((await send('information-officer', '/staff/disclosure/budgets/new', { key, ...FORM }, await fileOf())).status).toBe(303)
    const second = await again()
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('已经有一份')
    expect((await again({ kind: 'account' })).status).toBe(303)
    expect(await text('/disclosure/budgets')).not.toContain('已经有一份')
  })

  test('what is wrong with the form is said by its field, and a file that came once need not come again', async () => {
    const { send, upload, get, signedIn } = await desk()
    const key = randomUUID()
    const early = await send('information-officer', '/staff/disclosure/budgets/new', { key, ...FORM, countedFrom: '2027-01-01' }, await fileOf())
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('批复日期不能晚于今天（2026年11月24日）')])
    expect((await send('information-officer', '/staff/disclosure/budgets/new', { key, ...FORM })).status).toBe(303)
    const bare = await (
      await send('information-officer', '/staff/disclosure/budgets/new', { key: randomUUID(), kind: '', year: '1999', countedFrom: '' })
    ).text()
    for (const says of ['选预算或者决算', '年份填 2008 到 2027', '填财政部门批复的日期', '选预算、决算的 .xlsx 文件']) expect(bare).toContain(says)
    const words = await send('information-officer', '/staff/disclosure/budgets/new', { key: randomUUID(), ...FORM }, new File(['a'], '预算.pdf'))
    expect(await words.text()).toContain('另存为 .xlsx')
    const number = await upload(await fileOf(), { ...FORM, year: '2023' })
    expect((await get(`/staff/disclosure/${number}/edit`, await signedIn('information-officer'))).headers.get('location')).toBe(
      `/staff/disclosure/budgets/${number}`,
    )
    expect((await send('information-officer', `/staff/disclosure/${number}/edit`, { key: randomUUID(), title: '换掉' })).status).toBe(404)
    expect((await send('signer', `/staff/disclosure/budgets/${number}`, { key: randomUUID(), version: '1', ...FORM })).status).toBe(404)
  })
})

describe('what could not be checked', () => {
  const sheet = (name: string, ...amounts: readonly string[]) => ({
    name,
    rows: [
      ['样例支出表'],
      ['单位：元'],
      ['科目编码', '科目名称', '合计'],
      ...amounts.map((amount, i) => (i === amounts.length - 1 ? ['', '合计', amount] : [`20${i + 1}`, '样例支出', amount])),
    ],
  })
  const words = {
    name: '说明',
    rows: [
      ['项目', '内容'],
      ['甲', '见正文'],
      ['乙', '见正文'],
    ],
  }
  const file = async (...sheets: readonly { name: string; rows: string[][] }[]) =>
    new File([new Uint8Array(await workbookOf(sheets))], '部门预算.xlsx', { type: XLSX })

  test('never reads as all right: nothing recognised, or nothing to compare, is the headline, with what to do; a cell that cannot be read is named and holds the item', async () => {
    const { upload, staff, take } = await desk()
    const bare = await upload(await file(words))
    const page = await staff(`/staff/disclosure/budgets/${bare}`)
    expect(page).toContain('1 张表里都没有认出金额，一处也没有核对，不等于没有问题')
    for (const never of ['都对得上', 'class="button" href']) expect(page).not.toContain(never)
    expect(await staff(`/staff/disclosure/${bare}`)).toContain('一处也没有核对')

    const lone = await upload(await file({ name: '表', rows: [['单位：元'], ['项目', '预算数'], ['甲', '1.00']] }), { ...FORM, year: '2023' })
    expect(await staff(`/staff/disclosure/budgets/${lone}`)).toContain('没有可以核对的合计，一处也没有核对')

    const full = await upload(await file(sheet('支出', '１００．００', '５０．００', '１５０．００'), words), { ...FORM, year: '2022' })
    expect(await staff(`/staff/disclosure/budgets/${full}`)).toMatch(/2 张表，核对了 1 处：都对得上。另有 1 张没有认出金额/)

    const broken = await upload(await file(sheet('支出', '１００．００', '五十', '1,50.00')), { ...FORM, year: '2021' })
    const told = await staff(`/staff/disclosure/budgets/${broken}`)
    for (const says of ['“支出”C5：“五十”读不出是多少', '“支出”C6：“1,50.00”读不出是多少', '2 处要改，还不能送审', 'id="c-1-C5"']) expect(told).toContain(says)
    const refused = await take('information-officer', broken, 'submit')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('读不出是多少')])
  })
})

describe('a workbook as it comes', () => {
  const tablesIn = async (bytes: Uint8Array) => {
    const read = await readDocument({ name: '表.xlsx', bytes })
    if (isRefusal(read)) throw new Error(read.because)
    return { tables: tablesOf(read.sheets ?? []), left: read.left }
  }
  test('the sample file, read as files are read, gives the tables that were meant', async () => {
    for (const kind of ['budget', 'account'] as const) {
      const sheets = budgetSheets(2025, kind)
      const { tables } = await tablesIn(await workbookOf(sheets))
      expect(tables).toEqual(tablesOf(sheetsOf(sheets)))
      expect(checkBook({ kind, tables }).findings).toEqual([])
    }
  })

  test('formulas by their saved results, text numbers, negative numbers, hidden sheets and rows left out, cells named as the file has them', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('支出表')
    sheet.addRows([['样例支出表'], ['单位：元'], ['项目', '金额'], ['甲', 100.5], ['密', 7], ['乙', -20.5], ['丙', '1,000.00']])
    sheet.addRow(['合计', { formula: 'SUM(B4:B7)', result: 1090 }])
    sheet.getRow(5).hidden = true
    book.addWorksheet('草稿', { state: 'hidden' }).addRows([
      ['项目', '金额'],
      ['密', 1],
    ])
    const { tables, left } = await tablesIn(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(tables.map(({ name, unit, heads }) => [name, unit, heads])).toEqual([['支出表', '元', 1]])
    expect(JSON.stringify(tables)).not.toContain('密')
    expect(left.join()).toMatch(/隐藏的行.*隐藏的工作表/)
    const wrong = checkBook({ kind: 'budget', tables }).findings.filter(({ level }) => level === 'wrong')
    expect(wrong.map(({ sentence }) => sentence)).toEqual(['“支出表”B8：“合计”填的是 1,090.00 元，按 B4、B6、B7 相加应为 1,080.00 元，多 10.00 元。'])
  })
})
