import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { cell, para, row, run, table, W, wordFile, type WordParts } from '../builders.ts'
import { outcomeOf } from '../outcome.ts'

const outcome = (body: string, parts: WordParts = {}) => outcomeOf('稿.docx', wordFile(para('公开') + body, parts))
/** Neither in the page nor in the file that goes out, and nothing is asked of the office. */
const gone = async (body: string, parts: WordParts = {}) => {
  const found = await outcome(body, parts)
  expect(found, body).toMatchObject({ inPage: false, inFile: false, hidden: '' })
  return found
}
const named = async (what: string, body: string, parts: WordParts = {}) => {
  const found = await outcome(body, parts)
  expect(found.inPage, body).toBe(false)
  expect(found.hidden, body).toContain(what)
}
const seen = async (body: string, parts: WordParts = {}) => expect(await outcome(body, parts), body).toMatchObject({ inPage: true, hidden: '' })

const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const colour = (name: string, digits: string) => `<a:${name}><a:srgbClr val="${digits}"/></a:${name}>`
const theme = {
  name: 'word/theme/theme1.xml',
  content: `<a:theme xmlns:a="${A}"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>${colour('lt1', 'FFFFFF')}${colour('dk2', '1F497D')}${colour('lt2', 'EEECE1')}${colour('accent1', '4F81BD')}</a:clrScheme></a:themeElements></a:theme>`,
}
const themed: WordParts = { links: [['th', 'theme', 'theme/theme1.xml']], more: [theme] }
const turned: WordParts = { ...themed, parts: { settings: '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>' } }
const set = (properties: string) => para(run('密', properties))

describe('letters of the colour of their ground', () => {
  test('by the theme, with tint and shade, and as the settings turn it', async () => {
    const pale = '与底色相同、看不见的文字'
    await named(pale, set('<w:color w:val="000000" w:themeColor="background1"/>'), themed)
    await named(pale, set('<w:color w:val="404040" w:themeColor="text1" w:themeTint="01"/>'), themed)
    await named(pale, set('<w:color w:val="123456" w:themeColor="accent1"/><w:shd w:val="clear" w:fill="4F81BD"/>'), themed)
    await named(pale, set('<w:color w:val="365F91"/><w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="accent1" w:themeFillShade="BF"/>'), themed)
    await named(pale, set('<w:color w:val="000000" w:themeColor="text1"/>'), turned)
    await named(pale, set('<w:color w:val="C00000" w:themeColor="background1"/>'))
    await seen(set('<w:color w:val="FFFFFF" w:themeColor="text1"/>'), themed)
    await seen(set('<w:color w:val="FFFFFF" w:themeColor="accent1"/>'), themed)
  })

  test('by effects of letters, and on coloured paper', async () => {
    const effect = (inner: string) => set(`<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">${inner}</w14:textFill>`)
    for (const fill of [
      '<w14:noFill/>',
      '<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>',
      '<w14:solidFill><w14:srgbClr w14:val="FF0000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>',
    ])
      await named('与底色相同', effect(fill), themed)
    await seen(effect('<w14:solidFill><w14:srgbClr w14:val="FF0000"/></w14:solidFill>'), themed)
    const red = `<w:document xmlns:w="${W}"><w:background w:color="FF0000"/><w:body>${para('公开')}${set('<w:color w:val="FF0000"/>')}</w:body></w:document>`
    await named('与底色相同', '', { whole: red, parts: { settings: '<w:displayBackgroundShape/>' } })
  })

  test('in tables, by the part of the style that dresses the cell: hidden letters, white ones where nothing is dark', async () => {
    const styles = `<w:style w:type="table" w:styleId="T"><w:name w:val="表"/><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>`
    const dressed = (...rows: readonly string[]) =>
      table(...rows).replace(
        '<w:tbl>',
        '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:lastRow="1" w:noHBand="1" w:noVBand="1"/></w:tblPr>',
      )
    const white = cell(set('<w:color w:val="FFFFFF"/>'))
    await seen(dressed(row('密', '数'), row('甲', '1'), row('', '')), { parts: { styles } })
    await named('与底色相同', dressed(row('项', '数'), row(white, '1'), row('乙', '2')), { parts: { styles } })
    await named('隐藏的文字', dressed(row('项', '数'), row('甲', '1'), row('密', '2')), { parts: { styles } })
  })
})

