import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { plain, byPdftotext } from '../../../../tests/support/extractors.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { convert } from '../convert.ts'
import { prepare } from '../publishable.ts'
import { type PdfPage, type PdfParts, pdfOf, stream, words } from '../pdf-builders.ts'

const SHOWN = words('公开的文字', 100, 700)
const hex = (text: string): string => `<feff${[...text].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')}>`
const SECRET = '王小二举报'
const secret = hex(SECRET)
const packed = (content: string, dictionary = ''): string => {
  const bytes = deflateSync(Buffer.from(content, 'latin1')).toString('latin1')
  return `<< ${dictionary} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n${bytes}\nendstream`
}
const IMAGE = stream('WangXiaoer', '/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB')

/** Everything a file says to who takes it apart: each object in letters, each stream unpacked. */
async function allIn(bytes: Uint8Array): Promise<string> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  const objects = doc.context.enumerateIndirectObjects().map(([, object]) => object.toString())
  return [Buffer.from(bytes).toString('latin1'), ...objects].join('\n')
}
async function published(page: PdfPage | readonly PdfPage[], parts: PdfParts = {}) {
  const made = pdfOf('content' in page ? [page] : page, parts)
  const found = await prepare({ name: '文.pdf', bytes: new Uint8Array(made) })
  if (isRefusal(found)) throw new Error(found.because)
  return { made, ...found, all: await allIn(found.bytes) }
}
const ROOM = '/Fields [] /DR << /Font << /F1 3 0 R >> >>'

