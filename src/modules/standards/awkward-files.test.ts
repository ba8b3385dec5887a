import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { AN_EVENT, aFile, aRow, HEADINGS, readFileOf, type Value } from './builders.ts'
import { limitsText } from './compare.ts'
import type { ReadStandard } from './read-sheets.ts'
import { inWords } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

/** The parts of a file, a line for each condition. */
const partsIn = ({ body }: ReadStandard): string[] =>
  body.conditions
    .filter((one) => one.code.startsWith('部'))
    .map(
      (one) => `${one.code} ${body.categories.find(({ code }) => code === one.category)?.minorName} ${one.text} ${limitsText(one)} ${one.closing} ${one.level}`,
    )
const problemsIn = ({ problems }: ReadStandard): string[] => problems.map(inWords)
/** What was odd, but that nobody gave reward levels. */
const odditiesIn = ({ oddities }: ReadStandard): string[] => oddities.map(inWords).filter((one) => !one.includes('没有“奖励级别”一列'))
const ONE = '部-01-01-1 上水井盖 缺失 2 紧急工作时 恢复 3'

describe('read without a question', () => {
  const same: Readonly<Record<string, () => Promise<ReadStandard>>> = {
    'a plain table': () => readFileOf([HEADINGS, aRow()]),
    'columns in another order': () => {
      const headings = HEADINGS.toReversed()
      return readFileOf([headings, aRow({}, headings)])
    },
    'a title, a blank row and a date above the heading': () => readFileOf([['城市管理部件立结案标准'], [], ['二〇二七年一月'], HEADINGS, aRow()]),
    'a heading in the tenth row': () => readFileOf([...Array.from({ length: 9 }, (): Value[] => []), HEADINGS, aRow()]),
    'headings with line breaks, spaces and stars': () => readFileOf([HEADINGS.map((one) => `${one.slice(0, 2)}\n ${one.slice(2)}*`), aRow()]),
    'headings that say the kind': () =>
      readFileOf([['部件大类代码', '部件大类名称', '部件小类代码', '部件小类名称', '立案条件', '处置时限', '结案条件'], aRow()]),
    'codes as full-width digits': () => readFileOf([HEADINGS, aRow({ 大类代码: '０１', 小类代码: '１' })]),
    'codes as numbers with a format': () =>
      readFileOf([HEADINGS, aRow()], (_, sheet) => {
        sheet.getColumn(1).numFmt = '00'
      }),
    'a code with three digits': () => readFileOf([HEADINGS, aRow({ 小类代码: '001' })]),
    'a limit in full-width digits and words': () => readFileOf([HEADINGS, aRow({ 处置时限: ' ２ 个紧急工作时内 ' })]),
    'spaces, line breaks and a full stop in the words': () => readFileOf([HEADINGS, aRow({ 立案条件: ' 缺\n失 。', 结案条件: '恢　复；' })]),
    'blank rows between': () => readFileOf([HEADINGS, [], [null, '', '  '], aRow(), []]),
    'rich text and a link': () =>
      readFileOf([
        HEADINGS,
        aRow({
          立案条件: { richText: [{ text: '缺' }, { font: { bold: true }, text: '失' }] },
          结案条件: { text: '恢复', hyperlink: 'http://example.invalid' },
        }),
      ]),
    'formulas with results': () =>
      readFileOf([HEADINGS, aRow({ 小类代码: { formula: 'A2*1', result: 1 }, 处置时限: { formula: '"2"&"紧急工作时"', result: '2紧急工作时' } })]),
    'a heading in two rows, merged': () =>
      readFileOf([HEADINGS, [null, null, null, null, null, null, null], aRow()], (_, sheet) => {
        for (const column of 'ABCDEFG') sheet.mergeCells(`${column}1:${column}2`)
      }),
  }
  test.each(Object.entries(same))('%s', async (_, read) => {
    const found = await read()
    expect([partsIn(found), problemsIn(found), odditiesIn(found)]).toEqual([[ONE], [], []])
  })

  test('classes merged downwards, and classes left out below the first row', async () => {
    const rows = [HEADINGS, aRow(), aRow({ 立案条件: '破损', 处置时限: '4工作时' }), aRow({ 立案条件: '弹跳', 处置时限: '2工作日' })]
    const merged = await readFileOf(rows, (_, sheet) => {
      for (const column of 'ABCD') sheet.mergeCells(`${column}2:${column}4`)
      sheet.mergeCells('G2:G4')
    })
    const empty = { 大类代码: null, 大类名称: null, 小类代码: null, 小类名称: null }
    const left = await readFileOf([
      HEADINGS,
      aRow(),
      aRow({ ...empty, 立案条件: '破损', 处置时限: '4工作时' }),
      aRow({ ...empty, 立案条件: '弹跳', 处置时限: '2工作日' }),
    ])
    const three = [ONE, '部-01-01-2 上水井盖 破损 4 工作时 恢复 3', '部-01-01-3 上水井盖 弹跳 2 个工作日 恢复 3']
    expect([partsIn(merged), partsIn(left), odditiesIn(merged), odditiesIn(left)]).toEqual([three, three, [], []])
  })

  test('a major class in a row of its own, then its small classes', async () => {
    const bare = { 大类代码: null, 大类名称: null }
    const found = await readFileOf([
      HEADINGS,
      [1, '公用设施'],
      aRow(bare),
      aRow({ ...bare, 小类代码: 2, 小类名称: '污水井盖' }),
      [2, '交通设施'],
      aRow({ ...bare, 小类名称: '停车场' }),
    ])
    expect(partsIn(found).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(['部-01-01-1 上水井盖', '部-01-02-1 污水井盖', '部-02-01-1 停车场'])
    expect(problemsIn(found)).toEqual([])
  })

  test('limits in two columns, of urgent and of working hours', async () => {
    const headings = ['大类代码', '大类名称', '小类代码', '小类名称', '立案条件', '紧急工作时', '工作时', '结案条件']
    const class_ = [1, '公用设施', 1, '上水井盖']
    const rows: Value[][] = [headings, [...class_, '缺失', 2, '/', '恢复'], [...class_, '破损', '—', 24, '修复'], [...class_, '塌陷', 4, '3工作日', '修复']]
    const found = await readFileOf(rows)
    expect(partsIn(found).map((one) => one.split(' ').slice(2).join(' '))).toEqual([
      '缺失 2 紧急工作时 恢复 3',
      '破损 24 工作时 修复 3',
      '塌陷 先期处置 4 紧急工作时，处置 3 个工作日 修复 3',
    ])
    expect(odditiesIn(found)).toEqual([
      '部件 第 4 行 G 列：“3工作日”与列名“处置时限（工作时）”的单位不同，按格内写的计',
      '部件 第 4 行 G 列：两个时限都填了，按两级计：先期处置 4 紧急工作时，全部处置 3 个工作日，请核对',
    ])
  })

  test('the same under one merged heading, and in a column that says its unit', async () => {
    const upper = ['大类代码', '大类名称', '小类代码', '小类名称', '立案条件', '处置时限', null, '结案条件']
    const under = [null, null, null, null, null, '紧急工作时', '工作时', null]
    const two = await readFileOf([upper, under, [1, '公用设施', 1, '上水井盖', '缺失', 2, null, '恢复']], (_, sheet) => sheet.mergeCells('F1:G1'))
    const unit = await readFileOf([HEADINGS.map((one) => (one === '处置时限' ? '处置时限（单位：紧急工作时）' : one)), aRow({ 处置时限: 2 })])
    expect([partsIn(two), partsIn(unit), problemsIn(two), odditiesIn(unit)]).toEqual([[ONE], [ONE], [], []])
  })

  test('stages in a column of their own, or as a limit to fence off', async () => {
    const staged = [...HEADINGS, '分级时限']
    const fenced = [...HEADINGS, '围护时限']
    const whole = '部-01-01-1 上水井盖 缺失 围护 2 紧急工作时，修复 3 个工作日 恢复 3'
    const files = [
      [staged, [...aRow({ 处置时限: '3工作日' }), '围护2紧急工作时；修复3工作日']],
      [staged, [...aRow({ 处置时限: null }), '围护：2 紧急工作时\n修复：3 个工作日']],
      [staged, [...aRow({ 处置时限: '3工作日' }), '围护2紧急工作时']],
      [fenced, [...aRow({ 处置时限: '3工作日' }), '2紧急工作时']],
    ]
    for (const rows of files) {
      const found = await readFileOf(rows)
      expect([partsIn(found), problemsIn(found)]).toEqual([[whole], []])
    }
  })

  test('seasons, 告知性结案 and levels in several hands', async () => {
    const headings = [...HEADINGS, '奖励级别']
    const rows = ['1', '一级', 'Ⅱ级', 3, '三级问题'].map((level, i) => [
      ...aRow({ 立案条件: `第${i}种`, 处置时限: '（种植季节）15个工作日', 结案条件: '补植或告知性结案' }),
      level,
    ])
    const found = await readFileOf([headings, ...rows])
    expect(partsIn(found).map((one) => one.slice(-1))).toEqual(['1', '1', '2', '3', '3'])
    expect(found.body.conditions[0]).toMatchObject({ informational: true, limit: { amount: 15, unit: 'work_day', season: { name: '种植季节' } } })
  })

  test('one sheet with a column for the kind', async () => {
    const found = await readFileOf([], (book, sheet) => {
      book.removeWorksheet('事件')
      sheet.name = '标准'
      sheet.addRows([
        ['类型', ...HEADINGS],
        ['部件', ...aRow()],
        ['事件', ...AN_EVENT],
      ])
    })
    expect([found.body.conditions.map((one) => one.code), problemsIn(found), odditiesIn(found)]).toEqual([['部-01-01-1', '事-01-12-1'], [], []])
  })
})

describe('read, and said', () => {
  const told: Readonly<Record<string, readonly [read: () => Promise<ReadStandard>, says: readonly string[]]>> = {
    'notes below the table': [
      () => readFileOf([HEADINGS, aRow(), ['注：1.本表时限自派遣起计。'], [null, null, null, null, '备注：样例']]),
      ['部件 第 3 行：这一行不是立案条件，没有读：“注：1.本表时限自派遣起计”', '部件 第 4 行：这一行不是立案条件，没有读：“备注：样例”'],
    ],
    'a note merged over the whole width': [
      () => readFileOf([HEADINGS, aRow(), ['说明：略']], (_, sheet) => sheet.mergeCells('A3:G3')),
      ['部件 第 3 行：这一行不是立案条件，没有读：“说明：略”'],
    ],
    'the heading repeated on the next printed page': [() => readFileOf([HEADINGS, aRow(), HEADINGS]), ['部件 第 3 行 A 列：又是一行表头，没有读']],
    'a hidden sheet': [
      () =>
        readFileOf([HEADINGS, aRow()], (book) => {
          const old = book.addWorksheet('旧部件', { state: 'hidden' })
          old.addRows([HEADINGS, aRow({ 立案条件: '旧的' })])
        }),
      ['旧部件：工作表是隐藏的，没有读'],
    ],
    'a sheet without a table': [
      () => readFileOf([HEADINGS, aRow()], (book) => void book.addWorksheet('说明').addRow(['填表说明'])),
      ['说明：前 10 行里没有表头，这个工作表没有读'],
    ],
    'a hidden row and a hidden column': [
      () =>
        readFileOf([HEADINGS, aRow()], (_, sheet) => {
          sheet.getRow(2).hidden = true
          sheet.getColumn(3).hidden = true
        }),
      ['部件：有 1 行是隐藏的（第 2 行），照样读了', '部件：有隐藏的列（C），照样读了'],
    ],
    'a column nobody knows': [
      () =>
        readFileOf([
          [...HEADINGS, '备注'],
          [...aRow(), '略'],
        ]),
      ['部件 第 1 行 H 列：不认识列名“备注”，这一列没有读'],
    ],
    'a small class with its major in the code': [
      () => readFileOf([HEADINGS, aRow({ 小类代码: '0101' })]),
      ['部件 第 2 行 C 列：小类代码“0101”含有大类代码，按 01 计'],
    ],
    'a level left out': [
      () =>
        readFileOf([
          [...HEADINGS, '奖励级别'],
          [...aRow(), null],
        ]),
      ['部件 第 2 行 H 列：没有奖励级别，按三级计'],
    ],
    'a sheet whose name says nothing, under a title that does': [
      () =>
        readFileOf([['城市管理部件立结案标准'], HEADINGS, aRow()], (_, sheet) => {
          sheet.name = 'Sheet1'
        }),
      ['Sheet1：工作表的名称没有写明，从表头或标题看是部件'],
    ],
  }
  test.each(Object.entries(told))('%s', async (_, [read, says]) => {
    const found = await read()
    expect([partsIn(found), problemsIn(found), odditiesIn(found)]).toEqual([[ONE], [], says])
  })

  test('units no standard knows', async () => {
    const limits = ['2紧急工作日', '15天', '4小时', '2工作小时']
    const found = await readFileOf([HEADINGS, ...limits.map((limit) => aRow({ 立案条件: limit, 处置时限: limit }))])
    expect(odditiesIn(found)).toEqual([
      '部件 第 2 行 F 列：标准里没有“紧急工作日”，按连续的天计，请核对',
      '部件 第 3 行 F 列：“天”没有写明是否工作日，按连续的天计，请核对',
      '部件 第 4 行 F 列：“小时”没有写明是否紧急，按工作时计，请核对',
      '部件 第 5 行 F 列：“工作小时”按工作时计',
    ])
  })

  test('a file without events, and a name under two codes', async () => {
    const found = await readFileOf([HEADINGS, aRow(), aRow({ 小类代码: 2 })], (book) => book.removeWorksheet('事件'))
    expect(odditiesIn(found)).toEqual(['部件小类“上水井盖”有两个代码：01、02，按两个小类计', '没有事件：这一版将没有事件的立案条件'])
  })
})

describe('refused whole', () => {
  const refused: Readonly<Record<string, readonly [read: () => Promise<ReadStandard>, says: readonly string[]]>> = {
    'a limit that is none': [
      () => readFileOf([HEADINGS, aRow({ 处置时限: '尽快' })]),
      ['部件 第 2 行 F 列：读不出时限“尽快”。应写成“2紧急工作时”“4工作时”“3工作日”“15天”或“种植季节15工作日”这样'],
    ],
    'a number without a unit': [
      () => readFileOf([HEADINGS, aRow({ 处置时限: 3 })]),
      ['部件 第 2 行 F 列：“3”没有写单位。应写成“2紧急工作时”“4工作时”“3工作日”“15天”或“种植季节15工作日”这样'],
    ],
    'a limit with two numbers': [
      () => readFileOf([HEADINGS, aRow({ 处置时限: '1,5工作日' })]),
      ['部件 第 2 行 F 列：读不出时限“1,5工作日”。应写成“2紧急工作时”“4工作时”“3工作日”“15天”或“种植季节15工作日”这样'],
    ],
    'no limit, no closing condition': [
      () => readFileOf([HEADINGS, aRow({ 处置时限: '/', 结案条件: '—' })]),
      ['部件 第 2 行 F 列：没有处置时限。应写成“2紧急工作时”“4工作时”“3工作日”“15天”或“种植季节15工作日”这样', '部件 第 2 行 G 列：没有结案条件'],
    ],
    'a small class without a condition': [
      () => readFileOf([HEADINGS, aRow(), [1, '公用设施', 2, '污水井盖']]),
      ['部件 第 3 行 E 列：小类“污水井盖”没有立案条件'],
    ],
    'a code Excel took for a date': [
      () => readFileOf([HEADINGS, aRow({ 小类代码: new Date('2027-01-02T00:00:00Z') })]),
      ['部件 第 2 行 C 列：格内是日期（2027-01-02），可能是 Excel 把代码或文字改成了日期，请改成文本重填'],
    ],
    'an error, and a formula nobody has reckoned': [
      () => readFileOf([HEADINGS, aRow({ 小类名称: { error: '#REF!' }, 处置时限: { formula: 'A1' } })]),
      ['部件 第 2 行 D 列：格内是错误值 #REF!', '部件 第 2 行 F 列：公式没有结果，请在 Excel 里打开、重新计算并保存后再导入'],
    ],
    'a code that is a word': [() => readFileOf([HEADINGS, aRow({ 大类代码: '一' })]), ['部件 第 2 行 A 列：读不出大类代码“一”，应是 1 至 3 位数字']],
    'a class with two names': [
      () => readFileOf([HEADINGS, aRow(), aRow({ 立案条件: '破损', 小类名称: '自来水井盖', 大类名称: '公共设施' })]),
      ['部件 第 3 行 D 列：小类 部-01-01 在第 2 行叫“上水井盖”，这里叫“自来水井盖”'],
    ],
    'a major class with two names': [
      () => readFileOf([HEADINGS, aRow(), aRow({ 小类代码: 2, 小类名称: '污水井盖', 大类名称: '公共设施' })]),
      ['部件大类 01 有两个名称：公用设施、公共设施'],
    ],
    'the same condition twice': [() => readFileOf([HEADINGS, aRow(), aRow({ 立案条件: '缺失。' })]), ['部件 第 3 行 E 列：与第 2 行重复：上水井盖，缺失']],
    'a first row without its class': [
      () => readFileOf([HEADINGS, aRow({ 大类代码: null, 大类名称: null })]),
      ['部件 第 2 行 A 列：没有大类代码，上面也没有可以沿用的'],
    ],
    'another major class without a small one': [
      () => readFileOf([HEADINGS, aRow(), aRow({ 大类代码: 2, 大类名称: '交通设施', 小类代码: null, 小类名称: null })]),
      ['部件 第 3 行 C 列：没有小类代码，上面也没有可以沿用的'],
    ],
    'a level there is not': [
      () =>
        readFileOf([
          [...HEADINGS, '奖励级别'],
          [...aRow(), '特级'],
        ]),
      ['部件 第 2 行 H 列：读不出奖励级别“特级”，应写 1、2、3 或者一级、二级、三级'],
    ],
    'stages that contradict the whole': [
      () =>
        readFileOf([
          [...HEADINGS, '分级时限'],
          [...aRow({ 处置时限: '5工作日' }), '围护2紧急工作时；修复3工作日'],
        ]),
      ['部件 第 2 行 H 列：分级时限的最后一级（3 个工作日）与处置时限（5 个工作日）不同'],
    ],
    'a heading that lacks a column': [() => readFileOf([HEADINGS.slice(0, -2), aRow().slice(0, -2)]), ['部件 第 1 行：表头缺少：结案条件、处置时限']],
    'a column twice': [
      () =>
        readFileOf([
          [...HEADINGS, '处理时限'],
          [...aRow(), '3工作日'],
        ]),
      ['部件 第 1 行 H 列：有两列“处置时限”，只能留一列'],
    ],
    'a sheet of parts without a heading': [
      () => readFileOf([aRow()]),
      ['部件：前 10 行里没有找到表头（大类代码、大类名称、小类代码、小类名称、立案条件、处置时限、结案条件）'],
    ],
    'a sheet of nobody knows what': [
      () =>
        readFileOf([HEADINGS, aRow()], (_, sheet) => {
          sheet.name = 'Sheet1'
        }),
      ['Sheet1：看不出是部件还是事件，请把工作表改名为“部件”或“事件”'],
    ],
  }
  test.each(Object.entries(refused))('%s', async (_, [read, says]) => {
    expect(problemsIn(await read())).toEqual(says)
  })

  test('every problem of a file is listed, wherever it is', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => aRow({ 立案条件: `第${i}种`, 处置时限: '尽快' }))
    expect((await readFileOf([HEADINGS, ...rows])).problems.map((one) => one.row)).toEqual(rows.map((_, i) => i + 2))
  })

  test('what is no workbook at all', async () => {
    const said = async (bytes: Uint8Array) => {
      const read = await readWorkbook(bytes)
      return 'refused' in read ? read.because : 'read'
    }
    const whole = await aFile([HEADINGS, aRow()])
    expect(await said(Buffer.from('大类代码,大类名称\n'))).toBe('这不是 Excel 文件（.xlsx）')
    expect(await said(new Uint8Array())).toBe('这不是 Excel 文件（.xlsx）')
    expect(await said(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('旧式的 .xls')
    expect(await said(whole.slice(0, whole.length / 2))).toContain('打不开这个文件')
    expect(await said(Buffer.concat([whole, Buffer.alloc(5 * 1024 * 1024)]))).toContain('超过了 4 MB')
    expect(await said(new Uint8Array(await new ExcelJS.Workbook().xlsx.writeBuffer()))).toContain('没有')
  })

  test('a sheet formatted to the bottom of the world', async () => {
    const found = await readFileOf([HEADINGS, aRow()], (_, sheet) => {
      sheet.getCell('A9000').value = '底'
    })
    expect(problemsIn(found)).toEqual(['部件：超过了 5000 行，请删去表格以外的行'])
  })
})
