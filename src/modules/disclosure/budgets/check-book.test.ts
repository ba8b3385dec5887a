import { describe, expect, test } from 'vitest'
import { budgetSheets, type GivenSheet } from '../../../../seed/budget-sheets.ts'
import { amountText, readAmount, unreadNumber } from './amount.ts'
import { formOf } from './book.ts'
import { aBook, aSheet } from './builders.ts'
import { checkBook, unexplained } from './check-book.ts'
import { gridOf } from './grid.ts'

type Change = readonly [sheet: string, cell: string, value: string]
const placeOf = (cell: string) => ({ x: cell.charCodeAt(0) - 65, y: Number(cell.slice(1)) - 1 })
const bookOf = (sheets: readonly GivenSheet[], kind: 'budget' | 'account' = 'budget') =>
  aBook(
    sheets.map(({ name, rows }) => aSheet(name, rows)),
    { kind },
  )
const changed = (sheets: readonly GivenSheet[], changes: readonly Change[]): readonly GivenSheet[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row, y) => row.map((cell, x) => changes.find(([sheet, at]) => sheet === name && placeOf(at).x === x && placeOf(at).y === y)?.[2] ?? cell)),
  }))
const wrongIn = (sheets: readonly GivenSheet[], kind: 'budget' | 'account' = 'budget') =>
  checkBook(bookOf(sheets, kind)).findings.filter(({ level }) => level === 'wrong')
const one = (rows: GivenSheet['rows'], name = '样表') => checkBook(aBook([aSheet(name, rows)])).findings.filter(({ level }) => level !== 'note')

describe('a book whose figures agree', () => {
  test.each([
    ['budget', 2],
    ['account', 2],
    ['budget', 3],
    ['account', 1],
  ] as const)('%s scaled by %d halves: everything is looked at and nothing found', (kind, halves) => {
    const { done, findings } = checkBook(bookOf(budgetSheets(2026, kind, halves), kind))
    expect(findings).toEqual([])
    expect(done).toBeGreaterThan(220)
  })

  test('every single figure of the budget, when changed, is caught', () => {
    const sheets = budgetSheets(2026, 'budget')
    const missed: string[] = []
    let tried = 0
    for (const { name, rows } of sheets)
      rows.forEach((row, y) => {
        row.forEach((cell, x) => {
          if (y < 3 || !/^\d+\.\d\d$/.test(String(cell))) return
          tried += 1
          const at = `${String.fromCharCode(65 + x)}${y + 1}`
          if (wrongIn(changed(sheets, [[name, at, (Number(cell) + 7).toFixed(2)]])).length === 0) missed.push(`${name}!${at}`)
        })
      })
    expect(tried).toBeGreaterThan(300)
    expect(missed).toEqual([])
  })
})

