import { randomBytes } from 'node:crypto'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { para, read, refusal, typesOf, wordFile, zipOf } from './builders.ts'

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
const ole = (name: string): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), wide(name), Buffer.alloc(600)])
const WORD = wordFile(para('正文'))

describe('a file is what its bytes are', () => {
  const cases: Readonly<Record<string, readonly [name: string, bytes: Buffer, because: RegExp]>> = {
    'old Word': ['通知.doc', ole('WordDocument'), /旧式.*另存为 \.docx/],
    'old WPS text': ['通知.wps', ole('WordDocument'), /\.wps.*另存为 \.docx/],
    'old Excel': ['表.xls', ole('Workbook'), /旧式.*另存为 \.xlsx/],
    'old WPS table': ['表.et', ole('Workbook'), /\.et.*另存为 \.xlsx/],
    'another file of old Office': ['x.dps', ole('PowerPoint Document'), /旧式/],
    'a new file with a password': ['密.docx', ole('EncryptedPackage'), /密码/],
    'a zip with a password': ['密.docx', zipOf([{ name: '[Content_Types].xml', content: 'x', flags: 1 }]), /密码/],
    'Word with macros': ['宏.docm', wordFile(para('正文'), { type: 'application/vnd.ms-word.document.macroEnabled.main+xml' }), /宏/],
    'a macro smuggled into .docx': ['宏.docx', wordFile(para('正文'), { more: [{ name: 'word/vbaProject.bin', content: 'x' }] }), /宏/],
    'Excel with a macro sheet': [
      '宏.xlsx',
      zipOf([
        { name: '[Content_Types].xml', content: typesOf('xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml') },
        { name: '_rels/.rels', content: wordRels('xl/workbook.xml') },
        { name: 'xl/workbook.xml', content: '<workbook/>' },
        { name: 'xl/macrosheets/sheet1.xml', content: 'x' },
      ]),
      /宏/,
    ],
    'a web page called .docx': ['网页.docx', Buffer.from('<html><body><script>alert(1)</script><p>正文</p></body></html>'), /网页/],
    'a web archive called .doc': ['网页.doc', Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related'), /网页（\.mht）/],
    'rich text called .docx': ['文.docx', Buffer.from('{\\rtf1\\ansi x}'), /\.rtf/],
    'a picture called .pdf': ['图.pdf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /\.png/],
    'Word called .pdf': ['文.pdf', WORD, /结尾是“\.pdf”，内容其实是 \.docx/],
    'a plain archive called .docx': ['包.docx', zipOf([{ name: 'a.txt', content: 'x' }]), /压缩包/],
    'an OFD': ['版式.ofd', zipOf([{ name: 'OFD.xml', content: '<x/>' }]), /\.ofd.*\.pdf/],
    slides: ['演示.pptx', wordFile(para('x'), { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml' }), /演示文稿/],
    nonsense: ['x.docx', randomBytes(300).fill(7, 0, 8), /认不出/],
    'a Word file cut short': ['文.docx', WORD.subarray(0, WORD.length - 60), /损坏/],
    'a Word file with a hole in it': ['文.docx', Buffer.from(WORD).fill(0, 500, 700), /损坏/],
    'a part that is not what its sum says': ['文.docx', wordFile(para('甲'), { more: [{ name: 'docProps/core.xml', content: '<x/>', sum: 7 }] }), /损坏/],
    'XML that expands itself': [
      '文.docx',
      wordFile('', {
        whole:
          '<!DOCTYPE x [<!ENTITY a "啊啊"><!ENTITY b "&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
      }),
      /损坏/,
    ],
    'two parts of one name': ['文.docx', wordFile(para('甲'), { more: [{ name: 'WORD/document.xml', content: '<x/>' }] }), /损坏/],
  }
  test.each(Object.entries(cases))('%s', async (_, [name, bytes, because]) => {
    const found = await refusal(name, bytes)
    expect(found.because).toMatch(because)
    expect(found.because).not.toMatch(/Error|undefined|[a-z]{12}/)
  })

  test('names that lead out of the package are not read, and are told of', async () => {
    const found = await read(
      '文.docx',
      wordFile(para('正文'), {
        more: [
          { name: '../../etc/passwd', content: 'root' },
          { name: 'C:\\x', content: 'x' },
        ],
      }),
    )
    expect([found.html, found.left]).toEqual(['<p>正文</p>', ['压缩包里名称异常的文件没有读取']])
  })

  test('sizes in the 64-bit field, as programs write that export while they go', async () => {
    const found = await read(
      '文.docx',
      wordFile(para('正文'), {
        more: [
          { name: 'word/theme/theme1.xml', content: '<x/>', isWide: true },
          { name: 'word/footnotes.xml', content: '<x/>', isWide: true },
        ],
      }),
    )
    expect(found.html).toBe('<p>正文</p>')
    const wide = zipOf([
      {
        name: '[Content_Types].xml',
        content: typesOf('d.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
        isWide: true,
      },
      { name: '_rels/.rels', content: wordRels('d.xml'), isWide: true },
      {
        name: 'd.xml',
        content:
          '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>宽字段</w:t></w:r></w:p></w:body></w:document>',
        isWide: true,
      },
    ])
    expect((await read('文.docx', wide)).html).toBe('<p>宽字段</p>')
  })

  test('without a heading the title is the name of the file', async () => {
    expect((await read('C:\\文件夹\\2019年工作要点.docx', WORD)).title).toBe('2019年工作要点')
  })
})

describe('limits', () => {
  test('a part that inflates without end', async () => {
    const bomb = wordFile('', { whole: `<w:document xmlns:w="x"><!--${' '.repeat(130 * 1024 * 1024)}--></w:document>` })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect((await refusal('炸弹.docx', bomb)).refused).toBe('limit')
  })

  test('a directory that says gigabytes, and one with too many entries', async () => {
    const says = wordFile(para('正文'), { more: [{ name: 'word/media/a.png', content: 'x', says: 0xf0000000 }] })
    const many = wordFile(para('正文'), { more: Array.from({ length: 3_100 }, (_, i) => ({ name: `m/${i}`, content: '' })) })
    expect((await refusal('大.docx', says)).because).toContain('太大')
    expect((await refusal('多.docx', many)).because).toContain('太多')
  })

  test('more cells than a page can hold', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('表')
    for (let i = 0; i < 2_100; i++) sheet.addRow(Array.from({ length: 100 }, () => 1))
    expect((await refusal('大.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))).because).toContain('单元格超过 20 万个')
  })
})

function wordRels(target: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`
}