describe('what a PDF says beside its pages goes without a word', () => {
  const cases: Readonly<Record<string, readonly [PdfPage | readonly PdfPage[], PdfParts]>> = {
    'words of the structure that stand for others': [
      { content: SHOWN },
      {
        catalog: '/StructTreeRoot 100 0 R',
        objects: { 100: `<< /Type /StructTreeRoot /K [101 0 R] >>`, 101: `<< /S /P /P 100 0 R /ActualText ${secret} /E ${secret} /T ${secret} >>` },
      },
    ],
    'bookmarks that name what no page says': [
      { content: SHOWN },
      {
        catalog: '/Outlines 100 0 R',
        objects: { 100: '<< /First 101 0 R /Last 101 0 R /Count 1 >>', 101: `<< /Title ${secret} /Parent 100 0 R /Dest [10 0 R /Fit] >>` },
      },
    ],
    'fields of a form that stand on no page, and XFA': [
      { content: SHOWN },
      {
        catalog: `/AcroForm << ${ROOM} /Fields [101 0 R] /XFA [(datasets) 102 0 R] >>`,
        objects: { 101: `<< /FT /Tx /T (a) /V ${secret} >>`, 102: packed('<name>WangXiaoer</name>') },
      },
    ],
    'a page that only a bookmark leads to': [
      { content: SHOWN },
      {
        catalog: '/Outlines 100 0 R',
        objects: {
          100: '<< /First 101 0 R /Last 101 0 R /Count 1 >>',
          101: `<< /Title ${hex('公开的文字')} /Parent 100 0 R /Dest [102 0 R /Fit] >>`,
          102: '<< /Type /Page /Parent 2 0 R /Contents 103 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
          103: stream('BT (WangXiaoer) Tj ET'),
        },
      },
    ],
    'what links say of themselves, what numbers of pages begin with, properties of marked content': [
      { content: `/X /P1 BDC ${SHOWN} EMC`, extra: '/Annots [101 0 R]', resources: '/Properties << /P1 102 0 R >>' },
      {
        catalog: `/PageLabels << /Nums [0 << /S /D /P ${secret} >>] >>`,
        objects: {
          101: `<< /Type /Annot /Subtype /Link /Rect [80 690 200 720] /Contents ${secret} /A << /S /URI /URI (https://example.org/) >> >>`,
          102: `<< /Note ${secret} >>`,
        },
      },
    ],
    'a picture that was deleted from the page': [
      { content: `${SHOWN} q 50 0 0 50 100 100 cm /Im1 Do Q`, resources: '/XObject << /Im1 100 0 R /Im2 101 0 R >>' },
      { objects: { 100: stream('abcdef', '/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB'), 101: IMAGE } },
    ],
    'actions that run, open or send something; a link to the web stays': [
      { content: SHOWN, extra: '/AA << /O << /S /Launch /F (WangXiaoer) >> >>' },
      {
        catalog: '/Outlines 100 0 R /OpenAction [10 0 R /Fit]',
        objects: {
          100: '<< /First 101 0 R /Last 101 0 R /Count 1 >>',
          101: `<< /Title ${hex('公开的文字')} /Parent 100 0 R /A << /S /URI /URI (javascript:WangXiaoer\\(\\)) >> >>`,
        },
      },
    ],
    'what programs keep with a picture and a form, and its properties': [
      { content: `${SHOWN} /Fm1 Do`, resources: '/XObject << /Fm1 100 0 R >>' },
      {
        objects: {
          100: stream(
            '0 0 1 rg 0 0 5 5 re f',
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /PieceInfo << /X << /Private (WangXiaoer) >> >> /Metadata 101 0 R',
          ),
          101: packed('<rdf>WangXiaoer</rdf>', '/Type /Metadata /Subtype /XML'),
        },
      },
    ],
    'properties that are packed': [
      { content: SHOWN },
      { catalog: '/Metadata 101 0 R', objects: { 101: packed('<rdf><dc:creator>WangXiaoer</dc:creator></rdf>', '/Type /Metadata /Subtype /XML') } },
    ],
  }
  test.each(Object.entries(cases))('%s', async (_, [page, parts]) => {
    const pages = 'content' in page ? [page] : page
    expect(await allIn(pdfOf(pages, parts))).toMatch(new RegExp(`WangXiaoer|${secret.slice(5, 20)}|Metadata`, 'i'))
    const { bytes, hidden, all } = await published(page, parts)
    expect(hidden).toEqual([])
    expect(all).not.toMatch(new RegExp(`WangXiaoer|${secret.slice(5, 20)}`, 'i'))
    expect(all).not.toMatch(/\/Type \/Metadata/)
    expect(await convert({ name: '文.pdf', bytes })).toMatchObject({ text: expect.stringContaining('公开的文字') })
    const again = await prepare({ name: '文.pdf', bytes })
    expect('bytes' in again && Buffer.from(again.bytes).equals(Buffer.from(bytes))).toBe(true)
  })

  test('what was said before a file was saved again, and what hangs on behind its end', async () => {
    const first = pdfOf([{ content: SHOWN }]).toString('latin1')
    const change = `11 0 obj\n${stream(words('改过的文字', 100, 700))}\nendobj\ntrailer\n<< /Size 12 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`
    const made = Buffer.from(`${first}${change}WangXiaoer wrote this behind the end`, 'latin1')
    expect(plain(byPdftotext(made))).toContain('改过的文字')
    const found = await prepare({ name: '文.pdf', bytes: new Uint8Array(made) })
    if (isRefusal(found)) throw new Error(found.because)
    expect(found.hidden).toEqual([])
    const clean = Buffer.from(found.bytes).toString('latin1')
    expect(clean).not.toMatch(/WangXiaoer/)
    expect(clean).not.toContain(/<([0-9a-f]+)> Tj/.exec(SHOWN)?.[1] ?? '?')
    expect(plain(byPdftotext(found.bytes))).toContain('改过的文字')
  })

  test('bookmarks, structure and forms that say what pages say stay', async () => {
    const { made, bytes, hidden } = await published(
      { content: SHOWN },
      {
        catalog: '/Outlines 100 0 R /StructTreeRoot 103 0 R /Lang (zh-CN)',
        objects: {
          100: '<< /First 101 0 R /Last 101 0 R /Count 1 >>',
          101: `<< /Title ${hex('公开的 文字')} /Parent 100 0 R /Dest [10 0 R /Fit] >>`,
          103: '<< /Type /StructTreeRoot /K [104 0 R] >>',
          104: `<< /S /Figure /P 103 0 R /Alt ${hex('一张图')} /ActualText ${hex('公开的文字')} >>`,
        },
      },
    )
    expect(hidden).toEqual([])
    expect(Buffer.from(bytes).equals(made)).toBe(true)
  })
})

