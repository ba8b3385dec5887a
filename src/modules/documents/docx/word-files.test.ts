import { Document, HeadingLevel, LevelFormat, Packer, Paragraph, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { cell, para, read, refusal, row, run, table, typesOf, W, wordFile, zipOf } from '../builders.ts'

const html = async (bytes: Uint8Array): Promise<string> => (await read('文件.docx', bytes)).html
const field = (code: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

describe('nothing that is not shown is published', () => {
  test('tracked changes: insertions stand, deletions and moved-away text do not, and it is said', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        para(
          `${run('补助标准为')}<w:del w:id="1"><w:r><w:delText>五百</w:delText></w:r></w:del><w:ins w:id="2">${run('八百')}</w:ins>${run('元')}<w:moveFrom>${run('旧位置')}</w:moveFrom>`,
        ) +
          `<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>${run('前半句，')}</w:p>${para('后半句。')}` +
          table(row('甲', '乙'), `<w:tr><w:trPr><w:del w:id="4"/></w:trPr>${cell('删去的行')}${cell('9')}</w:tr>`, row('丙', '1')),
      ),
    )
    expect(found.html).toContain('<p>补助标准为八百元</p>')
    expect(found.html).toContain('<p>前半句，后半句。</p>')
    for (const gone of ['五百', '旧位置', '删去的行']) expect(`${found.html}${found.text}`).not.toContain(gone)
    expect(found.left).toEqual([expect.stringContaining('修订')])
  })

  test('comments, with their anchors and authors', async () => {
    const found = await read(
      '文件.docx',
      wordFile(para(`<w:commentRangeStart w:id="0"/>${run('正文')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`), {
        parts: { comments: `<w:comment w:id="0" w:author="张三">${para('此处是否涉密')}</w:comment>` },
      }),
    )
    expect(found.html).toBe('<p>正文</p>')
    expect(JSON.stringify(found)).not.toMatch(/涉密|张三/)
    expect(found.left).toEqual(['1 条批注没有带入'])
  })

  test('hidden text: on the run, by a character style, by a paragraph style; but not where it is switched off again', async () => {
    const styles = `<w:style w:type="character" w:styleId="H"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="P"><w:name w:val="藏段"/><w:rPr><w:vanish/></w:rPr></w:style>`
    const found = await read(
      '文件.docx',
      wordFile(
        para(run('甲') + run('一隐', '<w:vanish/>') + run('二隐', '<w:rStyle w:val="H"/>') + run('乙', '<w:vanish w:val="0"/>')) +
          para(run('三隐') + run('露出', '<w:vanish w:val="false"/>'), '<w:pStyle w:val="P"/>'),
        { parts: { styles } },
      ),
    )
    expect(found.html).toBe('<p>甲乙</p>\n<p>露出</p>')
    expect(found.left).toEqual(['隐藏的文字没有带入'])
  })

  test('white letters on paper and letters of one point; white letters in a coloured cell are read', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        para(
          run('正文') +
            run('白字', '<w:color w:val="FFFFFF"/>') +
            run('小字', '<w:sz w:val="2"/>') +
            run('黑底', '<w:highlight w:val="black"/>') +
            run('同色', '<w:color w:val="1f4e79"/><w:shd w:val="clear" w:fill="1F4E79"/>') +
            run('标黄', '<w:highlight w:val="yellow"/>') +
            run('反白', '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        ) +
          table(
            row(cell(para(run('表头', '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="1F4E79"/>'), '数'),
            row('甲', cell(para(run('白字', '<w:color w:val="FFFFFF"/>') + run('1')))),
          ),
      ),
    )
    expect(found.text).not.toMatch(/白字|小字|黑底|同色/)
    expect(found.html).toContain('<p>正文标黄反白</p>')
    expect(found.html).toContain('<th scope="col">表头</th>')
    expect(found.left).toEqual(['与底色相同、看不见的文字没有带入', '小到看不见的文字没有带入'])
  })

  test('field codes; only results are shown, and a field that fetches is told of', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        para(run('共') + field(' =SUM(ABOVE) \\# "0" ', run('12')) + run('件')) +
          para(field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', run('结果'))) +
          para(field(' IF 1 = 1 "', field(' AUTHOR ', run('李四'))) + run('尾')),
      ),
    )
    expect(found.html).toContain('<p>共12件</p>')
    expect(found.html).not.toMatch(/SUM|DDE|cmd\.exe|AUTHOR/)
    expect(found.left).toContain('会取用外部内容的域没有执行')
  })

  test('a field that never ends is refused, since what follows would be lost with it', async () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    expect((await refusal('文件.docx', wordFile(para(open + run('正文'))))).because).toContain('损坏')
  })

  test('embedded files, foreign chunks, headers and file properties', async () => {
    const found = await read(
      '文件.docx',
      wordFile(`${para('正文')}<w:altChunk r:id="x"/><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>`, {
        links: [
          ['x', 'aFChunk', 'chunk.html'],
          ['h', 'header', 'header1.xml'],
        ],
        more: [
          { name: 'word/chunk.html', content: '<script>alert(1)</script>外来' },
          { name: 'word/header1.xml', content: `<w:hdr xmlns:w="${W}">${para('内部资料 注意保存')}</w:hdr>` },
          { name: 'word/embeddings/oleObject1.bin', content: 'MZ' },
          {
            name: 'docProps/core.xml',
            content:
              '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王五</dc:creator></cp:coreProperties>',
          },
        ],
      }),
    )
    expect(found.html).toBe('<p>正文</p>')
    expect(JSON.stringify(found)).not.toMatch(/外来|内部资料|王五|MZ/)
    expect(found.left.join()).toMatch(/外部文件.*页眉.*嵌入的文件.*文件属性/)
  })

  test('placeholders nobody filled in, and the table of contents with its page numbers', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${para('第一部分 1')}</w:sdtContent></w:sdt>` +
          para(`${run('联系人：')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处输入文字')}</w:sdtContent></w:sdt>`) +
          para(field(' TOC \\o "1-3" ', run('总则 3'))) +
          para('正文'),
      ),
    )
    expect(found.html).toBe('<p>联系人：</p>\n<p>正文</p>')
    expect(found.left).toEqual(['目录没有带入', '没有填写的提示文字没有带入'])
  })
})