describe('what lies where nobody looks', () => {
  const [far, near] = ['-99999999', '1000000']
  const box = (x: string, about = '', size = 'cx="2000000" cy="500000"', inner = '') =>
    `<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>${x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>1000000</wp:posOffset></wp:positionV><wp:extent ${size}/><wp:docPr id="1" name="框" ${about}/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${para('密')}</w:txbxContent></wps:txbx><wps:bodyPr ${inner}/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`
  const old = (style: string) =>
    `<w:p><w:r><w:pict><v:shape style="${style}"><v:textbox><w:txbxContent>${para('密')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`

  test('text boxes, frames, tables and paragraphs beside the paper, or of no size', async () => {
    const away = [
      box(far),
      box('99999999'),
      box(near, '', 'cx="1" cy="1"'),
      box(near, '', undefined, 'lIns="90000000"'),
      old('position:absolute;margin-left:-2000pt;margin-top:10pt;width:100pt;height:20pt'),
      old('position:absolute;margin-left:10pt;width:100pt;height:0'),
      para('密', '<w:framePr w:x="-20000" w:y="10" w:w="3000" w:hAnchor="page"/>'),
      para('密', '<w:ind w:left="25000"/>'),
      table(row('密', '1')).replace('<w:tbl>', '<w:tbl><w:tblPr><w:tblpPr w:tblpX="-20000" w:horzAnchor="page"/></w:tblPr>'),
    ]
    for (const body of away) await named('页面以外或者小到看不见', body)
    for (const body of [
      box(near),
      old('position:absolute;margin-left:10pt;width:100pt;height:20pt'),
      para('密', '<w:framePr w:x="1000" w:hAnchor="page"/>'),
      para('密', '<w:ind w:left="2000"/>'),
    ])
      await seen(body)
  })

  test('boxes that are switched off', async () => {
    await named('设为不显示的图形', box(near, 'hidden="1"'))
    await named('设为不显示的图形', old('visibility:hidden;width:100pt;height:20pt'))
  })

  test('blocks of black, or of white without a line, before the text: what they cover can be copied', async () => {
    const block = (fill: string, line = '', about = '', words = '') =>
      `<w:p><w:r><w:drawing><wp:anchor ${about}><wp:extent cx="900000" cy="200000"/><wp:wrapNone/><wp:docPr id="1" name="形"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="${fill}"/></a:solidFill>${line}</wps:spPr>${words}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`
    const said = async (body: string) => (await outcome(body)).hidden
    const none = '<a:ln><a:noFill/></a:ln>'
    const pict = '<w:p><w:r><w:pict><v:rect style="position:absolute;width:90pt;height:20pt" fillcolor="black"/></w:pict></w:r></w:p>'
    for (const body of [block('000000'), block('FFFFFF', none), pict]) expect(await said(body), body).toContain('盖在文字或单元格上面的色块')
    const words = `<wps:txbx><w:txbxContent>${para('框')}</w:txbxContent></wps:txbx>`
    for (const body of [block('FF0000'), block('FFFFFF'), block('000000', '', 'behindDoc="1"'), block('FFFFFF', none, '', words)])
      expect(await said(body), body).toBe('')
  })

  test('merged cells of tables: what lies under them is named, unless it is the same once more', async () => {
    const under = (words: string) => table(row(cell('甲', '<w:vMerge w:val="restart"/>'), '1'), row(cell(words, '<w:vMerge/>'), '2'))
    await named('合并的单元格下面', under('密'))
    expect((await outcome(under('甲'))).hidden).toBe('')
  })

  test('letters drawn to a line, one upon the other, out of their line, in lines and rows too low for them', async () => {
    const exact = table(row('密', '1')).replace('<w:tr>', '<w:tr><w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>')
    const squeezed = [
      set('<w:w w:val="1"/>'),
      set('<w:spacing w:val="-400"/>'),
      set('<w:position w:val="-3000"/>'),
      para('密', '<w:spacing w:line="20" w:lineRule="exact"/>'),
      exact,
    ]
    for (const body of squeezed) await named('压扁、叠在一起或者移出行外', body)
    for (const body of [
      set('<w:w w:val="80"/>'),
      set('<w:spacing w:val="-10"/>'),
      set('<w:position w:val="6"/>'),
      para('密', '<w:spacing w:line="560" w:lineRule="exact"/>'),
    ])
      await seen(body)
  })

  test('by other marks of hidden letters, in rows that are hidden, deleted within a field', async () => {
    for (const mark of ['<w:specVanish/>', '<w:webHidden/>']) await named('隐藏的文字', set(mark))
    await named('隐藏的文字', table(row('甲', '1'), row('密', '2').replace('<w:tr>', '<w:tr><w:trPr><w:hidden/></w:trPr>')))
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:del w:author="密"><w:r><w:delText>密</w:delText></w:r></w:del>${run('1')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    await named('修订痕迹', para(field))
  })
})

describe('what is said twice, and differently', () => {
  const both = (requires: string, choice: string, fallback: string) =>
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="${requires}">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>`
  const box = (words: string) => `<w:drawing><wp:inline><wps:txbx><w:txbxContent>${para(words)}</w:txbxContent></wps:txbx></wp:inline></w:drawing>`
  const old = (words: string) => `<w:pict><v:shape><v:textbox><w:txbxContent>${para(words)}</w:txbxContent></v:textbox></v:shape></w:pict>`

  test('the way old programs read goes where it says something else, and stays where it says the same', async () => {
    expect((await gone(both('wps', box('框'), old('密')))).html).toContain('框')
    expect((await gone(both('wps', box('框'), old('框')))).text.match(/框/g)).toHaveLength(2)
  })

  test('a way that no program understands is not read, and goes', async () => {
    const body = both('x', box('密'), old('框')).replace('<mc:AlternateContent>', '<mc:AlternateContent xmlns:x="urn:nobody">')
    expect((await gone(body)).html).toContain('框')
    await gone('<x:note xmlns:x="urn:nobody">密</x:note>')
  })

  test('a control that shows what is stored beside the text: the same goes on as words, another is named', async () => {
    const control = (words: string) =>
      `<w:sdt><w:sdtPr><w:tag w:val="密"/><w:dataBinding w:xpath="/n:form[1]/n:name[1]" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>${para(words)}</w:sdtContent></w:sdt>`
    const store = (words: string): WordParts => ({
      links: [['c', 'customXml', '../customXml/item1.xml']],
      more: [{ name: 'customXml/item1.xml', content: `<form xmlns="urn:f"><name>${words}</name><other>密</other></form>` }],
    })
    expect((await gone(control('甲'), store('甲'))).text).not.toContain('dataBinding')
    await named('内容控件里另存的数据', control('甲'), store('密'))
  })
})

describe('what nothing leads to', () => {
  const note = (id: number, words: string) => `<w:footnote w:id="${id}">${para(words)}</w:footnote>`
  test('notes that are not called', async () => {
    const parts = { footnotes: note(2, '脚注') + note(3, '密'), endnotes: `<w:endnote w:id="5">${para(run('密', '<w:vanish/>'))}</w:endnote>` }
    expect((await gone(para('<w:r><w:footnoteReference w:id="2"/></w:r>'), { parts })).html).toContain('脚注')
  })

  test('headers and footers of no section, or switched off', async () => {
    const header = (n: number, words: string) => ({ name: `word/header${n}.xml`, content: `<w:hdr xmlns:w="${W}">${para(words)}</w:hdr>` })
    const parts: WordParts = {
      links: [
        ['a', 'header', 'header1.xml'],
        ['b', 'header', 'header2.xml'],
        ['c', 'footer', 'header3.xml'],
        ['d', 'header', 'header4.xml'],
      ],
      more: [header(1, '眉'), header(2, '密'), header(3, '密'), header(4, '密')],
    }
    const call = (type: string, id: string) => `<w:headerReference w:type="${type}" r:id="${id}"/>`
    const section = (inner: string) => `<w:sectPr>${inner}</w:sectPr>`
    expect((await gone(section(call('default', 'a') + call('first', 'b') + call('even', 'd')), parts)).text).toContain('眉')
    // A later section takes the first header over and switches it on; or the settings, that of even pages.
    const on = [section(`${call('first', 'b')}<w:titlePg/>`), `<w:p><w:pPr>${section(call('first', 'b'))}</w:pPr></w:p>${section('<w:titlePg/>')}`]
    for (const body of on) expect(await outcome(body, parts), body).toMatchObject({ inFile: true, hidden: '' })
    expect(await outcome(section(call('even', 'd')), { ...parts, parts: { settings: '<w:evenAndOddHeaders/>' } })).toMatchObject({ inFile: true, hidden: '' })
  })

  test('remarks of programs, data of fields and of the file, help of forms, who may write, marks of who edited, bookmarks', async () => {
    const settings = '<w:docVars><w:docVar w:name="密" w:val="密"/></w:docVars><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:attachedSchema w:val="密"/>'
    const links = ['customXml', 'people', 'commentsExtended', 'glossaryDocument', 'custom-properties', 'commentsIds'].map(
      (type, i) => [`k${i}`, type, `k${i}.xml`] as const,
    )
    const more = links.map(([, , name]) => ({ name: `word/${name}`, content: '<a>密</a>' }))
    const body =
      '<!-- 密 --><?program 密?><w:bookmarkStart w:id="1" w:name="密"/><w:bookmarkEnd w:id="1"/><w:permStart w:id="2" w:ed="密"/><w:permEnd w:id="2"/>' +
      '<w:moveToRangeStart w:id="3" w:author="密" w:name="密"/><w:moveToRangeEnd w:id="3"/><w:customXmlInsRangeStart w:id="4" w:author="密"/><w:customXmlInsRangeEnd w:id="4"/>' +
      `<w:p w:rsidR="00AB12CD"><w:r><w:fldChar w:fldCharType="begin"><w:fldData>密</w:fldData><w:ffData><w:helpText w:val="密"/><w:statusText w:val="密"/><w:textInput><w:default w:val="密"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('填')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:smartTag w:element="a"><w:smartTagPr><w:attr w:name="密" w:val="密"/></w:smartTagPr>${run('标')}</w:smartTag></w:p>` +
      para(`<w:bookmarkStart w:id="9" w:name="_Ref1"/><w:bookmarkEnd w:id="9"/><w:fldSimple w:instr=" REF _Ref1 ">${run('见')}</w:fldSimple>`)
    const found = await gone(body, { links, more, parts: { settings } })
    expect(found.html).toBe('<p>公开</p>\n<p>填标</p>\n<p>见</p>')
    expect(found.text).not.toMatch(/00AB12CD|<!--/)
    expect(found.text).toContain('_Ref1')
  })

  test('where files lay on the computer of whoever wrote it: descriptions, names of pictures, links; in fields it is named', async () => {
    const path = 'C:\\Users\\密\\图.png'
    const picture = `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="${path}" descr="来自 ${path}" title="${path}"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="密.png"/></pic:nvPicPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const links: WordParts['links'] = [
      ['k', 'hyperlink', 'file:///C:/Users/密/a.docx', 'External'],
      ['j', 'hyperlink', 'javascript:密', 'External'],
      ['g', 'hyperlink', 'https://example.gov.cn/', 'External'],
    ]
    const found = await gone(para(`${picture}<w:hyperlink r:id="k">${run('甲')}</w:hyperlink><w:hyperlink r:id="g">${run('乙')}</w:hyperlink>`), { links })
    expect(found.text).toContain('https://example.gov.cn/')
    await named('域代码里的文字', para(`<w:fldSimple w:instr=' HYPERLINK "C:\\\\Users\\\\密\\\\a.docx" '>${run('甲')}</w:fldSimple>`))
  })

  test('a document type of its own is refused, with what it says', async () => {
    const whole = `<!DOCTYPE w [<!-- 密 -->]><w:document xmlns:w="${W}"><w:body>${para('公开')}</w:body></w:document>`
    expect(isRefusal(await outcome('', { whole }).catch((error: Error) => ({ refused: 'unreadable', because: error.message })))).toBe(true)
  })
})

test('choices of a list that were not made, what links say when they are pointed at, the lines of a picture beside its dots', async () => {
  await gone(
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="公开" w:value="公开"/><w:listItem w:displayText="密" w:value="密"/></w:dropDownList></w:sdtPr><w:sdtContent>' +
      `${para('公开')}</w:sdtContent></w:sdt>`,
  )
  await gone('<w:p><w:hyperlink w:anchor="x" w:tooltip="密"><w:r><w:t>看得见</w:t></w:r></w:hyperlink></w:p>')
  const blip =
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="' +
    A +
    '"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="p1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="p2"/></a:ext></a:extLst></a:blip></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
  await gone(blip, {
    links: [['p2', 'image', 'media/image2.svg']],
    more: [{ name: 'word/media/image2.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><desc>密</desc></svg>' }],
  })
})
