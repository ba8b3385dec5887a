import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { para, run, wordFile, type WordParts } from '../documents/builders.ts'
import { samples } from './builders.ts'
import { checkTemplate, type Fix } from './check-template.ts'
import { FIELD_KEYS, FIELDS } from './field.ts'
import { isNeeded, type LetterCode } from './letter.ts'

/** Every field D1 needs, a paragraph each, and what is to be tried. */
const needed = (code: LetterCode): string =>
  FIELD_KEYS.filter((key) => isNeeded(code, key))
    .map((key) => para(`{{${FIELDS[key].name}}}`))
    .join('')
const tried = (body: string, parts: WordParts = {}) => checkTemplate('D1', '范本.docx', wordFile(para('标题') + body + needed('D1'), parts), samples('D1'))
const OUT = 'https://example.invalid/'

const WRONG: readonly (readonly [name: string, body: string, where: string, what: string, parts?: WordParts])[] = [
  ['an unknown field', para('您好，{{申请人名}}'), '正文第 2 段“您好，{{申请人名}}”', '没有“申请人名”这个字段。是不是 {{申请人}}？'],
  ['an unknown field like none', para('{{xyz}}'), '正文第 2 段“{{xyz}}”', '没有“xyz”这个字段。可以用的字段见本页的字段表'],
  ['a field cut into runs', para(run('{{申') + run('请仁', '<w:b/>') + run('}}')), '正文第 2 段“{{申请仁}}”', '没有“申请仁”这个字段。是不是 {{申请人}}？'],
  ['a field of another letter', para('{{补正期限}}'), '正文第 2 段“{{补正期限}}”', '“予以公开”里没有 {{补正期限}} 的内容，这种文书不能用这个字段'],
  ['a mark not closed', para('请{{称谓 知悉'), '正文第 2 段“请{{称谓 知悉”', '{{称谓 没有收尾。请在后面加上 }}'],
  ['a mark not opened', para('请称谓}}知悉'), '正文第 2 段“请称谓}}知悉”', '没有开头。请在前面加上 {{'],
  ['a condition not closed', para('{{#附件}}附件'), '正文第 2 段“{{#附件}}附件”', '{{#附件}} 没有收尾。请在后面加上 {{/附件}}'],
  ['a condition not opened', para('附件{{/附件}}'), '正文第 2 段“附件{{/附件}}”', '{{/附件}} 没有开头。请在前面加上 {{#附件}}'],
  ['a condition closed by another', para('{{#附件}}甲{{/称谓}}'), '正文第 2 段“{{#附件}}甲{{/称谓}}”', '收尾写的是别的字段'],
  ['a list used as a text', para('附：{{附件}}'), '正文第 2 段“附：{{附件}}”', '“附件”可以有几项，写成 {{#附件}}{{.}}{{/附件}}'],
  ['raw markup', para('{{@申请人}}'), '正文第 2 段“{{@申请人}}”', '的写法不能用'],
  ['marks of its own', para('{{=[[ ]]=}}'), '正文第 2 段“{{=[[ ]]=}}”', '的写法不能用'],
  ['wide braces', para('｛｛申请人｝｝'), '正文第 2 段“｛｛申请人｝｝”', '用了全角的｛｝。请改成半角的 {{ }}'],
  ['a single brace', para('尊敬的{申请人}'), '正文第 2 段“尊敬的{申请人}”', '{申请人} 少了一层括号。请改成 {{申请人}}'],
  ['a tracked insertion', para(`<w:ins w:id="1" w:author="a">${run('新加')}</w:ins>`), '正文第 2 段“新加”', '有修订痕迹'],
  ['a tracked deletion', para(`${run('留')}<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>`), '正文第 2 段“留”', '有修订痕迹'],
  ['a comment', para(`<w:commentRangeStart w:id="0"/>${run('此处')}<w:commentRangeEnd w:id="0"/>`), '正文第 2 段“此处”', '有批注'],
  [
    'a link outside',
    para(`<w:hyperlink r:id="out">${run('网站')}</w:hyperlink>`),
    '正文第 2 段“网站”',
    '有指向文件以外的链接',
    { links: [['out', 'hyperlink', OUT, 'External']] },
  ],
  [
    'a link by a field',
    para(
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.invalid"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>址</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
    '正文第 2 段“址”',
    '有指向文件以外的链接',
  ],
  ['a template outside', '', '整个文件', '有指向文件以外的链接', { links: [['t', 'attachedTemplate', OUT, 'External']] }],
  ['an embedded object', para('<w:r><w:object/></w:r><w:r><w:t>表</w:t></w:r>'), '正文第 2 段“表”', '嵌入了其他文件或者控件'],
  ['an embedded file', '', '整个文件', '嵌入了其他文件或者控件', { more: [{ name: 'word/embeddings/book.xlsx', content: 'x' }] }],
  ['a picture', para('<w:r><w:drawing/></w:r><w:r><w:t>章</w:t></w:r>'), '正文第 2 段“章”', '有图片或者图形'],
  ['hidden words', para(run('暗', '<w:vanish/>')), '正文第 2 段“暗”', '有隐藏的文字'],
  [
    'a field that fetches',
    para('<w:fldSimple w:instr="INCLUDETEXT &quot;x&quot;"><w:r><w:t>取</w:t></w:r></w:fldSimple>'),
    '正文第 2 段“取”',
    '有会取用外部内容的域',
  ],
  ['a footnote', para('<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>注</w:t></w:r>'), '正文第 2 段“注”', '有脚注或者尾注'],
  ['something wrong in a table', `<w:tbl><w:tr><w:tc><w:tcPr/>${para('{{申请入}}')}</w:tc></w:tr></w:tbl>`, '正文第 2 段“{{申请入}}”', '是不是 {{申请人}}？'],
]

const fixesOf = async (found: Promise<Fix[] | unknown>): Promise<Fix[]> => {
  const fixes = await found
  if (!Array.isArray(fixes)) throw new Error(JSON.stringify(fixes))
  return fixes
}

test('the bare template passes', async () => {
  expect(await fixesOf(tried(para('{{称谓}}{{^附件}}无附件{{/附件}}')))).toEqual([])
})

test.each(WRONG.map(([name, body, where, what, parts]) => ({ name, body, where, what, parts })))(
  '$name: refused with its place and what to do',
  async ({ body, where, what, parts }) => {
    const fixes = await fixesOf(tried(body, parts))
    expect(fixes).toEqual(expect.arrayContaining([{ where, what: expect.stringContaining(what) }]))
    expect(new Set(fixes.map((fix) => fix.where))).toEqual(new Set([where]))
  },
)

test('a needed field that is not there is named with what it holds', async () => {
  const body = FIELD_KEYS.filter((key) => isNeeded('D4', key) && key !== 'remedy')
    .map((key) => para(`{{${FIELDS[key].name}}}`))
    .join('')
  expect(await fixesOf(checkTemplate('D4', '范本.docx', wordFile(body), samples('D4')))).toEqual([
    { where: '整个文件', what: '少了必需的字段 {{救济途径}}（复议、诉讼的途径和期限，依答复类型自动给出）' },
  ])
})

test('words in the header would not be printed; a page number may stand there', async () => {
  const withHeader = (words: string) => tried('', { parts: { header: para(words) } })
  expect(await fixesOf(withHeader('样例机关文件'))).toEqual([
    { where: '页眉第 1 段“样例机关文件”', what: '页眉、页脚里的文字不会印到 PDF 里，页码会自动编。请移到正文，或者删去' },
  ])
  expect(await fixesOf(withHeader('— 1 —'))).toEqual([])
})

test('what is no Word file, has macros, is too large or too long is refused with what is possible', async () => {
  const because = async (name: string, bytes: Uint8Array): Promise<string> => {
    const found = await checkTemplate('D1', name, bytes, samples('D1'))
    return isRefusal(found) ? found.because : JSON.stringify(found)
  }
  expect(await because('空.docx', new Uint8Array())).toContain('空文件')
  expect(await because('文字.docx', new TextEncoder().encode('不是'))).toContain('可以上传')
  expect(await because('宏.docx', wordFile(para('字'), { more: [{ name: 'word/vbaProject.bin', content: 'x' }] }))).toContain('宏')
  expect(await because('大.docx', Buffer.concat([wordFile(para('字')), Buffer.alloc(2 * 1024 * 1024)]))).toContain('最多 2 MB')
  expect(await because('长.docx', wordFile(para('字').repeat(2_001)))).toBe('文件有 2001 段，最多 2000 段')
  expect(await because('断.docx', wordFile(para('字')).subarray(0, 400))).toContain('损坏')
})
