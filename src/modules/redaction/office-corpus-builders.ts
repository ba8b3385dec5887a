import {
  Comment,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  Footer,
  Header,
  ImageRun,
  InsertedTextRun,
  Packer,
  Paragraph,
  TextRun,
} from 'docx'
import ExcelJS from 'exceljs'
import sharp from 'sharp'
import { excelFile, para, relations, run, wordFile } from '../documents/builders.ts'
import { byWords, ID, KEPT, type Made, NAME, PHONE } from './pdf-corpus-builders.ts'

const made = (name: string, bytes: Uint8Array, change: Partial<Made> = {}): Made => ({
  ...{ name, file: 'a.docx', bytes, redactions: byWords(ID), secrets: [ID], kept: [KEPT] },
  ...change,
})
const FIRST = para(`${KEPT}，身份证号${ID}，完`)
const word = (name: string, body: string, parts: Parameters<typeof wordFile>[1] = {}, change: Partial<Made> = {}): Made =>
  made(`docx: ${name}`, wordFile(FIRST + body, parts), change)
const field = (code: string, shown: string): string =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
const box = (text: string): string => `<w:txbxContent>${para(text)}</w:txbxContent>`
const textBox = `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="${ID}" descr="${ID}"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>${box(`框里${KEPT}${ID}`)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box(ID)}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
const deleted = (text: string): string => `<w:del w:id="1" w:author="${NAME}" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const inserted = (text: string): string => `<w:ins w:id="2" w:author="${NAME}">${run(text)}</w:ins>`
const CORE = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${NAME}</dc:creator><dc:title>${ID}</dc:title></cp:coreProperties>`

const words = (): Made[] => [
  word('plain', ''),
  word('cut into runs', para([...ID].map((sign) => run(sign, sign === '0' ? '<w:b/>' : '')).join(''))),
  word('over tabs, breaks and paragraphs', `<w:p>${run(ID.slice(0, 6))}<w:r><w:tab/></w:r>${run(ID.slice(6, 12))}</w:p>${para(ID.slice(12))}`),
  word('revisions', `<w:p>${deleted(ID)}${inserted(ID)}${run(KEPT)}</w:p>`, {}, { redactions: byWords(ID, NAME), secrets: [ID] }),
  word(
    'moved text and changed looks',
    `<w:p><w:moveFrom w:id="3" w:author="x">${run(ID)}</w:moveFrom><w:moveTo w:id="4" w:author="x">${run(ID)}</w:moveTo><w:r><w:rPr><w:b/><w:rPrChange w:id="5" w:author="${ID}"><w:rPr/></w:rPrChange></w:rPr><w:t>${KEPT}</w:t></w:r></w:p>`,
  ),
  word(
    'comments',
    `<w:p><w:commentRangeStart w:id="0"/>${run(KEPT)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
    { parts: { comments: `<w:comment w:id="0" w:author="${NAME}">${para(ID)}</w:comment>` } },
    { secrets: [ID, NAME] },
  ),
  word('footnotes', `<w:p>${run(KEPT)}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, {
    parts: { footnotes: `<w:footnote w:id="2">${para(ID)}</w:footnote>` },
  }),
  word('a text box in two editions', textBox),
  word('hidden text', `<w:p>${run(ID, '<w:vanish/>')}${run(KEPT)}</w:p>`, {}, {}),
  word('fields', field(` HYPERLINK "mailto:${ID}@example.cn" `, KEPT) + field(` MERGEFIELD ${ID} `, ID)),
  word('a content control', `<w:sdt><w:sdtPr><w:alias w:val="${ID}"/><w:tag w:val="${ID}"/></w:sdtPr><w:sdtContent>${para(KEPT)}</w:sdtContent></w:sdt>`),
  word('bookmarks', `<w:p><w:bookmarkStart w:id="0" w:name="n${ID}"/>${run(KEPT)}<w:bookmarkEnd w:id="0"/></w:p>`),
  word('a link', `<w:p><w:hyperlink r:id="h1" w:tooltip="${ID}">${run(KEPT)}</w:hyperlink></w:p>`, {
    links: [['h1', 'hyperlink', `http://example.cn/${ID}`, 'External']],
  }),
  word(
    'properties, data and settings',
    '',
    {
      links: [['d1', 'customXml', '../customXml/item1.xml']],
      more: [
        { name: 'docProps/core.xml', content: CORE },
        { name: 'docProps/app.xml', content: `<Properties><Company>${ID}</Company></Properties>` },
        { name: 'customXml/item1.xml', content: `<x>${ID}</x>` },
        { name: 'docProps/thumbnail.jpeg', content: Buffer.from(ID) },
      ],
      parts: { settings: `<w:docVars><w:docVar w:name="a" w:val="${ID}"/></w:docVars><w:rsids><w:rsid w:val="00112233"/></w:rsids>` },
    },
    { secrets: [ID, NAME] },
  ),
  word('an embedded file', `<w:p><w:r><w:object><o:OLEObject r:id="o1"/></w:object></w:r></w:p>`, {
    links: [['o1', 'oleObject', 'embeddings/o1.bin']],
    more: [{ name: 'word/embeddings/o1.bin', content: Buffer.from(ID) }],
  }),
  word(
    'a chart',
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="c"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="c1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
    { links: [['c1', 'chart', 'charts/chart1.xml']], more: [{ name: 'word/charts/chart1.xml', content: `<c>${ID}</c>` }] },
  ),
  word(
    'a deleted row',
    `<w:tbl><w:tr><w:trPr><w:del w:id="9" w:author="x"/></w:trPr><w:tc>${para(ID)}</w:tc></w:tr><w:tr><w:tc>${para(KEPT)}</w:tc></w:tr></w:tbl>`,
  ),
]