/** A mistake somebody made, and where it has to be told. */
const MISTAKES: readonly (readonly [what: string, changes: readonly Change[], sheet: string, cell: string, says: RegExp])[] = [
  ['a total of income typed wrong', [['收支总表', 'B10', '1,385.40']], '收支总表', 'B10', /本年收入合计.*1,385\.40 万元.*1,358\.40 万元.*多 27\.00 万元/],
  ['a total of spending one part short', [['收支总表', 'D10', '1265.60']], '收支总表', 'D10', /按 D5 至 D9 等 5 格 相加/],
  ['income and spending do not meet', [['收支总表', 'D12', '1381.00']], '收支总表', 'D12', /收入总计和支出总计应当相等/],
  ['what is carried over left out of 收入总计', [['收支总表', 'B12', '1358.40']], '收支总表', 'B12', /收入总计.*少 21\.60 万元/],
  ['a part left empty', [['收支总表', 'B5', '']], '收支总表', 'B10', /多 1,286\.40 万元/],
  ['a total left empty', [['收支总表', 'B10', '']], '收支总表', 'B10', /没有填数/],
  ['two digits exchanged in the list of income', [['收入总表', 'F5', '1268.40']], '收入总表', 'D5', /“本年收入”合计/],
  ['a unit’s own total', [['收入总表', 'B6', '1185.00']], '收入总表', 'B6', /样例机关\(本级\)/],
  ['合计 of the units', [['收入总表', 'E5', '1286.00']], '收入总表', 'E5', /按 E6、E7 相加/],
  ['the list of income against the table of totals', [['收入总表', 'B5', '1379.00']], '收入总表', 'B5', /收入合计.*“收支总表”B12/],
  ['类 is not the sum of its 款', [['支出总表', 'C8', '118.63']], '支出总表', 'C8', /社会保障和就业支出.*按 C9、C12 相加/],
  ['款 is not the sum of its 项', [['支出总表', 'C9', '113.36']], '支出总表', 'C9', /多 1\.00 万元/],
  ['基本支出 and 项目支出 against 合计', [['支出总表', 'E22', '61.00']], '支出总表', 'C22', /“其他城乡社区管理事务支出”的合计/],
  ['合计 of the list', [['支出总表', 'C4', '1386.00']], '支出总表', 'C4', /“合计”.*多 18\.00 万元/],
  ['合计 of 项目支出', [['支出总表', 'E4', '434.00']], '支出总表', 'E4', /少 9\.00 万元/],
  ['the list of spending against the table of totals', [['支出总表', 'C4', '1367.00']], '支出总表', 'C4', /支出合计.*“收支总表”/],
  ['本年收入 of the appropriations', [['财政拨款收支总表', 'B5', '1346.00']], '财政拨款收支总表', 'B5', /按 B6、B7、B8 相加/],
  ['上年结转 of the appropriations', [['财政拨款收支总表', 'B9', '12.60']], '财政拨款收支总表', 'B9', /按 B10、B11 相加/],
  ['本年支出 under 一般公共预算', [['财政拨款收支总表', 'E5', '1269.00']], '财政拨款收支总表', 'E5', /按 E6 至 E10 等 5 格/],
  ['合计 across the kinds of budget', [['财政拨款收支总表', 'D9', '1015.00']], '财政拨款收支总表', 'D9', /“支出”合计/],
  ['支出总计 of the appropriations', [['财政拨款收支总表', 'D12', '1386.00']], '财政拨款收支总表', 'D12', /收入总计和支出总计应当相等/],
  ['the appropriation in the table of totals', [['财政拨款收支总表', 'B6', '1268.40']], '财政拨款收支总表', 'B6', /一般公共预算拨款收入.*“收支总表”B5/],
  ['the fund in the table of totals', [['财政拨款收支总表', 'B7', '66.00']], '财政拨款收支总表', 'B7', /政府性基金预算拨款收入/],
  [
    'the list of general spending against the appropriations',
    [['一般公共预算支出表', 'C4', '1308.40']],
    '一般公共预算支出表',
    'C4',
    /一般公共预算支出合计.*“财政拨款收支总表”/,
  ],
  ['a 项 of general spending', [['一般公共预算支出表', 'C21', '163.30']], '一般公共预算支出表', 'C21', /合计填的是 163\.30/],
  [
    '基本支出 by kinds against general spending',
    [['一般公共预算基本支出表', 'C4', '952.00']],
    '一般公共预算基本支出表',
    'C4',
    /基本支出合计.*“一般公共预算支出表”/,
  ],
  ['wages are not the sum of their kinds', [['一般公共预算基本支出表', 'D5', '701.00']], '一般公共预算基本支出表', 'D5', /工资福利支出.*人员经费/],
  ['人员经费 and 公用经费 against 合计', [['一般公共预算基本支出表', 'C18', '18.18']], '一般公共预算基本支出表', 'C18', /公务用车运行维护费.*少 0\.62/],
  ['“三公” is not the sum of its three', [['“三公”经费表', 'B5', '21.20']], '“三公”经费表', 'B5', /“三公”经费合计.*按 C5、D5、G5 相加/],
  ['the cars are not 购置 and 运行', [['“三公”经费表', 'D6', '14.08']], '“三公”经费表', 'D6', /公务用车购置及运行费.*按 E6、F6 相加/],
  ['“三公” of the units', [['“三公”经费表', 'G5', '2.10']], '“三公”经费表', 'G5', /按 G6、G7 相加/],
  ['the fund’s own list against the appropriations', [['政府性基金预算支出表', 'C4', '66.00']], '政府性基金预算支出表', 'C4', /政府性基金预算支出合计/],
  ['a unit of money left out', [['支出总表', 'A2', '']], '支出总表', '', /没有写金额单位/],
]

