import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { excelFile, type SheetParts, zipOf } from '../builders.ts'
import { outcomeOf } from '../outcome.ts'
import { prepare } from '../publishable.ts'

type Book = Partial<SheetParts> & { readonly names?: string; readonly sheetLinks?: SheetParts['sheets'][number]['links'] }
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const bookOf = (inner: string, { names = '', sheetLinks = [], ...rest }: Book = {}) => {
  const made = excelFile({ sheets: [{ name: '表', inner, links: sheetLinks }], ...rest })
  return names === '' ? made : withNames(made, names)
}
/** The workbook part is stored packed; it is written anew with what is put behind its sheets. */
function withNames(made: Uint8Array, names: string): Uint8Array {
  const parts = Object.entries(unzipSync(made)).map(([name, content]) => ({ name, content: Buffer.from(content) }))
  return zipOf(
    parts.map(({ name, content }) => ({ name, content: name === 'xl/workbook.xml' ? content.toString().replace('</sheets>', `</sheets>${names}`) : content })),
  )
}
const outcome = (inner: string, book: Book = {}) => outcomeOf('表.xlsx', bookOf(inner, book))
const gone = async (inner: string, book: Book = {}) => {
  const found = await outcome(inner, book)
  expect(found, inner).toMatchObject({ inPage: false, inFile: false, hidden: '' })
  return found
}
const named = async (what: string, inner: string, book: Book = {}) => {
  const found = await outcome(inner, book)
  expect(found.inPage, inner).toBe(false)
  expect(found.hidden, inner).toContain(what)
}
const seen = async (inner: string, book: Book = {}) => expect(await outcome(inner, book), inner).toMatchObject({ inPage: true, hidden: '' })