async function withWordLibrary(): Promise<Made[]> {
  const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#888888' } })
    .withExif({ IFD0: { Copyright: PHONE } })
    .jpeg()
    .toBuffer()
  const document = new Document({
    creator: NAME,
    title: PHONE,
    description: PHONE,
    comments: { children: [{ id: 0, author: NAME, children: [new Paragraph(PHONE)] }] },
    features: { trackRevisions: true },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph(`页眉${PHONE}`)] }) },
        footers: { default: new Footer({ children: [new Paragraph(`页脚${PHONE}`)] }) },
        children: [
          new Paragraph({
            children: [
              new TextRun(KEPT),
              new CommentRangeStart(0),
              new TextRun('电话'),
              new CommentRangeEnd(0),
              new TextRun({ children: [new CommentReference(0)] }),
              new TextRun(PHONE),
            ],
          }),
          new Paragraph({
            children: [
              new DeletedTextRun({ text: PHONE, id: 1, author: NAME, date: '2026-01-01T00:00:00Z' }),
              new InsertedTextRun({ text: PHONE, id: 2, author: NAME, date: '2026-01-01T00:00:00Z' }),
            ],
          }),
          new Paragraph({
            children: [
              new ImageRun({ type: 'jpg', data: photo, transformation: { width: 20, height: 20 }, altText: { name: PHONE, title: PHONE, description: PHONE } }),
            ],
          }),
        ],
      },
    ],
  })
  void Comment
  return [made('docx: made with a library', new Uint8Array(await Packer.toBuffer(document)), { redactions: byWords(PHONE), secrets: [PHONE, NAME] })]
}

const sheet = (rows: string, rest = ''): string => `<sheetData>${rows}</sheetData>${rest}`
const cell = (at: string, string: number): string => `<c r="${at}" t="s"><v>${string}</v></c>`
const ROWS = `<row r="1">${cell('A1', 0)}${cell('B1', 1)}</row>`
const STRINGS = [`<t>${KEPT}</t>`, `<t>${ID}</t>`]
const excel = (name: string, parts: Partial<Parameters<typeof excelFile>[0]>, change: Partial<Made> = {}): Made =>
  made(`xlsx: ${name}`, excelFile({ sheets: [{ name: '名册', inner: sheet(ROWS) }], strings: STRINGS, ...parts }), { file: 'a.xlsx', ...change })