describe('links', () => {
  test.each([
    ['javascript:alert(1)', undefined],
    ['java\tscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///c:/secret.docx', undefined],
    ['\\\\server\\share', undefined],
    ['http://www.gov.cn@evil.example/', undefined],
    ['https://www.gov.cn/zhengce?a=1&b=2', 'https://www.gov.cn/zhengce?a=1&amp;b=2'],
    ['mailto:xx@example.gov.cn?bcc=spy@example.com', 'mailto:xx@example.gov.cn'],
    ['/gongkai/1.html', '/gongkai/1.html'],
  ])('%s', async (target, href) => {
    const bytes = wordFile(para(`<w:hyperlink r:id="k">${run('此处')}</w:hyperlink>`), {
      links: [['k', 'hyperlink', target.replace(/&/g, '&amp;').replace(/\t/g, '&#9;'), 'External']],
    })
    const found = await read('文件.docx', bytes)
    expect(found.html).toBe(href === undefined ? '<p>此处</p>' : `<p><a href="${href}">此处</a></p>`)
    expect(found.left).toEqual(href === undefined ? ['1 个不安全或无效的链接只保留了文字'] : [])
  })

  test('a HYPERLINK field is a link too, and judged as one', async () => {
    expect(await html(wordFile(para(field(' HYPERLINK "https://example.gov.cn/" ', run('甲')) + field(' HYPERLINK "vbscript:x" ', run('乙')))))).toBe(
      '<p><a href="https://example.gov.cn/">甲</a>乙</p>',
    )
  })
})