const text = (at: string, words: string, style = 0) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is>${words.startsWith('<') ? words : `<t>${words}</t>`}</is></c>`
const row = (n: number, inner: string, about = '') => `<row r="${n}" ${about}>${inner}</row>`
const HEAD = row(1, text('A1', '项') + text('B1', '数'))
const data = (inner: string) => `<sheetData>${HEAD}${inner}</sheetData>`
const NOT_SHOWN = '个设为不显示的单元格'

describe('cells nobody sees', () => {
  test('under a merged cell: they go; with formulas about, which may count them, they are named', async () => {
    const merged = '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    const shared = '<c r="B2" t="s"><v>0</v></c>'
    expect((await gone(data(row(2, text('A2', '合') + shared)) + merged, { strings: ['<t>密</t>'] })).html).toContain('合')
    await gone(data(row(2, text('A2', '合') + text('B2', '密'))) + merged)
    await named(
      '合并的单元格下面',
      data(row(2, text('A2', '合') + text('B2', '密')) + row(3, `${text('A3', '计')}<c r="B3"><f>SUM(B1:B2)</f><v>1</v></c>`)) + merged,
    )
  })

  const theme = {
    name: 'xl/theme/theme1.xml',
    content: `<a:theme xmlns:a="${A}"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`,
  }
  const styled = (font: string, fill = '<patternFill patternType="none"/>', xf = '', formats = ''): Book => ({
    links: [['th', 'theme', 'theme/theme1.xml']],
    more: [theme],
    styles: `${formats}<fonts><font/><font>${font}</font></fonts><fills><fill><patternFill patternType="none"/></fill><fill>${fill}</fill></fills><cellXfs><xf/><xf fontId="1" fillId="1" ${xf || '/>'}${xf === '' ? '' : '</xf>'}</cellXfs>`,
  })
  const solid = (colour: string) => `<patternFill patternType="solid"><fgColor ${colour}/></patternFill>`
  const secret = data(row(2, text('A2', '甲') + text('B2', '密', 1)))

  test('letters of the colour of their ground: of the theme with tint, counted colours, patterns of one colour', async () => {
    const unseen = [
      styled('<color theme="0"/>'),
      styled('<color theme="1" tint="0.9999"/>'),
      styled('<color indexed="9"/>'),
      styled('<color theme="4"/>', solid('rgb="FF4F81BD"')),
      styled('<color rgb="FF95B3D7"/>', solid('theme="4" tint="0.3999755851924192"')),
      styled('<color theme="3"/>', solid('rgb="FF1F497D"')),
      styled(
        '<color rgb="FF000000"/>',
        '<gradientFill><stop position="0"><color rgb="FF000000"/></stop><stop position="1"><color rgb="FF000000"/></stop></gradientFill>',
      ),
    ]
    for (const book of unseen) await named(NOT_SHOWN, secret, book)
    for (const book of [
      styled('<color theme="0"/>', solid('theme="4"')),
      styled('<color theme="1" tint="0.35"/>'),
      styled('<color indexed="64"/>', solid('indexed="65"')),
    ])
      await seen(secret, book)
  })

  test('pieces of rich text, in shared strings and in cells; what is white on dark is read', async () => {
    const rich = (colour: string, size = 11) => `<r><t>显</t></r><r><rPr><sz val="${size}"/><color ${colour}/></rPr><t>密</t></r>`
    const shared = data(row(2, `${text('A2', '甲')}<c r="B2" t="s"><v>0</v></c>`))
    await named(NOT_SHOWN, shared, { strings: [rich('rgb="FFFFFFFF"')], ...styled('') })
    await named(NOT_SHOWN, data(row(2, text('A2', '甲') + text('B2', rich('theme="0"')))), styled(''))
    await named(NOT_SHOWN, data(row(2, text('A2', '甲') + text('B2', rich('theme="1"', 1)))), styled(''))
    await seen(data(row(2, text('A2', '甲') + text('B2', rich('theme="0"'), 1))), styled('<color theme="0"/>', solid('rgb="FF000000"')))
  })

  test('number formats that write in white, or words of their own; cells set in beyond reach', async () => {
    const format = (code: string) => styled('', undefined, 'numFmtId="170">', `<numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts>`)
    const number = data(row(2, `${text('A2', '甲')}<c r="B2" s="1"><v>13800000000</v></c>`))
    for (const code of ['[White]0', '[颜色2]0', '&quot;***&quot;']) await named(NOT_SHOWN, number, format(code))
    expect((await outcome(number, format('0;-0;&quot;—&quot;'))).hidden).toBe('')
    await named(NOT_SHOWN, secret, format('0;0;0;&quot;略&quot;'))
    await named(NOT_SHOWN, secret, styled('', undefined, '><alignment indent="250"/>'))
  })

  test('rules that give letters the colour of their ground, or put a sign in the place of the number', async () => {
    const rule = (about: string, inner: string, where = 'B2') =>
      `<conditionalFormatting sqref="${where}"><cfRule ${about} priority="1">${inner}</cfRule></conditionalFormatting>`
    const dxf = (inner: string, book: Book = {}): Book => ({
      ...book,
      styles: `${book.styles ?? '<fonts><font/></fonts><fills><fill/></fills><cellXfs><xf/></cellXfs>'}<dxfs><dxf>${inner}</dxf></dxfs>`,
    })
    const cell = data(row(2, text('A2', '甲') + text('B2', '数', 1)))
    const by = rule('type="expression" dxfId="0"', '<formula>1</formula>')
    const hidden = async (inner: string, book: Book) => (await outcome(inner, book)).hidden
    const blue = styled('', solid('rgb="FF1F497D"'))
    const [white, dark] = ['<font><color rgb="FFFFFFFF"/></font>', '<font><color rgb="FF1F497D"/></font>']
    for (const one of [dxf(white), dxf(dark, blue), dxf('<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>')])
      expect(await hidden(cell + by, one)).toContain('条件格式使之看不见的单元格（表）')
    expect(await hidden(cell + rule('type="iconSet"', '<iconSet showValue="0"/>'), dxf(''))).toContain('条件格式')
    const added = `<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>1</xm:f><x14:dxf>${white}</x14:dxf></x14:cfRule><xm:sqref>A1:B2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
    expect(await hidden(cell + added, dxf(''))).toContain('条件格式')
    for (const one of [dxf(white, blue), dxf('<font><color rgb="FFFF0000"/></font>')]) expect(await hidden(cell + by, one)).toBe('')
    expect(await hidden(cell + rule('type="expression" dxfId="0"', '<formula>1</formula>', 'C9:D12'), dxf(white))).toBe('')
  })

  test('rows and columns without height or width, by themselves or by what the sheet says of all; collapsed groups', async () => {
    const all = (about: string) => `<sheetFormatPr ${about}/>`
    const rows = (about: string) => data(row(2, text('A2', '密') + text('B2', '1'), about))
    const shown = `<sheetData>${row(1, text('A1', '项') + text('B1', '数'), 'ht="15"')}${row(2, text('A2', '密') + text('B2', '1'))}</sheetData>`
    await named('隐藏的行', all('zeroHeight="1"') + shown)
    await named('隐藏的行', all('defaultRowHeight="0"') + shown)
    for (const about of ['ht="0.5"', 'ht="2"', 'hidden="1" outlineLevel="1"']) await named('隐藏的行', rows(about))
    const columns = data(row(2, text('A2', '甲') + text('B2', '密')))
    const first = '<cols><col min="1" max="1" width="9"/></cols>'
    await named('隐藏的列', `${all('defaultColWidth="0"') + first}<sheetData>${row(1, text('A1', '项') + text('B1', '密'))}</sheetData>`)
    for (const about of ['width="0.1"', 'hidden="1" outlineLevel="1" collapsed="1"'])
      await named('隐藏的列', `<cols><col min="2" max="2" ${about}/></cols>${columns}`)
    await seen(rows('outlineLevel="1"'))
  })

  test('cells behind hundreds of empty rows or beyond what is printed are in the page', async () => {
    const names = '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1:$B$1</definedName></definedNames>'
    await seen(data(row(900, text('CV900', '密'))), { names })
  })
})

