import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { excelFile, read } from '../builders.ts'
import { formatted, showsNothing } from './number-format.ts'

const made = async (fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const text = (place: string, words: string, style = 0): string => `<c r="${place}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`
const number = (place: string, value: number | string, style = 0): string => `<c r="${place}" s="${style}"><v>${value}</v></c>`

describe('what is hidden stays behind', () => {
  test('sheets hidden and very hidden, rows and columns hidden, filtered, of no height or width', async () => {
    const bytes = await made((book) => {
      const sheet = book.addWorksheet('公开')
      sheet.addRows([
        ['项目', '密列', '金额', '零列'],
        ['甲', '密一', 1, '密二'],
        ['密三', '', 2, ''],
        ['乙', '', 3, ''],
      ])
      sheet.getColumn(2).hidden = true
      sheet.getColumn(4).width = 0.1
      sheet.getRow(3).hidden = true
      book.addWorksheet('密四', { state: 'hidden' }).addRow(['密五'])
      book.addWorksheet('密六', { state: 'veryHidden' }).addRow(['密七'])
    })
    const found = await read('表.xlsx', bytes)
    expect(found.tables).toEqual([
      {
        name: '公开',
        rows: [
          ['项目', '金额'],
          ['甲', '1'],
          ['乙', '3'],
        ],
      },
    ])
    expect(found.html).toContain('<th scope="row">乙</th><td>3</td>')
    expect(JSON.stringify({ ...found, left: [] })).not.toMatch(/密|零列/)
    expect(found.left.join()).toMatch(/“公开”里隐藏的行.*“公开”里隐藏的列.*2 张隐藏的工作表/)
  })

  test('cells formatted to show nothing, and white letters on white', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color rgb="FF1F4E79"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>' +
      '<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="170" fontId="0" fillId="0"/><xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="0" fontId="1" fillId="1"/><xf numFmtId="0" fontId="2" fillId="1"/></cellXfs>'
    const inner = `<sheetData><row r="1">${text('A1', '甲', 3)}${text('B1', '乙', 3)}</row><row r="2">${number('A2', 9876, 1)}${text('B2', '密', 2)}${text('C2', '密', 4)}</row><row r="3">${text('A3', '丙')}${number('B3', 5)}</row></sheetData>`
    const found = await read('表.xlsx', excelFile({ sheets: [{ name: '表', inner }], styles }))
    expect(found.tables?.[0]?.rows).toEqual([
      ['甲', '乙'],
      ['丙', '5'],
    ])
    expect(found.html).not.toMatch(/9876|密/)
    expect(found.left).toEqual(['3 个设为不显示的单元格没有带入'])
  })

  test('comments, pictures, defined names, other workbooks, and values under merged cells', async () => {
    const inner = `<sheetData><row r="1">${text('A1', '合并')}${text('B1', '密值')}</row><row r="2">${text('A2', '甲')}${number('B2', 1)}</row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`
    const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const found = await read(
      '表.xlsx',
      excelFile({
        sheets: [
          {
            name: '表',
            inner,
            links: [
              ['c', 'comments', '../comments1.xml'],
              ['d', 'drawing', '../drawings/drawing1.xml'],
            ],
          },
        ],
        links: [['e', 'externalLink', 'externalLinks/externalLink1.xml']],
        more: [
          {
            name: 'xl/comments1.xml',
            content: `<comments xmlns="${S}"><commentList><comment ref="A1"><text><t>密批</t></text></comment></commentList></comments>`,
          },
          {
            name: 'xl/drawings/drawing1.xml',
            content: '<d:wsDr xmlns:d="urn:x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:a><a:blip/></d:a><d:b/></d:wsDr>',
          },
          { name: 'xl/externalLinks/externalLink1.xml', content: `<externalLink xmlns="${S}">密缓存</externalLink>` },
        ],
      }),
    )
    expect(found.html).toContain('<caption>合并</caption>')
    expect(JSON.stringify(found)).not.toMatch(/密/)
    expect(found.left.join('')).toMatch(/其他工作簿.*1 条批注.*1 张没有说明文字的图片.*1 个图表/)
  })
})