describe('tables', () => {
  test('merged downwards and across, nested, and with empty cells', async () => {
    const start = '<w:vMerge w:val="restart"/>'
    const bytes = wordFile(
      table(
        row(cell('街道', start), cell('案件', '<w:gridSpan w:val="2"/>')),
        row(cell('', '<w:vMerge/>'), '上报', '结案'),
        row('金融街', '12', cell(table(row('内', '层'), row('一', '二')))),
        row('什刹海', '', '7'),
      ),
    )
    expect(await html(bytes)).toBe(
      '<table><thead><tr><th scope="col" rowspan="2">街道</th><th scope="col" colspan="2">案件</th></tr>\n' +
        '<tr><th scope="col">上报</th><th scope="col">结案</th></tr></thead>\n' +
        '<tbody><tr><th scope="row">金融街</th><td>12</td><td><table><thead><tr><th scope="col">内</th><th scope="col">层</th></tr></thead>\n' +
        '<tbody><tr><th scope="row">一</th><td>二</td></tr></tbody></table></td></tr>\n' +
        '<tr><th scope="row">什刹海</th><td></td><td>7</td></tr></tbody></table>',
    )
  })

  test('a row that merged cells alone pass through goes, and the cells shrink with it', async () => {
    const [start, on] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>']
    const bytes = wordFile(table(row('项', '数'), row(cell('甲', start), cell('1', start)), row(cell('', on), cell('', on)), row('乙', '2')))
    expect(await html(bytes)).not.toContain('rowspan')
  })

  test('a hidden row is not published; a frame of one cell is no table', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        table(row(cell(para('框里的话') + para('第二段')))) +
          table(row('甲', '乙'), `<w:tr><w:trPr><w:hidden/></w:trPr>${cell('密')}${cell('1')}</w:tr>`, row('丙', '2')),
      ),
    )
    expect(found.html).toContain('<p>框里的话</p>\n<p>第二段</p>')
    expect(found.text).not.toContain('密')
    expect(found.left).toEqual(['隐藏的文字没有带入'])
  })
})

