import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { cell, excelFile, para, row, run, strangers, table, wordFile } from './builders.ts'
import { convert } from './convert.ts'
import { pdfOf, words } from './pdf-builders.ts'

/** Whatever the bytes are: an answer in Chinese, or HTML of the positive list without the words that were hidden. */
async function holds(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  const found = await convert({ name, bytes })
  if (isRefusal(found)) {
    expect(found.because).toMatch(/^[^<>]*[\u4e00-\u9fff][^<>]*$/)
    return 'refused'
  }
  expect(strangers(found.html)).toEqual([])
  expect(`${found.html}${found.text}${found.title}`).not.toContain('隐藏')
  return 'read'
}

/** Bytes of a file changed here and there, cut, or swapped. */
const bent = (file: Uint8Array, from = 0): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      changes: fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 6 }),
      cut: fc.option(fc.nat(file.length), { freq: 6 }),
    })
    .map(({ changes, cut }) => {
      const bytes = new Uint8Array(file)
      for (const [at, value] of changes) if (at >= from) bytes[at] = value
      return cut === null ? bytes : bytes.slice(0, Math.max(1, cut))
    })

describe('bytes that went wrong', () => {
  const word = wordFile(para(run('露出')) + para(run('隐藏', '<w:vanish/>')) + table(row('甲', cell(para(run('乙'))))))
  const excel = excelFile({
    sheets: [
      {
        name: '表',
        inner:
          '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row><row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>隐藏</t></is></c></row></sheetData>',
      },
    ],
  })
  const pdf = pdfOf([{ content: words('露出的一行字', 90, 700) }])

  test.each([
    ['文.docx', word, 400],
    ['表.xlsx', excel, 400],
    ['页.pdf', pdf, 120],
  ] as const)('%s', async (name, file, numRuns) => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(bent(file), async (bytes) => {
        seen.add(await holds(name, bytes))
      }),
      { numRuns },
    )
    expect([...seen].toSorted()).toEqual(['read', 'refused'])
  })
})

describe('Word markup put together at random', () => {
  const hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>'
  const { inline } = fc.letrec<{ inline: string }>((tie) => ({
    inline: fc.oneof(
      { depthSize: 'small' },
      fc.string({ maxLength: 8 }).map((text) => run(text.replace(/[&<>\p{Cc}]/gu, '"'))),
      fc.constantFrom(
        hidden,
        '<w:r><w:br/></w:r>',
        '<w:r><w:tab/><w:t>\u202e"&gt;&lt;script&gt;</w:t></w:r>',
        '<w:del><w:r><w:delText>隐藏</w:delText></w:r></w:del>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
      ),
      fc.array(tie('inline'), { maxLength: 3 }).map((inner) => `<w:ins>${inner.join('')}</w:ins>`),
      fc.array(tie('inline'), { maxLength: 3 }).map((inner) => `<w:hyperlink r:id="bad">${inner.join('')}</w:hyperlink>`),
      fc.array(tie('inline'), { maxLength: 3 }).map((inner) => `<w:del>${inner.map(() => hidden).join('')}</w:del>`),
      fc
        .array(tie('inline'), { maxLength: 2 })
        .map(
          (inner) =>
            `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE 隐藏</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${inner.join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
        ),
    ),
  }))
  const { block } = fc.letrec<{ block: string }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small' },
      fc.array(inline, { maxLength: 4 }).map((inner) => `<w:p>${inner.join('')}</w:p>`),
      fc.tuple(fc.nat(9), inline).map(([level, inner]) => `<w:p><w:pPr><w:outlineLvl w:val="${level}"/></w:pPr>${inner}</w:p>`),
      fc
        .array(
          fc.array(fc.tuple(tie('block'), fc.constantFrom('', '<w:gridSpan w:val="3"/>', '<w:vMerge/>', '<w:vMerge w:val="restart"/>')), { maxLength: 3 }),
          { maxLength: 3 },
        )
        .map(
          (rows) =>
            `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(([inner, about]) => `<w:tc><w:tcPr>${about}</w:tcPr>${inner}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
        ),
      tie('block').map((inner) => `<w:sdt><w:sdtContent>${inner}</w:sdtContent></w:sdt>`),
    ),
  }))

  test('is read, or has nothing to show; what is hidden never comes out', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 5 }), async (blocks) => {
        const bytes = wordFile(blocks.join(''), {
          links: [['bad', 'hyperlink', 'javascript:alert(1)', 'External']],
          parts: { footnotes: `<w:footnote w:id="1">${para(run('注') + hidden)}</w:footnote>` },
        })
        seen.add(await holds('文.docx', bytes))
      }),
      { numRuns: 400 },
    )
    expect(seen).toContain('read')
  })
})