describe('mistakes that were made', () => {
  test.each(MISTAKES)('%s', (_what, changes, sheet, cell, says) => {
    const found = wrongIn(changed(budgetSheets(2026, 'budget'), changes))
    expect(
      found.filter((finding) => finding.sheet === sheet && finding.cell === cell && says.test(finding.sentence)).length,
      JSON.stringify(
        found.map(({ sentence }) => sentence),
        null,
        1,
      ),
    ).toBeGreaterThan(0)
  })

  test('in an account the “三公” stand below one another', () => {
    const sheets = changed(budgetSheets(2025, 'account'), [['“三公”经费表', 'C4', '16.80']])
    expect(wrongIn(sheets, 'account').map(({ cell }) => cell)).toEqual(['C4'])
    expect(wrongIn(changed(budgetSheets(2025, 'account'), [['“三公”经费表', 'C8', '17.00']]), 'account').map(({ cell }) => cell)).toEqual(['C6'])
  })

  test('a reason lets it pass, and holds for that figure only', () => {
    const mistaken = changed(budgetSheets(2026, 'budget'), [['“三公”经费表', 'G7', '0.30']])
    const book = bookOf(mistaken)
    const keys = unexplained(book).map(({ key }) => key)
    expect(keys.length).toBeGreaterThan(0)
    const reasons = Object.fromEntries(keys.map((key) => [key, '批复的表就是这样。']))
    expect(unexplained({ ...book, reasons })).toEqual([])
    expect(unexplained({ ...bookOf(changed(mistaken, [['“三公”经费表', 'G7', '0.40']])), reasons }).length).toBeGreaterThan(0)
    expect(unexplained({ ...book, reasons: Object.fromEntries(keys.map((key) => [key, ' '])) })).toHaveLength(keys.length)
  })
})

describe('rounding', () => {
  const rounded = (total: string, unit = '万元') =>
    one([
      [`单位：${unit}`, '>'],
      ['项目', '预算数'],
      ['甲', '0.33'],
      ['乙', '0.33'],
      ['丙', '0.33'],
      ['合计', total],
    ])
  test('what rounding explains is said so and asks for nothing; one hundredth more is wrong', () => {
    expect(rounded('0.99')).toEqual([])
    expect(rounded('1.00')).toMatchObject([{ level: 'rounding', cell: 'B6', difference: '0.01 万元' }])
    expect(rounded('1.00')[0]?.sentence).toContain('3 个数各自四舍五入到小数点后 2 位，合起来最多可差 0.015 万元')
    expect(rounded('1.01')).toMatchObject([{ level: 'wrong', difference: '0.02 万元' }])
    expect(rounded('0.97')).toMatchObject([{ level: 'wrong', difference: '-0.02 万元' }])
  })
  test('whole numbers that do not add up want a reason: rounding cannot be told from a slip there', () => {
    const whole = (total: string): GivenSheet => ({
      name: '“三公”经费表',
      rows: [
        ['单位：万元', '>', '>', '>'],
        ['“三公”经费合计', '因公出国（境）费', '公务用车购置及运行费', '公务接待费'],
        [total, '0', '2', '9'],
      ],
    })
    expect(wrongIn([whole('11')])).toEqual([])
    expect(wrongIn([whole('12')])).toMatchObject([{ level: 'wrong', difference: '1 万元' }])
    expect(wrongIn([whole('12')])[0]?.sentence).toContain('改好，或者写明理由')
    expect(unexplained(bookOf([whole('12')]))).toHaveLength(1)
  })
  test('a nought hides no rounding, and the same figure printed twice is the same', () => {
    const table = (total: string) =>
      one([
        ['单位：万元', '>'],
        ['项目', '预算数'],
        ['甲', '0.00'],
        ['乙', '0.00'],
        ['丙', '0.33'],
        ['合计', total],
      ])
    expect(table('0.34')).toMatchObject([{ level: 'wrong' }])
  })
  test('yuan and fen are exact: a cent out is wrong', () => {
    expect(rounded('1.00', '元')).toMatchObject([{ level: 'wrong', difference: '0.01 元' }])
  })
})