describe('headings, lists and notes', () => {
  test('a 公文: title apart, number recognised, sections as headings without gaps', async () => {
    const centred = '<w:jc w:val="center"/>'
    const black = '<w:rFonts w:eastAsia="黑体"/>'
    const found = await read(
      '文件.docx',
      wordFile(
        para(run('北京市西城区人民政府文件', '<w:sz w:val="80"/>'), centred) +
          para('西城政发[2019] 07号', centred) +
          para(run('北京市西城区人民政府', '<w:sz w:val="44"/>'), centred) +
          para(run('关于印发管理办法的通知', '<w:sz w:val="44"/>'), centred) +
          para('各街道办事处：') +
          para(run('一、总体要求', black)) +
          para(run('（一）指导思想', '<w:rFonts w:eastAsia="楷体"/>')) +
          para('坚持为民服务。') +
          para(run('二、本条很长，写成整段的文字，虽然加粗也不是标题，因为它以句号结束。', '<w:b/>')) +
          para('附件1') +
          para('2019年3月5日'),
      ),
    )
    expect(found.title).toBe('北京市西城区人民政府关于印发管理办法的通知')
    expect(found.number).toBe('西城政发〔2019〕7号')
    expect(found.html).toBe(
      [
        '<p>北京市西城区人民政府文件</p>',
        '<p>西城政发[2019] 07号</p>',
        '<p>各街道办事处：</p>',
        '<h2>一、总体要求</h2>',
        '<h3>（一）指导思想</h3>',
        '<p>坚持为民服务。</p>',
        '<p><strong>二、本条很长，写成整段的文字，虽然加粗也不是标题，因为它以句号结束。</strong></p>',
        '<h2>附件1</h2>',
        '<p>2019年3月5日</p>',
      ].join('\n'),
    )
    expect(found.text.startsWith('北京市西城区人民政府关于印发管理办法的通知\n')).toBe(true)
  })

  test('from the docx library: styled headings with a gap, bullets, numbers', async () => {
    const doc = new Document({
      numbering: {
        config: [
          { reference: 'n', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.' }] },
          { reference: 'z', levels: [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' }] },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph({ text: '总则', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({ text: '细节', heading: HeadingLevel.HEADING_4 }),
            new Paragraph({ text: '点一', bullet: { level: 0 } }),
            new Paragraph({ text: '点二', bullet: { level: 1 } }),
            new Paragraph({ text: '第一', numbering: { reference: 'n', level: 0 } }),
            new Paragraph({ text: '插话' }),
            new Paragraph({ text: '第二', numbering: { reference: 'n', level: 0 } }),
            new Paragraph({ text: '自动编号的一段', numbering: { reference: 'z', level: 0 } }),
            new Paragraph({ text: '自动编号的又一段', numbering: { reference: 'z', level: 0 } }),
            new Paragraph({ children: [new TextRun({ text: '粗', bold: true }), new TextRun({ text: 'm' }), new TextRun({ text: '2', superScript: true })] }),
            new Paragraph({}),
          ],
        },
      ],
    })
    expect(await html(new Uint8Array(await Packer.toBuffer(doc)))).toBe(
      [
        '<h2>总则</h2>',
        '<h3>细节</h3>',
        '<ul><li>点一<ul><li>点二</li></ul></li></ul>',
        '<ol><li>第一</li></ol>',
        '<p>插话</p>',
        '<ol start="2"><li>第二</li></ol>',
        '<p>一、自动编号的一段</p>',
        '<p>二、自动编号的又一段</p>',
        '<p><strong>粗</strong>m<sup>2</sup></p>',
      ].join('\n'),
    )
  })

  test('footnotes and endnotes lead there and back', async () => {
    const found = await html(
      wordFile(para(`${run('正文')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('，续')}<w:r><w:endnoteReference w:id="2"/></w:r>`), {
        parts: {
          footnotes: `<w:footnote w:type="separator" w:id="0">${para('——')}</w:footnote><w:footnote w:id="2">${para('脚注')}</w:footnote><w:footnote w:id="3">${para('没有被引用')}</w:footnote>`,
          endnotes: `<w:endnote w:id="2">${para('尾注')}</w:endnote>`,
        },
      }),
    )
    expect(found).toBe(
      '<p>正文<a id="note-call-1" href="#note-1"><sup>[1]</sup></a>，续<a id="note-call-2" href="#note-2"><sup>[2]</sup></a></p>\n<h2>注释</h2>\n' +
        '<ol><li id="note-1">脚注 <a href="#note-call-1">返回正文</a></li><li id="note-2">尾注 <a href="#note-call-2">返回正文</a></li></ol>',
    )
  })

  test('numbers by style on several levels, in letters, circles and by chapter; what starts anew starts anew', async () => {
    const level = (i: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
    const numbering =
      `<w:abstractNum w:abstractNumId="1">${level(0, 'chineseCountingThousand', '第%1章')}${level(1, 'decimal', '%1.%2').replace('<w:lvlText', '<w:isLgl/><w:lvlText')}${level(2, 'decimalEnclosedCircle', '%3')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="2">${level(0, 'decimal', '（%1）')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    const numbered = (words: string, id: number, deep = 0) => para(words, `<w:numPr><w:ilvl w:val="${deep}"/><w:numId w:val="${id}"/></w:numPr>`)
    const body = [
      ...Array.from({ length: 11 }, (_, i) => numbered(`章${i}`, 1)),
      numbered('节', 1, 1),
      numbered('目', 1, 2),
      numbered('节', 1, 1),
      numbered('甲', 2),
      numbered('乙', 2),
      numbered('丙', 3),
      numbered('无', 0),
    ]
    const found = await html(wordFile(body.join(''), { parts: { numbering } }))
    const column = table(
      row('序号', '名'),
      ...['甲', '乙'].map((name) => row(cell(para('<w:r/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>')), name)),
    )
    const plain = `<w:abstractNum w:abstractNumId="3">${level(0, 'decimal', '%1')}</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>`
    expect(await html(wordFile(column, { parts: { numbering: plain } }))).toMatch(/<td>1<\/td><td>甲<\/td>[\s\S]*<td>2<\/td><td>乙<\/td>/)
    expect(found).toMatch(/<p>第一章 章0<\/p>[\s\S]*<p>第十章 章9<\/p>\n<p>第十一章 章10<\/p>/)
    expect(found.split('\n').slice(11)).toEqual([
      '<p>11.1 节</p>',
      '<p>① 目</p>',
      '<p>11.2 节</p>',
      '<p>（1）甲</p>',
      '<p>（2）乙</p>',
      '<p>（1）丙</p>',
      '<p>无</p>',
    ])
  })

  test('a text box written twice is read once; pictures give their description or are told of', async () => {
    const picture = (about: string) =>
      `<w:r><w:drawing><wp:inline><wp:docPr id="1" ${about}/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const found = await read(
      '文件.docx',
      wordFile(
        para(
          `${run('锚')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="9" name="文本框 1"/><wps:txbx><w:txbxContent>${para('框内文字')}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${para('框内文字')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ) + para(picture('descr="办事大厅平面图"') + picture('descr="C:\\\\tmp\\\\1.png"') + picture('name="图片 2"')),
      ),
    )
    expect(found.html).toBe('<p>锚</p>\n<p>框内文字</p>\n<p>［图：办事大厅平面图］</p>')
    expect(found.left).toEqual(['1 张图片没有带入，只带入了它们的说明文字', '2 张没有说明文字的图片没有带入；在原文件里给图片加上“替换文字”，可以带入说明'])
  })

  test('struck words stay struck, formulas become a line, invisible direction marks go', async () => {
    const found = await read(
      '文件.docx',
      wordFile(
        para(run('废止', '<w:strike/>') + run('有效')) +
          para(
            '<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>',
          ) +
          para('金额\u202e001\u202c元\u200b整'),
      ),
    )
    expect(found.html).toBe('<p><s>废止</s>有效</p>\n<p>(a+b)/cx<sup>2</sup></p>\n<p>金额001元整</p>')
    expect(found.left).toEqual(['数学公式改成了一行文字，请核对', '改变文字方向的不可见字符已去掉'])
  })
})

describe('files of other makes', () => {
  test('WPS and strict files, with prefixes of their own and UTF-16', async () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
    const odd = `<ns0:document xmlns:ns0="${strict}" xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"><ns0:body><wpsCustomData:x>密</wpsCustomData:x><ns0:p><ns0:r><ns0:t>严格格式</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>`
    expect(await html(wordFile('', { whole: odd }))).toBe('<p>严格格式</p>')
    const utf16 = Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?><document xmlns="${W}"><body><p><r><t>无前缀</t></r></p></body></document>`,
      'utf16le',
    )
    const files = [
      {
        name: '[Content_Types].xml',
        content: typesOf('word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
      },
      {
        name: '_rels/.rels',
        content:
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      },
      { name: 'word/document.xml', content: utf16 },
      { name: Buffer.from('d6d0cec42e747874', 'hex'), content: 'GBK 名', flags: 0 },
    ]
    expect(await html(zipOf(files))).toBe('<p>无前缀</p>')
  })

  test('only hidden or deleted words: refused, because nothing is left to publish', async () => {
    expect((await refusal('文件.docx', wordFile(para(run('密', '<w:vanish/>'))))).because).toContain('没有可以公开的文字')
  })
})