const sheets = (): Made[] => [
  excel('plain', {}),
  excel(
    'hidden sheets',
    {
      sheets: [
        { name: '名册', inner: sheet(ROWS) },
        { name: '隐', inner: sheet(`<row r="1">${cell('A1', 2)}</row>`), state: 'hidden' },
        { name: `深${PHONE}`, inner: sheet(''), state: 'veryHidden' },
      ],
      strings: [...STRINGS, `<t>${NAME}</t>`],
    },
    { secrets: [ID, NAME, PHONE] },
  ),
  excel(
    'hidden rows and columns',
    {
      sheets: [
        {
          name: '名册',
          inner: `<cols><col min="3" max="3" width="9" hidden="1"/></cols>${sheet(`<row r="1">${cell('A1', 0)}${cell('C1', 2)}</row><row r="2" hidden="1">${cell('A2', 2)}</row>`)}`,
        },
      ],
      strings: [...STRINGS, `<t>${NAME}</t>`],
    },
    { redactions: byWords('没有这个'), secrets: [ID, NAME] },
  ),
  excel('texts that no cell says', { strings: [...STRINGS, `<t>${NAME}</t>`] }, { secrets: [ID, NAME] }),
  excel('rich text and its reading', {
    strings: [`<r><t>${KEPT}</t></r>`, `<r><rPr><b/></rPr><t>${ID.slice(0, 9)}</t></r><r><t>${ID.slice(9)}</t></r><rPh sb="0" eb="1"><t>${ID}</t></rPh>`],
  }),
  excel(
    'numbers and formulas',
    {
      sheets: [
        {
          name: '名册',
          inner: sheet(
            `<row r="1">${cell('A1', 0)}<c r="B1"><v>${PHONE}</v></c><c r="C1"><v>1.3800001111E10</v></c><c r="D1" t="str"><f>"${PHONE}"&amp;""</f><v>${PHONE}</v></c></row>`,
          ),
        },
      ],
    },
    { redactions: byWords(PHONE), secrets: [PHONE] },
  ),
  excel(
    'letters written as numbers',
    { strings: [`<t>${KEPT}</t>`, `<t>${[...ID].map((sign) => `_x00${sign.charCodeAt(0).toString(16)}_`).join('')}</t>`] },
    { secrets: [ID] },
  ),
  excel('headers, rules and links', {
    sheets: [
      {
        name: '名册',
        inner: sheet(
          ROWS,
          `<autoFilter ref="A1:B1"><filterColumn colId="0"><filters><filter val="${ID}"/></filters></filterColumn></autoFilter><dataValidations><dataValidation prompt="${ID}"><formula1>"${ID}"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" tooltip="${ID}" r:id="l1"/></hyperlinks><headerFooter><oddHeader>&amp;C${ID}</oddHeader></headerFooter>`,
        ),
        links: [['l1', 'hyperlink', `http://example.cn/${ID}`, 'External']],
      },
    ],
  }),
  excel(
    'comments, pivots, other books',
    {
      sheets: [{ name: '名册', inner: sheet(ROWS), links: [['c1', 'comments', '../comments1.xml']] }],
      links: [
        ['p1', 'pivotCacheDefinition', 'pivotCache/p1.xml'],
        ['e1', 'externalLink', 'externalLinks/e1.xml'],
      ],
      more: [
        { name: 'xl/comments1.xml', content: `<comments>${ID}</comments>` },
        { name: 'xl/pivotCache/p1.xml', content: `<x>${ID}</x>` },
        { name: 'xl/externalLinks/e1.xml', content: `<x>${ID}</x>` },
        { name: 'xl/externalLinks/_rels/e1.xml.rels', content: relations([['x', 'externalLinkPath', `file:///${ID}.xlsx`, 'External']]) },
        { name: 'docProps/core.xml', content: CORE },
      ],
    },
    { secrets: [ID, NAME] },
  ),
]

async function withExcelLibrary(): Promise<Made[]> {
  const book = new ExcelJS.Workbook()
  book.creator = NAME
  book.company = PHONE
  const open = book.addWorksheet('公开')
  open.getCell('A1').value = KEPT
  open.getCell('A2').value = PHONE
  open.getCell('A2').note = `批注${PHONE}`
  open.getCell('A3').value = { formula: 'A2', result: PHONE }
  open.getCell('A4').value = { text: KEPT, hyperlink: `mailto:${PHONE}@example.cn` }
  open.getCell('A5').value = Number(PHONE)
  open.headerFooter.oddFooter = PHONE
  book.addWorksheet('隐', { state: 'hidden' }).getCell('A1').value = NAME
  book.definedNames.add('公开!$A$1', `n${PHONE}`)
  return [
    made('xlsx: made with a library', new Uint8Array(await book.xlsx.writeBuffer()), { file: 'a.xlsx', redactions: byWords(PHONE), secrets: [PHONE, NAME] }),
  ]
}

/** Every office file of the corpus. */
export const officeCorpus = async (): Promise<Made[]> => [...words(), ...(await withWordLibrary()), ...sheets(), ...(await withExcelLibrary())]
