import { deflateSync, inflateSync } from 'node:zlib'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import ExcelJS from 'exceljs'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { excelFile, para, relations, run, wordFile, zipOf } from './builders.ts'
import { publishable, readDocument } from './index.ts'
import { pdfOf, stream, words } from './pdf-builders.ts'

async function taken(name: string, bytes: Uint8Array) {
  const found = await publishable({ name, bytes })
  if (isRefusal(found)) throw new Error(found.because)
  return found
}
const hiddenIn = async (name: string, bytes: Uint8Array) => (await taken(name, bytes)).hidden.join('\n')
const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]))
const cellOf = (at: string, text: string, style = 0) => `<c r="${at}" t="inlineStr" s="${style}"><is><t>${text}</t></is></c>`
const sheet = (rows: string) => `<sheetData>${rows}</sheetData>`

describe('who made a file is taken out of it, and nothing else', () => {
  test('Word: properties, template, words nobody leads to; the text reads as before', async () => {
    const made = new Uint8Array(
      await Packer.toBuffer(
        new Document({
          creator: '王小二',
          lastModifiedBy: '李小三',
          description: '内部稿',
          sections: [{ children: [new Paragraph({ children: [new TextRun('公开的一段话。')] })] }],
        }),
      ),
    )
    const { bytes, hidden } = await taken('通知.docx', made)
    expect(hidden).toEqual([])
    expect(JSON.stringify(partsOf(made))).toContain('王小二')
    const clean = partsOf(bytes)
    for (const word of ['王小二', '李小三', '内部稿']) expect(JSON.stringify(clean)).not.toContain(word)
    expect(Object.keys(clean).filter((name) => name.startsWith('docProps'))).toEqual([])
    expect(await readDocument({ name: '通知.docx', bytes })).toMatchObject({ html: '<p>公开的一段话。</p>' })
    expect((await taken('通知.docx', bytes)).bytes).toEqual(bytes)
  })

  test('a part that nothing leads to is left behind, and the path of a template with it', async () => {
    const { bytes, hidden } = await taken(
      '稿.docx',
      wordFile(para('公开'), {
        links: [
          ['c1', 'customXml', '../customXml/item1.xml'],
          ['set', 'settings', 'settings.xml'],
          ['g', 'glossaryDocument', 'glossary/document.xml'],
        ],
        more: [
          { name: 'customXml/item1.xml', content: '<a>经办人王小二</a>' },
          { name: 'word/orphan.xml', content: '<a>遗留的秘密</a>' },
          { name: 'word/glossary/document.xml', content: '<a>词条里的秘密</a>' },
          {
            name: 'word/settings.xml',
            content:
              '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docVars><w:docVar w:name="a" w:val="变量里的秘密"/></w:docVars></w:settings>',
          },
          { name: 'word/_rels/settings.xml.rels', content: relations([['t', 'attachedTemplate', 'file:///C:/Users/wangxiaoer/秘密.dotm', 'External']]) },
        ],
      }),
    )
    expect(hidden).toEqual([])
    expect(JSON.stringify(partsOf(bytes))).not.toMatch(/王小二|秘密|wangxiaoer/)
  })

  test('Excel as a program writes it stays publishable', async () => {
    const book = new ExcelJS.Workbook()
    book.creator = '王小二'
    book.company = '某局'
    book.addWorksheet('收支').addRows([
      ['项目', '金额'],
      ['收入', 12],
    ])
    const { bytes, hidden } = await taken('决算.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
    expect(hidden).toEqual([])
    expect(JSON.stringify(partsOf(bytes))).not.toMatch(/王小二|某局/)
    const again = new ExcelJS.Workbook()
    await again.xlsx.load(bytes.buffer as ArrayBuffer)
    expect(again.getWorksheet('收支')?.getCell('B2').value).toBe(12)
  })

  test('PDF: author and keywords are blanked where they stand, and XMP', async () => {
    const made = pdfOf([{ content: words('公开的文字', 100, 700) }], {
      catalog: '/Metadata 110 0 R',
      trailer: '/Info 111 0 R',
      objects: {
        110: stream('<?xpacket begin="" id="x"?><x><dc:creator>WangXiaoer</dc:creator></x><?xpacket end="w"?>', '/Type /Metadata /Subtype /XML'),
        111: '<< /Author (Wang \\(Xiaoer\\)) /Keywords <feff738b5c0f4e8c> /Producer (WPS) >>',
      },
    })
    const { bytes, hidden } = await taken('文.pdf', made)
    expect(hidden).toEqual([])
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Xiaoer|feff738b/)
    expect(bytes).toHaveLength(made.length)
    expect(await readDocument({ name: '文.pdf', bytes })).toMatchObject({ text: '公开的文字' })
  })

  test('pictures lose the place and the time they were taken at', async () => {
    const exif = { IFD0: { Artist: 'WangXiaoer' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } }
    const made = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c00' } })
      .withExif(exif)
      .jpeg()
      .toBuffer()
    expect((await sharp(made).metadata()).exif).toBeDefined()
    const { bytes } = await taken('现场.jpg', made)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const inside = await taken(
      '图.docx',
      wordFile(para('公开'), { links: [['p', 'image', 'media/a.jpg']], more: [{ name: 'word/media/a.jpg', content: made }] }),
    )
    expect((await sharp(unzipSync(inside.bytes)['word/media/a.jpg'] ?? new Uint8Array()).metadata()).exif).toBeUndefined()
  })
})