describe('what cannot be taken out of a PDF is named', () => {
  test('words in the contents that stand for others', async () => {
    const said = async (of: string) => (await published({ content: `/Span << /ActualText ${of} >> BDC ${SHOWN} EMC` })).hidden.join()
    expect(await said(secret)).toMatch(/替代文字（复制、朗读时用）。用“打印为 PDF”/)
    expect(await said('(WangXiaoer \\(2\\))')).toContain('替代文字')
    expect(await said(hex('公开的'))).toBe('')
    expect((await published({ content: `/Span << /Lang (zh-CN) /Note ${secret} >> BDC ${SHOWN} EMC` })).hidden.join()).toContain('替代文字')
    expect((await published({ content: `/Span << /Lang (zh-CN) /MCID 0 >> BDC ${SHOWN} EMC` })).hidden).toEqual([])
  })

  test('notes that are switched off, pictures in a layer that is off, files that hang on the whole', async () => {
    const { hidden } = await published(
      {
        content: `${SHOWN} /OC /L1 BDC q 50 0 0 50 100 100 cm /Im1 Do Q EMC`,
        resources: '/Properties << /L1 100 0 R >> /XObject << /Im1 101 0 R >>',
        extra: '/Annots [102 0 R]',
      },
      {
        catalog: '/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >> /AF [103 0 R]',
        objects: {
          100: '<< /Type /OCG /Name (x) >>',
          101: IMAGE,
          102: `<< /Type /Annot /Subtype /Text /F 2 /Rect [10 10 30 30] /Contents ${secret} >>`,
          103: '<< /Type /Filespec /F (a.txt) /EF << /F 104 0 R >> >>',
          104: stream('WangXiaoer', '/Type /EmbeddedFile'),
        },
      },
    )
    for (const one of ['关闭的图层里的 1 张图片（第 1 页）', '1 个注释、图章或填写框（第 1 页）', '1 个附在 PDF 里的文件'])
      expect(hidden.join('\n'), one).toContain(one)
  })

  test('a sealed file is left as it is, byte for byte; what its pages do not show is named', async () => {
    const seal = '<< /Type /Sig /ByteRange [0 1 2 3] >>'
    const clean = await published(
      { content: SHOWN },
      { catalog: '/AcroForm << /Fields [130 0 R] /SigFlags 3 >>', objects: { 130: '<< /FT /Sig /T (s) /V 131 0 R >>', 131: seal } },
    )
    expect(clean.bytes).toEqual(new Uint8Array(clean.made))
    expect(clean.hidden).toEqual([])
    const left = await published({ content: SHOWN }, { objects: { 130: seal, 132: stream('left over') } })
    expect(left.bytes).toEqual(new Uint8Array(left.made))
    expect(left.hidden.join()).toMatch(/盖章以前留下的.*没有盖章的那份/)
    const first = pdfOf([{ content: SHOWN }], { catalog: '/AcroForm << /Fields [130 0 R] >>', objects: { 130: `<< /FT /Sig /T (s) /V ${seal} >>` } }).toString(
      'latin1',
    )
    const twice = Buffer.from(
      `${first}11 0 obj\n${stream(words('改过的文字', 100, 700))}\nendobj\ntrailer\n<< /Size 12 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`,
      'latin1',
    )
    const found = await prepare({ name: '文.pdf', bytes: new Uint8Array(twice) })
    expect('hidden' in found && found.hidden.join()).toMatch(/盖章以前留下的/)
  })

  test('what is locked up cannot be judged, and that is said', async () => {
    const doc = await PDFDocument.load(pdfOf([{ content: SHOWN }]), { updateMetadata: false })
    doc.encrypt({ ownerPassword: 'only the owner', permissions: { copying: false } })
    const made = await doc.save({ useObjectStreams: false })
    const found = await prepare({ name: '文.pdf', bytes: made })
    expect('hidden' in found && found.hidden.join()).toMatch(/加了限制.*打印为 PDF/)
  })
})