describe('awkward tables', () => {
  test('one table in yuan and one in ten thousands', () => {
    const general = (total: string): GivenSheet => ({
      name: '一般公共预算支出表',
      rows: [
        ['单位：元', '>', '>', '>'],
        ['科目编码', '科目名称', '合计', '基本支出'],
        ['合计', '>', total, total],
        ['201', '一般公共服务支出', total, total],
      ],
    })
    const basic: GivenSheet = {
      name: '基本支出表',
      rows: [
        ['单位：万元', '>', '>'],
        ['科目编码', '科目名称', '合计'],
        ['合计', '>', '123.46'],
        ['301', '工资福利支出', '123.46'],
      ],
    }
    const found = (total: string) => checkBook(bookOf([general(total), basic])).findings.filter(({ level }) => level !== 'note')
    expect(found('1234567.89')).toMatchObject([{ level: 'rounding', cell: 'C3' }])
    expect(found('1234600.00')).toEqual([])
    expect(found('1244567.89')).toMatchObject([{ level: 'wrong', difference: '-0.996789 万元' }])
  })

  test('headings merged over two rows, not merged at all, and an order of columns', () => {
    const rows = (head: GivenSheet['rows']): GivenSheet['rows'] => [
      ['单位：万元', '>', '>', '>', '>'],
      ...head,
      ['城乡社区支出', '9.00', '6.00', '4.00', '2.00'],
    ]
    const merged = rows([
      ['项目', '合计', '基本支出', '>', '>'],
      ['^', '^', '小计', '人员经费', '公用经费'],
      ['栏次', '1', '2', '3', '4'],
    ])
    const loose = rows([
      ['项目', '合计', '基本支出', '', ''],
      ['', '', '小计', '人员经费', '公用经费'],
    ])
    const sheet = aBook([aSheet('样表', merged)]).tables[0]
    expect(sheet?.heads).toBe(3)
    expect(one(merged)).toEqual([])
    expect(one(loose)).toEqual([])
    for (const head of [merged, loose])
      expect(one(head.map((row) => row.map((cell) => (cell === '6.00' ? '6.50' : cell))))).toMatchObject([{ level: 'wrong', counts: '6.00 万元' }])
  })

  test('numbers kept as text, full-width, in brackets, with a triangle, and dashes', () => {
    expect(
      one([
        ['单位：元', '>'],
        ['项目', '金额'],
        ['甲', '1,234.50'],
        ['乙', '（234.50）'],
        ['丙', '△1000.00'],
        ['丁', '—'],
        ['戊', '１００．００'],
        ['合计', '100.00'],
      ]),
    ).toEqual([])
    expect([readAmount('-5'), readAmount('(5.00)'), readAmount('￥1,000'), readAmount('12.5万元')].map((said) => said && amountText(said.amount, 0))).toEqual([
      '-5',
      '-5',
      '1,000',
      '12.5',
    ])
    expect([readAmount(''), readAmount('无'), readAmount('2010301项'), readAmount('—')]).toEqual([undefined, undefined, undefined, null])
  })

  test('a number of a line and a remark are no money; “其中” is no further part', () => {
    const table = (total: string): GivenSheet['rows'] => [
      ['单位：万元', '>', '>', '>'],
      ['项目', '行次', '决算数', '备注'],
      ['一、财政拨款', '1', '50.00', ''],
      ['其中：政府性基金', '2', '20.00', ''],
      ['二、其他收入', '3', '5.00', '利息'],
      ['本年收入合计', '4', total, ''],
    ]
    expect(one(table('55.00'))).toEqual([])
    expect(one(table('75.00'))).toMatchObject([{ cell: 'C6', counts: '55.00 万元' }])
  })

  test('codes in three columns, codes before names, the same codes under several units', () => {
    const three: GivenSheet['rows'] = [
      ['单位：万元', '>', '>', '>', '>'],
      ['科目编码', '>', '>', '科目名称', '金额'],
      ['类', '款', '项', '^', '^'],
      ['201', '', '', '一般公共服务支出', '3.00'],
      ['201', '03', '', '政府办公厅', '3.00'],
      ['201', '03', '01', '行政运行', '2.00'],
      ['201', '03', '02', '一般行政管理事务', '1.00'],
      ['合计', '>', '>', '>', '3.00'],
    ]
    expect(one(three)).toEqual([])
    expect(one(three.map((row) => row.map((cell) => (cell === '1.00' ? '1.50' : cell))))).toMatchObject([{ cell: 'E5', counts: '3.50 万元' }])
    const inFront = (total: string): GivenSheet['rows'] => [
      ['单位：万元', '>'],
      ['科目', '金额'],
      ['201一般公共服务支出', total],
      ['20103 政府办公厅', '3.00'],
      ['20199 其他', '1.00'],
    ]
    expect(one(inFront('4.00'))).toEqual([])
    expect(one(inFront('5.00'))).toMatchObject([{ cell: 'B3' }])
    expect(
      one([
        ['单位：万元', '>', '>'],
        ['科目编码', '科目名称', '金额'],
        ['201', '甲单位', '3.00'],
        ['20103', '事务', '2.00'],
        ['201', '乙单位', '3.00'],
      ]),
    ).toEqual([])
  })

  test('departments and their units by codes of three digits', () => {
    const table = (second: string): GivenSheet['rows'] => [
      ['单位：万元', '>', '>'],
      ['单位编码', '单位名称', '合计'],
      ['合计', '>', '9.00'],
      ['101', '样例部门', '9.00'],
      ['101001', '本级', '6.00'],
      ['101002', '所属单位', second],
    ]
    expect(one(table('3.00'))).toEqual([])
    expect(one(table('4.00'))).toMatchObject([{ cell: 'C4', counts: '10.00 万元' }])
  })

  test('kinds of spending printed in three lists beside one another', () => {
    const table = (office: string): GivenSheet['rows'] => [
      ['公开06表', '>', '>', '>', '>', '>'],
      ['单位：万元', '>', '>', '>', '>', '>'],
      ['科目编码', '科目名称', '决算数', '科目编码', '科目名称', '决算数'],
      ['301', '工资福利支出', '10.00', '302', '商品和服务支出', '4.00'],
      ['30101', '基本工资', '10.00', '30201', '办公费', '4.00'],
      ['303', '对个人和家庭的补助', '2.00', '310', '资本性支出', '1.00'],
      ['30302', '退休费', '2.00', '31002', '办公设备购置', '1.00'],
      ['人员经费合计', '>', '12.00', '公用经费合计', '>', office],
    ]
    expect(one(table('5.00'), '基本支出决算明细表')).toEqual([])
    expect(one(table('6.00'), '基本支出决算明细表')).toMatchObject([{ cell: 'F8', counts: '5.00 万元' }])
  })

  test('the difference of two years and its share', () => {
    const table = (off: string, share: string): GivenSheet['rows'] => [
      ['单位：万元', '>', '>', '>', '>'],
      ['项目', '2025年预算数', '2026年预算数', '增减额', '增减%'],
      ['办公费', '40.00', '38.00', off, share],
      ['会议费', '0.00', '1.00', '1.00', ''],
    ]
    expect(one(table('-2.00', '-5.00%'))).toEqual([])
    expect(one(table('-2.00', '-5'))).toEqual([])
    expect(one(table('2.00', '-5.00%'))).toMatchObject([{ cell: 'D3', difference: '4.00 万元' }])
    expect(one(table('-2.00', '-5.26%'))).toMatchObject([{ cell: 'E3', counts: '-5%' }])
  })

  test('forms are told by their titles; what is usual and not there is said; a table without figures is let be', () => {
    expect(
      [
        '表1',
        '部门收支总表',
        '财政拨款收支总体情况',
        '一般公共预算“三公”经费支出情况表',
        '收入支出决算总表',
        '一般公共预算财政拨款基本支出决算明细表',
        '政府性基金预算财政拨款收入支出决算表',
        '支出决算表',
      ].map((name) => formOf(name, '')),
    ).toEqual([null, 'total', null, 'sangong', 'total', 'basic', 'fund', 'spending'])
    const { findings } = checkBook(
      aBook([
        aSheet('目录', [
          ['序号', '表名'],
          ['一', '收支总表'],
          ['二', '收入总表'],
        ]),
      ]),
    )
    expect(findings.every(({ level }) => level === 'note')).toBe(true)
    expect(findings.map(({ sentence }) => sentence).join()).toMatch(/没有认出金额列.*没有找到“收支总表”/)
    expect(
      gridOf(
        aBook([
          aSheet('目录', [
            ['甲', '乙'],
            ['丙', '丁'],
          ]),
        ]).tables[0] ?? { n: 1, name: '', title: '', form: null, unit: null, top: [], heads: 0, rows: [], notes: [] },
      ).sides,
    ).toEqual([])
  })
})