const inflatedIn = (bytes: Uint8Array): string => {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    const from = index + mark.length
    const content = file.subarray(from, text.indexOf('endstream', from))
    try {
      return inflateSync(content).toString('latin1')
    } catch {
      return ''
    }
  })
  return `${text}\n${streams.join('\n')}`
}

describe('what is left over in a file goes without a word', () => {
  test('PDF: objects that no page leads to, what programs keep for themselves, small pictures of earlier pages', async () => {
    const packed = deflateSync(Buffer.from('BT (WangXiaoer once stood here) Tj ET')).toString('latin1')
    const made = pdfOf([{ content: words('公开的文字', 100, 700), extra: '/PieceInfo << /Editor << /Private (WangXiaoer) >> >> /Thumb 131 0 R' }], {
      objects: {
        130: `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
        131: stream('WangXiaoer in small', '/Width 1 /Height 1'),
        132: '<< /T (WangXiaoer) >>',
      },
    })
    expect(inflatedIn(made)).toContain('WangXiaoer once')
    const { bytes, hidden } = await taken('文.pdf', made)
    expect(hidden).toEqual([])
    expect(inflatedIn(bytes)).not.toContain('WangXiaoer')
    expect(await readDocument({ name: '文.pdf', bytes })).toMatchObject({ text: '公开的文字' })
    expect((await taken('文.pdf', bytes)).bytes).toEqual(bytes)
  })

  test('PDF: one that is signed stays as it is, byte for byte', async () => {
    const made = pdfOf([{ content: words('公开的文字', 100, 700) }], { objects: { 130: '<< /Type /Sig /ByteRange [0 1 2 3] >>', 131: stream('left over') } })
    expect((await taken('文.pdf', made)).bytes).toEqual(new Uint8Array(made))
  })

  test('Excel: strings that no cell uses any more, how they are read aloud, choices and hints of cells, scenarios', async () => {
    const used = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s" s="0"><v>2</v></c>'
    const file = excelFile({
      strings: ['<t>删去的王小二</t>', '<t>公开的项目</t><rPh sb="0" eb="1"><t>读音里的王小二</t></rPh>', '<r><t>金额</t></r>'],
      sheets: [
        {
          name: '表',
          inner: `${sheet(`<row r="1">${used}</row>`)}<scenarios><scenario name="王小二的方案"/></scenarios><dataValidations count="1"><dataValidation type="list" prompt="请问王小二" sqref="A1"><formula1>"甲,王小二"</formula1></dataValidation></dataValidations><extLst><ext uri="x" xmlns:x14="y"><x14:dataValidations><x14:dataValidation prompt="王小二"/></x14:dataValidations></ext></extLst>`,
        },
      ],
    })
    expect(JSON.stringify(partsOf(file)).match(/王小二/g)).toHaveLength(6)
    const { bytes, hidden } = await taken('表.xlsx', file)
    expect(hidden).toEqual([])
    expect(JSON.stringify(partsOf(bytes))).not.toContain('王小二')
    const again = await readDocument({ name: '表.xlsx', bytes })
    expect(isRefusal(again) ? again.because : again.text).toMatch(/公开的项目\s*金额/)
  })
})

describe('what nobody sees is named, with where it is and how it is removed', () => {
  test('Word: letters of the colour of their ground, whatever the ground; letters that can be read are not named', async () => {
    const shade = (fill: string) => `<w:shd w:val="clear" w:fill="${fill}"/>`
    const cellOf = (fill: string, colour: string) =>
      `<w:tbl><w:tr><w:tc><w:tcPr>${shade(fill)}</w:tcPr>${para(run('字', `<w:color w:val="${colour}"/>`))}</w:tc></w:tr></w:tbl>`
    const unseen: readonly string[] = [
      cellOf('000000', '000000'),
      cellOf('C00000', 'C00505'),
      para(run('字', '<w:color w:val="000000"/>'), shade('0A0A0A')),
      para(run('字', `<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>`)),
      para(run('字', `<w:color w:val="00FF00"/><w:highlight w:val="green"/>`)),
      para(run('字', `<w:color w:val="1F4E79"/><w:shd w:val="solid" w:color="1F4E79" w:fill="auto"/>`)),
      `<w:p><w:r><w:pict><v:shape fillcolor="#003366"><v:textbox><w:txbxContent>${para(run('字', '<w:color w:val="003366"/>'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`,
    ]
    for (const body of unseen) expect(await hiddenIn('稿.docx', wordFile(para('公开') + body)), body).toContain('与底色相同、看不见的文字')
    const seen = [
      cellOf('000000', 'FFFFFF'),
      cellOf('1F4E79', 'auto'),
      cellOf('FFFF00', '000000'),
      para(run('字', '<w:color w:val="FF0000"/>'), shade('FFFFFF')),
    ]
    for (const body of seen) expect(await hiddenIn('稿.docx', wordFile(para('公开') + body)), body).toBe('')
  })

  test('Word: words in the codes of fields; the codes that every paper has are not named', async () => {
    const field = (code: string, result: string) =>
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r>${
        result === '' ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}`
      }<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
    for (const code of ['SET a "王小二"', ' XE "王小二:住址" ', 'IF 1 = 1 "公开" "另一种答复"', 'COMMENTS "内部稿"', 'TC "13800000000"'])
      expect(await hiddenIn('稿.docx', wordFile(para('公开') + field(code, code.includes('IF') ? '公开' : ''))), code).toContain('域代码里的文字')
    for (const code of ['PAGE', 'DATE \\@ "yyyy年M月d日"', 'SEQ 图 \\* ARABIC', 'HYPERLINK "https://example.invalid/a"', 'REF _Toc1 \\h'])
      expect(await hiddenIn('稿.docx', wordFile(para('公开') + field(code, '1'))), code).toBe('')
  })

  test('Excel: words kept under a name, letters too small to see, rules that hide cells', async () => {
    const styles = `<fonts count="2"><font><sz val="11"/></font><font><sz val="1"/></font></fonts><cellXfs count="2"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs><dxfs count="1"><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs>`
    const rules = '<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    const book = excelFile({
      styles,
      sheets: [
        {
          name: '表',
          inner: `${sheet(`<row r="1">${cellOf('A1', '显')}${cellOf('B1', '小', 1)}<c r="C1" t="str"><f>备忘&amp;""</f><v>显</v></c></row>`)}${rules}`,
        },
      ],
    })
    const said = await hiddenIn('表.xlsx', book)
    for (const one of ['1 个设为不显示的单元格（表!B1）', '条件格式使之看不见的单元格（表）']) expect(said).toContain(one)
    const named = Buffer.from(unzipSync(book)['xl/workbook.xml'] ?? [])
      .toString()
      .replace('</sheets>', '</sheets><definedNames><definedName name="备忘">"王小二的住址"</definedName></definedNames>')
    const parts = Object.entries(unzipSync(book)).map(([name, content]) => ({ name, content: name === 'xl/workbook.xml' ? named : Buffer.from(content) }))
    expect(await hiddenIn('表.xlsx', zipOf(parts))).toContain('名称里存的文字（备忘）')
  })

  test('Word: revisions, comments, hidden text in the body and in a header, embedded files, cropped pictures', async () => {
    const file = wordFile(para(`<w:ins w:author="王小二"><w:r><w:t>新的</w:t></w:r></w:ins>`) + para(run('看不见', '<w:vanish/>')), {
      parts: { comments: '<w:comment w:id="1" w:author="王小二"><w:p/></w:comment>' },
      more: [{ name: 'word/embeddings/a.xlsx', content: 'x' }],
    })
    const said = await hiddenIn('稿.docx', file)
    for (const one of ['修订痕迹。', '接受所有修订', '1 条批注', '隐藏的文字', '检查文档', '1 个嵌入的文件']) expect(said).toContain(one)
    const header = wordFile(`${para('公开')}<w:sectPr><w:headerReference r:id="h"/></w:sectPr>`, {
      links: [['h', 'header', 'header.xml']],
      parts: {},
      more: [
        {
          name: 'word/header.xml',
          content: `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${para(run('页眉里的秘密', '<w:vanish/>'))}</w:hdr>`,
        },
      ],
    })
    expect(await hiddenIn('眉.docx', header)).toContain('隐藏的文字（页眉页脚）')
  })

  test('Excel: hidden sheets, rows, columns and cells, data of pivots, connections and other books', async () => {
    const file = excelFile({
      styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs><numFmts count="1"><numFmt numFmtId="200" formatCode=";;;"/></numFmts>',
      sheets: [
        {
          name: '公开',
          inner: `<cols><col min="2" max="2" hidden="1"/></cols>${sheet(`<row r="1">${cellOf('A1', '项')}${cellOf('B1', '秘')}</row><row r="2">${cellOf('A2', '密', 1)}${cellOf('C2', '显')}</row><row r="3" hidden="1">${cellOf('A3', '密')}</row>`)}`,
          links: [['p', 'pivotTable', '../pivotTables/pivotTable1.xml']],
        },
        { name: '底稿', inner: sheet(`<row r="1">${cellOf('A1', '秘密')}</row>`), state: 'veryHidden' },
      ],
      links: [
        ['e', 'externalLink', 'externalLinks/externalLink1.xml'],
        ['n', 'connections', 'connections.xml'],
      ],
    })
    const said = await hiddenIn('表.xlsx', file)
    for (const one of [
      '1 张隐藏的工作表（底稿）',
      '隐藏的行（公开）',
      '隐藏的列（公开）',
      '1 个设为不显示的单元格（公开!A2）',
      '数据透视表',
      '引用其他工作簿',
      '与外部数据的连接',
    ])
      expect(said, one).toContain(one)
  })

  test('PDF: words under a box, notes, scripts and files in it; a scan is as good as any', async () => {
    const file = pdfOf([{ content: `${words('盖住的名字', 100, 700)}0 0 0 rg 90 690 200 40 re f ${words('看得见', 100, 600)}`, extra: '/Annots [120 0 R]' }], {
      catalog: '/Names << /EmbeddedFiles << /Names [(a.txt) 121 0 R] >> /JavaScript << /Names [(x) 123 0 R] >> >>',
      objects: {
        120: '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (secret) >>',
        121: '<< /Type /Filespec /F (a.txt) /EF << /F 122 0 R >> >>',
        122: stream('secret', '/Type /EmbeddedFile'),
        123: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>',
      },
    })
    const said = await hiddenIn('文.pdf', file)
    for (const one of ['被色块或图片盖住的文字（第 1 页）', '密文', '1 个注释、图章或填写框（第 1 页）', '1 个附在 PDF 里的文件', '脚本'])
      expect(said, one).toContain(one)
    expect(await hiddenIn('扫描.pdf', pdfOf([{ content: '0 0 595 842 re f' }]))).toBe('')
  })

  test('what cannot be looked into is refused: encrypted, broken, disguised', async () => {
    const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['密.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), /加了密码/],
      ['坏.docx', Buffer.from('PK\x03\x04 nothing'), /打不开/],
      ['图.jpg', Buffer.from('GIF?'), /打不开/],
      ['表.pdf', wordFile(para('公开')), /内容其实是 \.docx/],
    ]
    for (const [name, bytes, because] of cases) expect(await publishable({ name, bytes }), name).toMatchObject({ because: expect.stringMatching(because) })
  })
})
