import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { strangers } from '../builders.ts'
import { cleanPaste, type Pasted } from '../index.ts'

const html = (pasted: string): string => cleanPaste(pasted).html

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/tmp/filelist.xml">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>张三</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0} p.hide, span.cang {mso-hide:all; display:none} --></style></head><body lang=ZH-CN>
<!--StartFragment-->
<p class=MsoTitle align=center><span>关于开展检查的通知<o:p></o:p></span></p>
<p class=MsoNormal><b><span style='font-size:16pt'>一、检查范围<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:32pt'><span>全区各街
道<del cite="mailto:x" datetime="2019-01-01">（不含某街道）</del><ins>及<u>委办局</u></ins>。<span class=cang>藏一</span><span style='mso-hide:all'>藏二</span></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7pt'>&nbsp;&nbsp;</span></span><![endif]>第一项</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>下一级</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.</span><![endif]>第二项</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>第一条</span><![endif]>本办法自印发之日起施行<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>。</p>
<table class=MsoTable border=1><tr><td width=10><p class=MsoNormal>街道</p></td><td><p>件数</p></td></tr><tr><td><p>金融街</p></td><td><p>12</p></td></tr></table>
<div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> 指2019年。</p></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>批注：慎重</p></div></div>
<!--EndFragment--></body></html>`

describe('from Word and WPS', () => {
  test('headings, lists, tables and notes stay; styles, comments, deletions and what is hidden go', () => {
    const { html, text, left }: Pasted = cleanPaste(WORD)
    expect(html).toBe(
      [
        '<h2>关于开展检查的通知</h2>',
        '<h2>一、检查范围</h2>',
        '<p>全区各街道及委办局。</p>',
        '<ol><li>第一项<ul><li>下一级</li></ul></li><li>第二项</li></ol>',
        '<p>第一条 本办法自印发之日起施行<a id="note-call-1" href="#note-1"><sup>[1]</sup></a>。</p>',
        '<table><thead><tr><th scope="col">街道</th><th scope="col">件数</th></tr></thead>',
        '<tbody><tr><th scope="row">金融街</th><td>12</td></tr></tbody></table>',
        '<p><a id="note-1" href="#note-call-1">[1]</a> 指2019年。</p>',
      ].join('\n'),
    )
    expect(html + text).not.toMatch(/张三|不含|藏|慎重|mso|style|class/i)
    expect(left.join()).toMatch(/修订.*隐藏的文字.*批注/)
  })
})

describe('from browsers', () => {
  test.each<readonly [string, unknown]>([
    ['<p onclick="alert(1)">甲</p><script>alert(1)</script><style>p{}</style>', '<p>甲</p>'],
    ['<a href="javascript:alert(1)">甲</a><a href=" JaVa&#10;Script:alert(1)">乙</a>', '<p>甲乙</p>'],
    ['<a href="https://www.gov.cn/a?b=1&amp;c=%22" target=_blank onmouseover=x>甲</a>', '<p><a href="https://www.gov.cn/a?b=1&amp;c=%22">甲</a></p>'],
    ['<svg><a xlink:href="javascript:1"><text>甲</text></a></svg><math><mtext>乙</mtext></math>丙', '<p>丙</p>'],
    ['<iframe src="//x"></iframe><object data=x>甲</object><embed src=x>乙', '<p>乙</p>'],
    ['<form action=/x><input value=密><button>钮</button><p>甲</p></form>', '<p>甲</p>'],
    ['<img src="data:image/png;base64,AAAA" onerror=alert(1)>甲<img src=x alt="平面图">', '<p>甲［图：平面图］</p>'],
    ['<div hidden>密</div><p style="display : none">密</p><p style="position:absolute;left:-9999px">密</p><span style="font-size:0">密</span>甲', '<p>甲</p>'],
    ['<p>甲<p><p>&nbsp;</p><div><br></div>乙', '<p>甲</p>\n<p>乙</p>'],
    ['<b style="font-weight:normal"><p><span style="font-weight:700">粗</span>细</p></b>', '<p><strong>粗</strong>细</p>'],
    ['<h1>甲</h1><h4>乙</h4><h2>丙</h2>', '<h2>甲</h2>\n<h3>乙</h3>\n<h3>丙</h3>'],
    ['<ul><li>一<li>二</ul><ol start=3><li><p>三</p></ol>', '<ul><li>一</li><li>二</li></ul>\n<ol start="3"><li>三</li></ol>'],
    [
      '<span style="background:black;mso-highlight:black">密</span><span style="color: #fff; background-color: #FFFFFF">密</span><span style="background:black;mso-highlight:black;color:white">反</span><span style="background:yellow;mso-highlight:yellow">黄</span>',
      '<p>反黄</p>',
    ],
    ...['#fff', 'white !important', 'rgba(0,0,0,0)', 'hsl(0,0%,100%)', 'rgb(255 255 255)', 'rgb(254,254,254)', 'transparent', '#ffffff80', 'Snow'].map(
      (colour) => [`<span style="color:${colour}">密</span>甲`, '<p>甲</p>'] as const,
    ),
    ['<font color="white">密</font><font color=red>红</font><span style="zoom:0">密</span>', '<p>红</p>'],
    ['<div style="background:#1F4E79 none"><span style="color:#fff">反白</span><span style="color:#1f4e79">密</span></div>', '<p>反白</p>'],
    [
      '<style>.d{background:navy}.w{color:#FFF}.v{color:black}</style><p class=d><i class=w>反</i></p><p class=w>密</p><p class=v>甲</p>',
      '<p><em>反</em></p>\n<p>甲</p>',
    ],
    [
      '<table><tr bgcolor="#003366"><td><font color=white>反白</font></td><td style="background:url(x)"><font color=white>图上</font></td></tr><tr><td>甲</td><td style="color:white">密</td></tr></table>',
      expect.not.stringContaining('密'),
    ],
    ['<pre>一\n  二</pre><ol><li>甲</li><ol><li>乙</li></ol></ol>', '<p>一<br>二</p>\n<ol><li>甲<ol><li>乙</li></ol></li></ol>'],
    ['1 &lt;script&gt; 2 &amp;amp;', '<p>1 &lt;script&gt; 2 &amp;amp;</p>'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', ''],
    ['<constructor>甲</constructor><valueof>乙</valueof>', '<p>甲乙</p>'],
    ['<template><p>密</p></template><dialog>密</dialog><p>甲</p>', '<p>甲</p>'],
    ['<p>H<sub>2</sub>O x<sup>2</sup> <s>旧</s><u>线</u></p>', '<p>H<sub>2</sub>O x<sup>2</sup> <s>旧</s>线</p>'],
    [
      '<table><caption>表</caption><tr><th>甲<th>乙<tr><td rowspan=2>一<td>1<tr><td>2</table>',
      '<table><caption>表</caption>\n<thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>\n<tbody><tr><th scope="row" rowspan="2">一</th><td>1</td></tr>\n<tr><td>2</td></tr></tbody></table>',
    ],
    ['<p>中文在源码里\n  换行，不加空格；but English\nneeds one.</p>', '<p>中文在源码里换行，不加空格；but English needs one.</p>'],
  ])('%s', (pasted, clean) => expect(html(String(pasted))).toEqual(clean))

  test('what went is told', () => {
    expect(cleanPaste('<script></script><iframe></iframe><form></form><img src=x><a href="vbscript:x">a</a>').left).toHaveLength(5)
  })

  test('too long and too deep', () => {
    expect(cleanPaste('甲'.repeat(2_000_001)).left).toEqual([expect.stringContaining('太长')])
    const deep = cleanPaste(`${'<div>'.repeat(5_000)}甲`)
    expect([deep.html, deep.left]).toEqual(['', ['层次太深的部分没有带入']])
    expect(cleanPaste(`${'<table><tr><td>'.repeat(2_000)}甲`).html).not.toContain('甲')
  })
})

describe('pages made to take for ever', () => {
  const pages: Readonly<Record<string, string>> = {
    'cells without end': `<table>${'<tr><td rowspan=1000 colspan=1000>x'.repeat(20_000)}`,
    'open tags that browsers repeat': `${Array.from({ length: 900 }, (_, i) => `<b a=${i}>`).join('')}${'<p>x'.repeat(100_000)}`,
    'closing tags of what was never open': `${'<a>'.repeat(900)}${'</b>'.repeat(190_000)}x`,
    'hiding rules for every class': `<style>${Array.from({ length: 300 }, (_, i) => `.a${i}{display:none}`).join('')}</style>${`<p class="${'x '.repeat(1000)}">x</p>`.repeat(900)}`,
    'a style sheet without braces': `<style>${'x'.repeat(1_900_000)}</style>x`,
  }
  test.each(Object.entries(pages))('%s', (_, page) => {
    const begun = performance.now()
    const { html, left } = cleanPaste(page)
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect(html.length + left.length).toBeGreaterThan(0)
    expect(html.length).toBeLessThan(2_000_000)
    expect(html).not.toContain('1000')
  })
})

describe('whatever is pasted', () => {
  const attribute = fc.constantFrom(
    ...[
      'onclick=alert(1)',
      'style="display:none"',
      "style='background:url(javascript:1)'",
      'href="javascript:1"',
      'href=//evil',
      'href="http://a/b"',
      'href="\u0001javascript:x"',
    ],
    ...[
      'src=data:,x',
      'id=x',
      'class=y',
      'rowspan=99999999',
      'colspan=-1',
      'start=1e99',
      'name=_ftn1',
      'name="_ftn1\\" onclick=x"',
      'align=center',
      'srcdoc="<script>"',
      'hidden',
    ],
  )
  const tag = fc.constantFrom(
    ...'p div span a b i em strong s del ins sup sub h1 h6 ul ol li table tr td th tbody thead caption br img svg math script style iframe object form input template noscript'.split(
      ' ',
    ),
    ...'textarea title xmp plaintext o:p v:shape foreignObject mglyph annotation-xml select option base link meta constructor'.split(' '),
  )
  const piece: fc.Arbitrary<string> = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '&lt;script&gt;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '"><script>',
      '</p>',
      '</table>',
      '<!--[if mso]>',
      '<![endif]-->',
      '&#x3c;img&#62;',
      '\0',
      '</title>',
      '\u2028',
    ),
    fc.tuple(tag, fc.array(attribute, { maxLength: 3 })).map(([name, attributes]) => `<${[name, ...attributes].join(' ')}>`),
    tag.map((name) => `</${name}>`),
  )

  test('nothing but the positive list comes out, and what came out stays as it is', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = html(pieces.join(''))
        expect(strangers(once)).toEqual([])
        expect(strangers(html(once))).toEqual([])
        expect(cleanPaste(once).text.replace(/\s/g, '')).toBe(cleanPaste(pieces.join('')).text.replace(/\s/g, ''))
      }),
      { numRuns: 1_500 },
    )
  })

  test('headings begin at h2 and leave no level out; no paragraph, item or heading is empty', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const $ = load(html(pieces.join('')), null, false)
        const levels = $('h2,h3,h4,h5,h6')
          .toArray()
          .map((node) => ('name' in node ? Number(String(node.name).slice(1)) : 0))
        for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1)
        for (const node of $('p,li,h2,h3,h4,h5,h6').toArray()) expect($(node).text().trim()).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