describe('values as they are shown', () => {
  test('rich text without its reading aid, formulas by their saved results, errors told of', async () => {
    const inner =
      `<sheetData><row r="1">${text('A1', '名')}${text('B1', '值')}</row>` +
      `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>` +
      `<row r="3">${text('A3', '文')}<c r="B3" t="str"><f>"密"&amp;"式"</f><v>结果</v></c></row>` +
      `<row r="4">${text('A4', '空')}<c r="B4"><f>WEBSERVICE("http://x")</f></c></row>` +
      `<row r="5">${text('A5', '错')}<c r="B5" t="e"><f>Z1</f><v>#REF!</v></c></row><row r="6">${text('A6', '真')}<c r="B6" t="b"><v>1</v></c></row></sheetData>`
    const found = await read(
      '表.xlsx',
      excelFile({ sheets: [{ name: '表', inner }], strings: ['<r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r><rPh sb="0" eb="1"><t>密音</t></rPh>'] }),
    )
    expect(found.tables?.[0]?.rows).toEqual([
      ['名', '值'],
      ['富文本', '2'],
      ['文', '结果'],
      ['空', ''],
      ['错', '#REF!'],
      ['真', 'TRUE'],
    ])
    expect(JSON.stringify(found)).not.toMatch(/密|WEBSERVICE/)
    expect(found.left).toEqual(['1 个公式没有计算结果（表!B4），请在 Excel 或 WPS 里重新计算并保存', '1 个单元格是错误值（表!B5），请改正'])
  })

  test('dates from exceljs, and the same day in a workbook that counts from 1904', async () => {
    const bytes = await made((book) => {
      const sheet = book.addWorksheet('表')
      sheet.addRows([
        ['日期', '时间'],
        [new Date(Date.UTC(2019, 2, 5)), new Date(Date.UTC(2019, 2, 5, 14, 30))],
      ])
      sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日"'
      sheet.getCell('B2').numFmt = 'yyyy-mm-dd hh:mm'
    })
    expect((await read('表.xlsx', bytes)).tables?.[0]?.rows[1]).toEqual(['2019年3月5日', '2019-03-05 14:30'])
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    const inner = `<sheetData><row r="1">${text('A1', '日')}${text('B1', '数')}</row><row r="2">${number('A2', 42067, 1)}${number('B2', 1)}</row></sheetData>`
    const found = await read('表.xlsx', excelFile({ sheets: [{ name: '表', inner }], styles, properties: 'date1904="1"' }))
    expect(found.tables?.[0]?.rows[1]).toEqual(['2019-03-05', '1'])
    expect(found.text).not.toContain('42067')
  })

  test.each([
    [1234.5, '#,##0.00', '1,234.50'],
    [-1234.5, '#,##0.00;(#,##0.00)', '(1,234.50)'],
    [0.4567, '0.0%', '45.7%'],
    [44.7377, '0.00"万元"', '44.74万元'],
    [7, '000', '007'],
    [1234567, '#,##0,', '1,235'],
    [-5, '0', '-5'],
    [0, '0.00;-0.00;"—"', '—'],
    [5, '[$￥-804]#,##0.00', '￥5.00'],
    [0.1 + 0.2, 'General', '0.3'],
    [110101199003, 'General', '110101199003'],
    [1.5, '[h]:mm', '36:00'],
    [12, '0" 件"', '12 件'],
    [1234, '[DBNum2][$-804]General"元整"', '壹仟贰佰叁拾肆元整'],
    [123, '[DBNum1][$-804]General', '一百二十三'],
    [10010.5, '[DBNum1]General', '一万〇一十.五'],
    [20300000, '[DBNum2]General', '贰仟零叁拾万'],
    [15, '[DBNum1]General', '十五'],
    [0, '[DBNum2]General', '零'],
    [2019, '[DBNum1]0', '二〇一九'],
    [12, '[DBNum3]0', '１２'],
    [12.5, 'General"元"', '12.5元'],
    [45000, 'e"年"', '2023年'],
    [45000, '[$-404]e"年"m"月"d"日"', '2023年3月15日'],
    [0.75, 'h:mm AM/PM', '18:00'],
    [45000, 'yyyy/m/d aaaa', '2023-03-15 星期三'],
    [1e-7, 'General', '1E-07'],
    [60, 'yyyy-mm-dd', '1900-02-28'],
  ])('%d in %s', (value, format, shown) => {
    // 1900-02-29 never was; whichever neighbour is shown, it is a day that was.
    expect(formatted(value, format, false)).toBe(shown)
  })

  test('formats that show nothing', () => {
    expect([';;;', ';;', '[Red];;;', '0;;;@', '0.00'].map(showsNothing)).toEqual([true, true, true, false, false])
  })
})

test('what is struck out is struck out', async () => {
  const styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
  const inner = `<sheetData><row r="1">${text('A1', '名')}${text('B1', '值')}</row><row r="2">${text('A2', '甲', 1)}${number('B2', 5)}</row></sheetData>`
  const found = await read('表.xlsx', excelFile({ sheets: [{ name: '表', inner }], styles }))
  expect(found.html).toContain('<th scope="row"><s>甲</s></th><td>5</td>')
})