describe('numbers that are written so that nobody can be sure', () => {
  test('full-width digits, points and commas are numbers; words and broken separators are told from both', () => {
    for (const [text, says] of [
      ['１００．００', '100'],
      ['１，２３４．５０', '1,234.5'],
      ['１２，３４５，６７８', '12,345,678'],
      ['（５．００）', '-5'],
    ] as const)
      expect(amountText(readAmount(text)?.amount ?? 0n, 0), text).toBe(says)
    for (const text of ['五十', '壹佰贰拾元整', '一百二十点五', '1,50.00', '1,2345', '1。50', '1、234', '100万', '约100']) {
      expect(readAmount(text), text).toBeUndefined()
      expect(unreadNumber(text), text).toBeDefined()
    }
    for (const text of ['', '—', '100.00', '１００', '无', '万元', '元', '其中', '2026.1.15', '12%', '一、基本支出'])
      expect(unreadNumber(text), text).toBeUndefined()
  })

  const rows = (...amounts: readonly string[]) => [
    ['样例支出表'],
    ['单位：元'],
    ['科目编码', '科目名称', '预算数'],
    ...amounts.map((amount, i) => (i === amounts.length - 1 ? ['', '合计', amount] : [`20${i + 1}`, `第${i}类支出`, amount])),
  ]
  const checked = (...amounts: readonly string[]) => checkBook(aBook([aSheet('支出', rows(...amounts))]))
  const wrong = (...amounts: readonly string[]) => checked(...amounts).findings.flatMap(({ level, cell }) => (level === 'wrong' ? [cell] : []))

  test('each is named with its cell, and a sum it stands in is not said to be out', () => {
    expect(wrong('１００．００', '５０．００', '１５０．００')).toEqual([])
    expect(checked('１００．００', '５０．００', '１５０．００').done).toBe(1)
    expect(wrong('１００．００', '５０．００', '１６０．００')).toEqual(['C6'])
    expect(wrong('１００．００', '五十', '1,50.00')).toEqual(['C5', 'C6'])
    expect(wrong('一百', '五十', '一百五十')).toEqual(['C4', 'C5', 'C6'])
    expect(wrong('100', '200', '五十', '300')).toEqual(['C6'])
    expect(checked('100', '五十', '150').findings.find(({ cell }) => cell === 'C5')?.sentence).toBe(
      '“支出”C5：“五十”读不出是多少，它和它所在的合计都没有核对：改成阿拉伯数字，整数部分三位一个逗号或者不用逗号，如 1,234.50。',
    )
  })

  test('a column of words, of numbers of sections or of days is none of amounts', () => {
    const of = (head: string, ...texts: readonly string[]) =>
      gridOf(aBook([aSheet('表', [['项目', head, '预算数'], ...texts.map((text) => ['甲', text, '1.00'])])]).tables[0] ?? expect.fail()).columns[1]?.role
    expect(of('等级', '一', '二')).toBe('label')
    expect(of('编写号', '1.1.1', '1.1.2')).toBe('label')
    expect(of('合同日期', '2026.1.15', '2026.2.1')).toBe('label')
  })

  test('where nothing was compared nothing was checked, a unit or not', () => {
    expect(
      checkBook(
        aBook([
          aSheet('支出', [
            ['项目', '预算数（元）'],
            ['甲', '1.00'],
          ]),
        ]),
      ).done,
    ).toBe(0)
  })
})
