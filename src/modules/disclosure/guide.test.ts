import { expect, test } from 'vitest'
import { GUIDE } from '../../../seed/disclosure-texts.ts'
import { missingOf } from './directory/guide-of.ts'
import { missingInGuide } from './guide.ts'

const ALL = ['政府信息的分类', '编排体系', '获取方式', '工作机构的名称', '办公地址', '办公时间', '联系电话', '传真号码', '互联网联系方式']
const html = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n')

test('a guide that says what article 12 asks is whole, in paragraphs, under headings and in a table', () => {
  expect(missingInGuide(html(GUIDE))).toEqual([])
  const headed = `<h2>一、信息的分类</h2><p>按条例第二十条、第二十一条分为十六类。</p><h2>二、编排体系</h2><p>每条有索引号和名称，按栏目和日期排列。</p>
    <h2>三、获取方式</h2><p>在网站检索，或者到图书馆、档案馆查阅。</p><h2>四、工作机构</h2>
    <table><tr><th>机构名称：</th><td>样例局综合科</td></tr><tr><th>办公地址</th><td>样例区样例路 8 号</td></tr><tr><th>办公时间</th><td>工作日九点到十七点</td></tr>
    <tr><th>联系电话</th><td>010-12345678</td></tr><tr><th>传真号码</th><td>010-12345679</td></tr></table><p><a href="mailto:yangli@example.cn">写信给我们</a></p>`
  expect(missingInGuide(headed)).toEqual([])
})

test('a shell that has the words and says nothing is refused, each value named', () => {
  expect(missingInGuide('<p>分类编排获取机构地址时间电话传真互联网</p>')).toEqual(ALL)
  expect(
    missingInGuide(
      html([
        '一、政府信息的分类：',
        '二、编排体系：',
        '三、获取方式：',
        '四、工作机构名称：',
        '办公地址：',
        '办公时间：',
        '联系电话：',
        '传真号码：',
        '互联网联系方式：',
      ]),
    ),
  ).toEqual(ALL)
  expect(missingInGuide('')).toEqual(ALL)
})

test.each([
  ['办公时间', '工作日 9:00—12:00、13:30—17:30', '工作日'],
  ['办公地址', '西城区样例街1号', '见下'],
  ['联系电话', '联系电话：010-00000000', '联系电话：略'],
  ['传真号码', '传真号码：010-00000001', '传真号码：无'],
  ['互联网联系方式', 'sample@example.invalid', '略'],
  ['获取方式', '在本平台检索、查阅、下载；也可以到公共查阅点查阅，或者依法申请公开', '略'],
])('without a value of %s only that is missing', (name, there, instead) => {
  expect(missingInGuide(html(GUIDE).replace(there, instead))).toEqual([name])
})

test('a record of the guide with a label for a value is not whole', () => {
  const guide = {
    classes: '按条例第二十条分为规范性文件、机构职能等类。',
    arrangement: '每条有索引号、名称、概述和日期，按栏目排列。',
    access: '在平台检索、查阅和下载，也可以到查阅点。',
  }
  const office = {
    name: '综合科',
    address: '样例区样例路1号',
    hours: '工作日 9:00—17:00',
    phone: '010-00000000',
    fax: '010-00000001',
    online: 'a@example.invalid',
  }
  expect(missingOf({ guide, office })).toEqual([])
  expect(missingOf({ guide: { ...guide, access: '见网站' }, office: { ...office, hours: '工作日', fax: '无', online: '网上' } })).toEqual([
    '政府信息的获取方式',
    '工作机构的办公时间',
    '工作机构的传真号码',
    '工作机构的互联网联系方式',
  ])
})