describe('tables of the office', () => {
  test('rows that part a table are no title of it, and a list in one column is no title at all', async () => {
    const parts = `<sheetData>${['第一项', '项目|数', '甲|1', '第二项', '项目|数', '乙|2']
      .map(
        (line, y) =>
          `<row r="${y + 1}">${line
            .split('|')
            .map((words, x) => text(`${'AB'[x]}${y + 1}`, words))
            .join('')}</row>`,
      )
      .join('')}</sheetData>`
    const list = `<sheetData>${['甲', '乙', '丙', '丁', '戊'].map((words, y) => `<row r="${y + 1}">${text(`A${y + 1}`, words)}</row>`).join('')}</sheetData>`
    const [parted, listed] = await Promise.all([parts, list].map((inner) => read('表.xlsx', excelFile({ sheets: [{ name: '表', inner }] }))))
    expect(parted?.html).not.toContain('<caption>')
    expect(parted?.html).toContain('第二项')
    expect(listed?.html).not.toContain('<caption>')
    expect(listed?.text.split('\n')).toEqual(['甲', '乙', '丙', '丁', '戊'])
  })

  test('a budget: title across, unit line, two rows of headings, merged classes, note below', async () => {
    const bytes = await made((book) => {
      const sheet = book.addWorksheet('预算')
      sheet.addRows([
        ['2019年部门预算', '', '', ''],
        ['单位：万元', '', '', ''],
        ['科目', '', '金额', ''],
        ['类', '款', '上年', '本年'],
        ['公共服务', '人员', 1, 2],
        ['', '公用', 3, 4],
        ['注：本表含结转。', '', '', ''],
      ])
      for (const range of ['A1:D1', 'A2:D2', 'A3:B3', 'C3:D3', 'A5:A6', 'A7:D7']) sheet.mergeCells(range)
      sheet.views = [{ state: 'frozen', ySplit: 4 }]
    })
    const found = await read('预算.xlsx', bytes)
    expect(found.title).toBe('2019年部门预算')
    expect(found.html).toBe(
      '<table><caption>2019年部门预算　单位：万元</caption>\n' +
        '<thead><tr><th scope="col" colspan="2">科目</th><th scope="col" colspan="2">金额</th></tr>\n' +
        '<tr><th scope="col">类</th><th scope="col">款</th><th scope="col">上年</th><th scope="col">本年</th></tr></thead>\n' +
        '<tbody><tr><th scope="row" rowspan="2">公共服务</th><th scope="row">人员</th><td>1</td><td>2</td></tr>\n' +
        '<tr><th scope="row">公用</th><td>3</td><td>4</td></tr></tbody></table>\n<p>注：本表含结转。</p>',
    )
    expect(found.tables?.[0]?.rows[4]).toEqual(['公共服务', '人员', '1', '2'])
  })

  test('several sheets have their names as headings; an empty one is told of; merges across hidden rows shrink', async () => {
    const bytes = await made((book) => {
      const one = book.addWorksheet('收入')
      one.addRows([
        ['项', '数', '备注'],
        ['甲', 1, 'x'],
        ['', 2, 'y'],
        ['', 3, 'z'],
      ])
      one.mergeCells('A2:A4')
      one.getRow(3).hidden = true
      book.addWorksheet('支出').addRows([
        ['项', '数'],
        ['乙', 4],
      ])
      book.addWorksheet('空')
    })
    const found = await read('两表.xlsx', bytes)
    expect(found.html).toContain('<h2>收入</h2>')
    expect(found.html).toContain('<h2>支出</h2>')
    expect(found.html).toContain('<th scope="row" rowspan="2">甲</th><td>1</td><td>x</td>')
    expect(found.html).not.toContain('<td>2</td>')
    expect(found.tables?.map(({ name }) => name)).toEqual(['收入', '支出'])
    expect(found.left.join()).toContain('空白的工作表没有带入（空）')
  })

  test('links that may be followed are kept, others are words; a far cell does not make a million rows', async () => {
    const inner = `<sheetData><row r="1">${text('A1', '名')}${text('B1', '址')}</row><row r="2">${text('A2', '政府网')}${text('B2', '恶意')}</row><row r="1048576">${text('A1048576', '尾')}${text('B1048576', '末')}</row></sheetData><hyperlinks><hyperlink ref="A2" r:id="a"/><hyperlink ref="B2" r:id="b"/></hyperlinks>`
    const found = await read(
      '表.xlsx',
      excelFile({
        sheets: [
          {
            name: '表',
            inner,
            links: [
              ['a', 'hyperlink', 'https://www.gov.cn/', 'External'],
              ['b', 'hyperlink', 'javascript:alert(1)', 'External'],
            ],
          },
        ],
      }),
    )
    expect(found.html).toContain('<a href="https://www.gov.cn/">政府网</a>')
    expect(found.html).not.toContain('javascript')
    expect(found.tables?.[0]?.rows).toHaveLength(3)
  })
})