describe('what a workbook keeps beside its cells', () => {
  const plain = data(row(2, `${text('A2', '甲')}<c r="B2"><v>5</v></c>`))
  const name = (about: string, holds: string) => `<definedNames><definedName ${about}>${holds}</definedName></definedNames>`

  test('names that nothing calls go, hidden ones too; one that is called and holds words or numbers is named', async () => {
    for (const names of [name('name="密"', '"密"'), name('name="密号" hidden="1"', '13800000000'), name('name="密表" comment="密"', '表!$A$1')])
      await gone(plain, { names })
    const calls = (formula: string) => data(row(2, `${text('A2', '甲')}<c r="B2"><f>${formula}</f><v>5</v></c>`))
    for (const holds of ['13800000000', '{1,2;3,4}', '"密"']) await named('名称里存的文字（甲号）', calls('甲号+1'), { names: name('name="甲号"', holds) })
    expect(await outcome(calls('SUM(甲区)'), { names: name('name="甲区" comment="密"', '表!$B$2') })).toMatchObject({ inFile: false, hidden: '' })
  })

  test('views, ranges and choices of single people, edges of no page, filters, properties, links of forms', async () => {
    const inner = `${plain}<protectedRanges><protectedRange name="密" sqref="A1"/></protectedRanges><autoFilter ref="A1:B2"><filterColumn colId="0"><filters><filter val="密"/></filters></filterColumn></autoFilter><customSheetViews><customSheetView guid="{1}"><headerFooter><oddHeader>密</oddHeader></headerFooter></customSheetView></customSheetViews><headerFooter><oddHeader>&amp;C页</oddHeader><evenHeader>密</evenHeader><firstFooter>密</firstFooter></headerFooter><customProperties><customPr name="密" r:id="p"/></customProperties><webPublishItems><webPublishItem destinationFile="C:\\密.htm"/></webPublishItems><!--密-->`
    const names = '<customWorkbookViews><customWorkbookView name="密" guid="{1}"/></customWorkbookViews><definedNames/>'
    const sheetLinks = ['threadedComment', 'printerSettings', 'customProperty'].map((type, i) => [`p${i}`, type, `../p${i}.bin`] as const)
    const links = ['person', 'webextensiontaskpanes', 'custom-properties', 'customXml'].map((type, i) => [`q${i}`, type, `q${i}.xml`] as const)
    const more = [...[0, 1, 2].map((n) => `xl/p${n}.bin`), ...[0, 1, 2, 3].map((n) => `xl/q${n}.xml`)].map((part) => ({ name: part, content: '<a>密</a>' }))
    expect((await gone(inner, { names, sheetLinks, links, more: more.filter(({ name: part }) => !part.endsWith('bin')) })).text).toContain('&amp;C页')
    expect(await outcome(`${plain}<headerFooter differentOddEven="1"><evenHeader>密</evenHeader></headerFooter>`)).toMatchObject({ inFile: true, hidden: '' })
    await named('看不见的文字（表的页眉页脚）', `${plain}<headerFooter><oddHeader>&amp;KFFFFFF密</oddHeader></headerFooter>`)
  })

  const drawn = (inner: string, chart = ''): Book => ({
    sheetLinks: [['d', 'drawing', '../drawings/drawing1.xml']],
    more: [
      {
        name: 'xl/drawings/drawing1.xml',
        content: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${A}">${inner}</xdr:wsDr>`,
      },
      {
        name: 'xl/drawings/_rels/drawing1.xml.rels',
        content:
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="../charts/chart1.xml"/></Relationships>',
      },
      { name: 'xl/charts/chart1.xml', content: `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">${chart}</c:chartSpace>` },
    ],
  })
  test('charts that keep what no cell has; shapes that are switched off; words of shapes that are seen are told of', async () => {
    const cache = (...points: readonly string[]) =>
      `<c:ser><c:cat><c:strRef><c:f>表!$A$2</c:f><c:strCache>${points.map((one) => `<c:pt idx="0"><c:v>${one}</c:v></c:pt>`).join('')}</c:strCache></c:strRef></c:cat></c:ser>`
    await named('图表里存着的、表里看不到的数据', plain, drawn('', cache('甲', '密')))
    expect((await outcome(plain, drawn('', cache('甲', '5.0')))).hidden).toBe('')
    const shape = (about: string) =>
      `<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="形" descr="C:\\Users\\密" ${about}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>框里的话</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`
    await named('设为不显示的图形', plain, drawn(shape('hidden="1"')))
    const block = (fill: string, words = '') =>
      `<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="形"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="${fill}"/></a:solidFill></xdr:spPr><xdr:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`
    await named('盖在文字或单元格上面的色块', plain, drawn(block('000000')))
    for (const one of [block('000000', '说明'), block('4F81BD')]) expect((await outcome(plain, drawn(one))).hidden).toBe('')
    expect((await gone(plain, drawn(shape('')))).text).toContain('框里的话')
  })

  test('caches of slicers and timelines, queries, other books, controls: named; macros: refused', async () => {
    const parts = [
      ['slicerCache', '数据透视表'],
      ['timelineCache', '数据透视表'],
      ['externalLink', '引用其他工作簿'],
      ['connections', '与外部数据的连接'],
    ] as const
    for (const [type, what] of parts)
      await named(what, plain, { links: [['x', type, 'x.xml']], more: [{ name: 'xl/x.xml', content: `<x xmlns="${S}">密</x>` }] })
    for (const [type, what] of [
      ['queryTable', '与外部数据的连接'],
      ['slicer', '数据透视表'],
      ['control', '嵌入的文件'],
    ] as const)
      await named(what, plain, { sheetLinks: [['x', type, '../x.xml']], more: [{ name: 'xl/x.xml', content: `<x xmlns="${S}">密</x>` }] })
    const hidden = { name: '密', inner: data(row(2, text('A2', '密'))), state: 'veryHidden' }
    const sheets = [{ name: '表', inner: data(row(2, `${text('A2', '甲')}<c r="B2" t="str"><f>密!A2</f><v>乙</v></c>`)) }, hidden]
    await named('1 张隐藏的工作表', '', { sheets })
    const macro = excelFile({ sheets: [{ name: '表', inner: plain }], more: [{ name: 'xl/vbaProject.bin', content: 'x' }] })
    expect(await prepare({ name: '表.xlsx', bytes: macro })).toMatchObject({ because: expect.stringContaining('宏') })
  })
})
