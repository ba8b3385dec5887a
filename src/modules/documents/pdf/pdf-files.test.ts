import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read, refusal } from '../builders.ts'
import { lines, pdfFile, pdfOf, stream, words } from '../pdf-builders.ts'

const BODY = ['　　为进一步规范政府信息公开工作，提高工作质量，现将有', '关事项通知如下，请认真贯彻执行。']
const page = (content: string) => ({ content })
const readPages = (pages: Parameters<typeof pdfOf>[0], parts?: Parameters<typeof pdfOf>[1]) => read('文件.pdf', pdfOf(pages, parts))
const FULL_PICTURE = 'q 595 0 0 842 0 0 cm /Im1 Do Q\n'
const PICTURE = { resources: '/XObject << /Im1 100 0 R >>' }
const IMAGE = { 100: stream('\xff', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8') }

describe('running text', () => {
  test('a 公文: title, sections, paragraphs that run on over lines and pages, no page numbers', async () => {
    const found = await readPages([
      page(
        words('关于加强信息公开工作的通知', 154, 740, 22) +
          lines(BODY, 90, 680) +
          lines(['　　一、总体要求', '　　坚持公开为常态、不公开为例外，凡是依法应当公开的', '都要及时公开，一律不得无故拖延；'], 90, 610) +
          words('— 1 —', 270, 50, 14),
      ),
      page(lines(['属于免予公开的，应当说明理由。'], 90, 760) + words('— 2 —', 270, 50, 14)),
    ])
    expect(found.title).toBe('关于加强信息公开工作的通知')
    expect(found.html).toBe(
      '<p>为进一步规范政府信息公开工作，提高工作质量，现将有关事项通知如下，请认真贯彻执行。</p>\n<p>一、总体要求</p>\n' +
        '<p>坚持公开为常态、不公开为例外，凡是依法应当公开的都要及时公开，一律不得无故拖延；属于免予公开的，应当说明理由。</p>',
    )
    expect(found.text).not.toMatch(/— \d —/)
    expect(found.left).toEqual([])
  })

  test('two columns are read one after the other, under a line across both', async () => {
    const side = (name: string) => Array.from({ length: 8 }, (_, i) => `${name}${'栏里的第几行字满满当当排着'.slice(0, 12)}${i}`)
    const found = await readPages([page(words('两栏排印的通讯稿件', 200, 780, 20) + lines(side('左'), 60, 720, 14, 22) + lines(side('右'), 320, 720, 14, 22))])
    expect(found.text.indexOf('左栏里的第几行字满满当当排7')).toBeLessThan(found.text.indexOf('右栏里的第几行字满满当当排0'))
    expect(found.text).not.toMatch(/左[^\n]{0,20}0　?右/)
  })

  test('a page turned by its dictionary, and one set sideways, read like any other', async () => {
    const sideways = BODY.map(
      (line, i) => `BT /F1 16 Tf 0 1 -1 0 ${100 + i * 28} 90 Tm <${Buffer.from(line, 'utf16le').swap16().toString('hex')}> Tj ET\n`,
    ).join('')
    const turned = await readPages([{ content: sideways, extra: '/Rotate 90' }])
    const set = await readPages([page(sideways)])
    for (const found of [turned, set]) {
      expect(found.html).toBe('<p>为进一步规范政府信息公开工作，提高工作质量，现将有关事项通知如下，请认真贯彻执行。</p>')
      expect(found.left).toEqual([])
    }
  })

  test('a slanted watermark is no part of the text', async () => {
    const watermark = `q 0.7 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm <${Buffer.from('内部资料', 'utf16le').swap16().toString('hex')}> Tj ET Q\n`
    const found = await readPages([page(lines(BODY, 90, 700) + watermark)])
    expect(found.text).not.toContain('内部资料')
    expect(found.text).toContain('提高工作质量')
    expect(found.left).toEqual(['斜排或竖排的文字（多为水印）没有带入'])
  })
})

const ruled = (xs: readonly number[], ys: readonly number[], without: readonly string[] = []): string =>
  [
    ...ys.flatMap((y, row) => xs.slice(1).map((x, i) => ({ key: `across ${row} ${i}`, path: `${xs[i]} ${y} m ${x} ${y} l S\n` }))),
    ...xs.flatMap((x, column) => ys.slice(1).map((y, i) => ({ key: `down ${column} ${i}`, path: `${x - 0.3} ${y} 0.6 ${(ys[i] ?? 0) - y} re f\n` }))),
  ]
    .filter(({ key }) => !without.includes(key))
    .map(({ path }) => path)
    .join('')

describe('tables and lists', () => {
  test('a ruled table with merged cells, in lines and in thin strips, goes on over the page with its headings said once', async () => {
    const [xs, ys] = [
      [80, 240, 360, 480],
      [700, 660, 620, 580],
    ]
    const head = words('街道', 90, 650, 14) + words('件数', 300, 675, 14) + words('上半年', 250, 635, 14) + words('下半年', 370, 635, 14)
    const merged = ['across 1 0', 'down 2 0'] // 街道 over two rows, 件数 over two columns
    const first =
      words('各街道办理情况', 200, 760, 16) +
      ruled(xs, ys, merged) +
      head +
      words('金融街及其', 90, 603, 14) +
      words('周边地区', 90, 586, 14) +
      words('12', 250, 595, 14) +
      words('7', 370, 595, 14)
    const second = ruled(xs, ys, merged) + head + words('什刹海', 90, 595, 14) + words('3', 250, 595, 14) + lines(BODY, 90, 500)
    const found = await readPages([page(first), page(second)])
    expect(found.html).toBe(
      '<p>各街道办理情况</p>\n<table><thead><tr><th scope="col" rowspan="2">街道</th><th scope="col" colspan="2">件数</th></tr>\n' +
        '<tr><th scope="col">上半年</th><th scope="col">下半年</th></tr></thead>\n' +
        '<tbody><tr><th scope="row">金融街及其周边地区</th><td>12</td><td>7</td></tr>\n<tr><th scope="row">什刹海</th><td>3</td><td></td></tr></tbody></table>\n' +
        '<p>为进一步规范政府信息公开工作，提高工作质量，现将有关事项通知如下，请认真贯彻执行。</p>',
    )
    expect(found.left).toEqual(['PDF 里的表格是按线框还原的，请与原文件核对'])
  })

  test('a frame round the page, a red line under a heading and empty boxes are no tables', async () => {
    const found = await readPages([page(`30 30 535 782 re S 1 0 0 RG 80 720 m 500 720 l S ${ruled([80, 120, 160], [400, 380, 360])}${lines(BODY, 90, 690)}`)])
    expect(found.html).not.toContain('<table')
    expect(found.text).toContain('提高工作质量')
  })

  test('a table without lines is read line by line, and that is said', async () => {
    const found = await readPages([
      page(lines(BODY, 90, 700) + words('项目', 90, 600) + words('金额', 300, 600) + words('办公费', 90, 570) + words('12.5', 300, 570)),
    ])
    expect(found.text).toContain('办公费　12.5')
    expect(found.left).toEqual([expect.stringContaining('只按文字逐行带入')])
  })

  test('bullets are a list; contents with dots are left; letters set apart are words; radicals are characters', async () => {
    const found = await readPages([
      page(
        words('⼀是⻓期坚持⺠主公开', 90, 780) +
          words('• 第一点', 90, 740) +
          words('• 第二点', 90, 710) +
          words('目 录', 250, 680) +
          words('总则........................................3', 90, 650) +
          'BT /F1 16 Tf 1 0 0 1 90 600 Tm [<004f00700065006e> -300 <0044006100740061>] TJ ET\n',
      ),
    ])
    expect(found.html).toBe('<p>一是长期坚持民主公开</p>\n<ul><li>第一点</li><li>第二点</li></ul>\n<p>Open Data</p>')
    expect(found.left).toEqual(['目录没有带入'])
  })

  test('what a typesetter of today makes, with its own fonts', async () => {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    const fonts = ['400Regular', '700Bold'].map((weight) =>
      join(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')), weight),
    )
    const source = `#set page(footer: context align(center)[— #counter(page).display() —])
#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")
#align(center, text(size: 22pt, weight: "bold")[某某区2019年政府信息公开 #linebreak() 工作年度报告])
#strong[一、总体情况]

2019年，某某区全面贯彻落实条例，坚持以公开为常态、不公开为例外，推进决策公开、执行公开、管理公开、服务公开和结果公开。
#table(columns: 3, [信息内容], [制发], [现行], [规章], [0], [1], table.cell(colspan: 2)[合计], [1])
#text(fill: white)[密]#place(dx: 900pt)[密]#hide[密]`
    const pdf = NodeCompiler.create({ fontArgs: [{ fontPaths: fonts }] }).pdf({ mainFileContent: source })
    const found = await read('年报.pdf', new Uint8Array(pdf))
    expect(found.title).toBe('某某区2019年政府信息公开工作年度报告')
    expect(found.html).toBe(
      '<h2>一、总体情况</h2>\n<p>2019年，某某区全面贯彻落实条例，坚持以公开为常态、不公开为例外，推进决策公开、执行公开、管理公开、服务公开和结果公开。</p>\n' +
        '<table><thead><tr><th scope="col">信息内容</th><th scope="col">制发</th><th scope="col">现行</th></tr></thead>\n' +
        '<tbody><tr><th scope="row">规章</th><td>0</td><td>1</td></tr>\n<tr><th scope="row" colspan="2">合计</th><td>1</td></tr></tbody></table>',
    )
    expect(found.text).not.toMatch(/密|— 1 —/)
  })
})

describe('nothing that is not seen is published', () => {
  const cases: Readonly<Record<string, { readonly pages: Parameters<typeof pdfOf>[0]; readonly parts?: Parameters<typeof pdfOf>[1]; readonly says: string }>> =
    {
      'words in a mode that paints nothing': { pages: [page(lines(BODY, 90, 700) + words('密密密', 90, 500, 16, '3 Tr'))], says: '不显示的文字没有带入' },
      'words outside the page': {
        pages: [page(lines(BODY, 90, 700) + words('密密密', 90, 1500) + words('密密密', -400, 300))],
        says: '页面以外的文字没有带入',
      },
      'words outside what is clipped': {
        pages: [page(`${lines(BODY, 90, 700)}q 0 0 50 50 re W n ${words('密密密', 90, 500)} Q`)],
        says: '页面以外的文字没有带入',
      },
      'white words on paper': { pages: [page(`${lines(BODY, 90, 700)}q 1 g ${words('密密密', 90, 500)} Q`)], says: '与底色相同、看不见的文字没有带入' },
      'words no larger than half a point': { pages: [page(lines(BODY, 90, 700) + words('密密密', 90, 500, 0.5))], says: '小到看不见的文字没有带入' },
      'words of no opacity': {
        pages: [{ content: `${lines(BODY, 90, 700)}q /G1 gs ${words('密密密', 90, 500)} Q`, resources: '/ExtGState << /G1 << /ca 0 >> >>' }],
        says: '与底色相同、看不见的文字没有带入',
      },
      'words under a black bar': {
        pages: [page(`${lines(BODY, 90, 700) + words('密密密', 90, 500)}0 g 80 490 120 30 re f`)],
        says: '被色块盖住的文字没有带入',
      },
      'words under a white bar': {
        pages: [page(`${lines(BODY, 90, 700) + words('密密密', 90, 500)}1 g 80 490 120 30 re f`)],
        says: '被色块盖住的文字没有带入',
      },
      'words under a thick line': {
        pages: [page(`${lines(BODY, 90, 700) + words('密密密', 90, 500)}q 24 w 80 506 m 160 506 l S Q`)],
        says: '被色块盖住的文字没有带入',
      },
      'words under a picture': {
        pages: [{ content: `${lines(BODY, 90, 700) + words('密密密', 90, 500)}q 120 0 0 40 80 485 cm /Im1 Do Q`, ...PICTURE }],
        parts: { objects: IMAGE },
        says: '被色块盖住的文字没有带入',
      },
      'words that are the mask of something else': {
        pages: [{ content: `${lines(BODY, 90, 700)}q /G1 gs 0 g 0 0 20 20 re f Q`, resources: '/ExtGState << /G1 << /SMask << /S /Alpha /G 100 0 R >> >> >>' }],
        parts: {
          objects: {
            100: stream(
              words('密密密', 90, 500),
              '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << /Font << /F1 3 0 R >> >>',
            ),
          },
        },
        says: '图层',
      },
      'words in a layer that is off': {
        pages: [{ content: `${lines(BODY, 90, 700)}/OC /L1 BDC ${words('密密密', 90, 500)} EMC`, resources: '/Properties << /L1 100 0 R >>' }],
        parts: { objects: { 100: '<< /Type /OCG /Name (x) >>' }, catalog: '/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >>' },
        says: '关闭的图层里的文字没有带入',
      },
      'words under a bar drawn as a note': {
        pages: [{ content: lines(BODY, 90, 700) + words('密密密', 90, 500), extra: '/Annots [100 0 R]' }],
        parts: {
          objects: {
            100: '<< /Type /Annot /Subtype /Square /Rect [80 490 200 520] /F 4 /AP << /N 101 0 R >> >>',
            101: stream('0 g 0 0 120 30 re f', '/Type /XObject /Subtype /Form /BBox [0 0 120 30]'),
          },
        },
        says: '被注释或图章遮住的文字没有带入',
      },
      'words of a note and of a field': {
        pages: [{ content: lines(BODY, 90, 700), extra: '/Annots [100 0 R 102 0 R 103 0 R]' }],
        parts: {
          objects: {
            100: '<< /Type /Annot /Subtype /FreeText /Rect [80 490 200 520] /F 4 /Contents (secret) /DA (/F1 12 Tf) /AP << /N 101 0 R >> >>',
            101: stream(`BT /F1 12 Tf <${'5bc6'.repeat(3)}> Tj ET`, '/Type /XObject /Subtype /Form /BBox [0 0 120 30] /Resources << /Font << /F1 3 0 R >> >>'),
            103: '<< /Type /Annot /Subtype /Link /Rect [80 690 200 720] /A << /S /URI /URI (https://secret.example/) >> >>',
            102: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (secret) /Rect [80 390 200 420] >>',
          },
          catalog: '/AcroForm << /Fields [102 0 R] >>',
        },
        says: '2 个注释、图章或填写框没有带入,PDF 里的 1 个链接只保留了文字',
      },
    }
  test.each(Object.entries(cases))('%s', async (_, { pages, parts, says }) => {
    const found = await readPages(pages, parts)
    expect(found.html).toBe('<p>为进一步规范政府信息公开工作，提高工作质量，现将有关事项通知如下，请认真贯彻执行。</p>')
    expect(found.text).not.toMatch(/密|secret/)
    expect(found.left.join()).toContain(says)
  })

  test('white words on a dark bar are seen; so are words on a tinted ground and beside a bar', async () => {
    const found = await readPages([
      page(
        `0.1 0.2 0.5 rg 80 690 400 40 re f 1 g ${words('深底白字的标题行', 90, 700)} 0.9 g 80 590 400 40 re f 0 g ${words('浅底黑字', 90, 600)} 0 g 80 560 400 10 re f`,
      ),
    ])
    expect(found.text).toMatch(/深底白字的标题行[\s\S]*浅底黑字/)
    expect(found.left).toEqual([])
  })

  test('attachments, scripts and who wrote it', async () => {
    const found = await readPages([page(lines(BODY, 90, 700))], {
      catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a.txt) 100 0 R] >> >>',
      objects: { 100: '<< /Type /Filespec /F (a.txt) /EF << /F 101 0 R >> >>', 101: stream('secret', '/Type /EmbeddedFile'), 102: '<< /Author (secret) >>' },
      trailer: '/Info 102 0 R',
    })
    expect(JSON.stringify(found)).not.toMatch(/secret|alert/)
    expect(found.left.join()).toMatch(/1 个附在文件里的附件.*脚本没有带入.*文件属性/)
  })
})

describe('scans', () => {
  test('a scan without text is refused with what is possible', async () => {
    expect((await refusal('扫描.pdf', pdfOf([{ content: FULL_PICTURE, ...PICTURE }], { objects: IMAGE }))).because).toMatch(/扫描的图片.*Word.*文字识别/)
  })

  test('recognised text under or in a scanned page is taken, and said to need reading', async () => {
    const found = await readPages(
      [
        { content: FULL_PICTURE + lines(BODY, 90, 700).replaceAll('BT ', 'BT 3 Tr '), ...PICTURE },
        { content: lines(BODY, 90, 700) + FULL_PICTURE, ...PICTURE },
      ],
      { objects: IMAGE },
    )
    expect(found.text.match(/提高工作质量/g)).toHaveLength(2)
    expect(found.left).toEqual(['第 1、2 页是扫描的图片，文字来自图片的识别结果，请逐字核对'])
  })

  test('unseen text on a page that has text of its own is not taken, picture or not; a page of only a picture is told of', async () => {
    const found = await readPages(
      [
        { content: FULL_PICTURE + lines(BODY, 90, 700) + words('密密密', 90, 500, 16, '3 Tr'), ...PICTURE },
        { content: FULL_PICTURE, ...PICTURE },
      ],
      { objects: IMAGE },
    )
    expect(found.text).toContain('提高工作质量')
    expect(found.text).not.toContain('密')
    expect(found.left.join()).toMatch(/盖住的文字.*第 2 页只有图片/)
  })
})

describe('files that are not whole', () => {
  test('a table of objects that points nowhere is mended', async () => {
    const good = pdfOf([page(lines(BODY, 90, 700))]).toString('latin1')
    const bent = Buffer.from(good.replace(/startxref\n\d+/, 'startxref\n7').replace(/xref\n0 /, 'xrfe\n0 '), 'latin1')
    const found = await read('文件.pdf', bent)
    expect(found.text).toContain('提高工作质量')
  })

  test('letters that are only numbers of glyphs are refused, not published as nonsense', async () => {
    const glyphs = ['อักษร', 'буква', 'حروف', 'אות', '한글', '漢字'].join('')
    expect((await refusal('乱.pdf', pdfOf([page(words(glyphs, 90, 700))]))).because).toMatch(/取不出正确的文字/)
  })

  test('cut in half, no pages, a password: refused, each in its own words', async () => {
    const good = pdfOf([page(lines(BODY, 90, 700))])
    expect((await refusal('文件.pdf', good.subarray(0, 200))).because).toContain('损坏')
    expect((await refusal('文件.pdf', pdfFile({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [] /Count 0 >>' }))).because).toMatch(
      /损坏|没有/,
    )
    const locked = pdfFile(
      {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [] /Count 0 >>',
        3: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`,
      },
      { trailer: '/Encrypt 3 0 R /ID [<00> <00>]' },
    )
    expect((await refusal('文件.pdf', locked)).because).toContain('密码')
  })
})
