import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'

/** A made report: the agency, the figures of the three tables and the sentences round them. */
export type Made = {
  readonly agency: string
  readonly year: number
  readonly edition: 'A' | 'B'
  readonly preface: string
  readonly overview: readonly string[]
  readonly proactive: readonly (readonly [string, ...(number | string)[]])[]
  readonly requests: readonly (readonly (number | string)[])[]
  readonly remedies: readonly (number | string)[]
  readonly problems: string
  readonly other: string
}

const LEAVES: readonly (readonly [string, readonly string[]])[] = [
  ['（一）予以公开', []],
  ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）', []],
  [
    '（三）不予公开',
    [
      '1.属于国家秘密',
      '2.其他法律行政法规禁止公开',
      '3.危及“三安全一稳定”',
      '4.保护第三方合法权益',
      '5.属于三类内部事务信息',
      '6.属于四类过程性信息',
      '7.属于行政执法案卷',
      '8.属于行政查询事项',
    ],
  ],
  ['（四）无法提供', ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确']],
  ['（五）不予处理', ['1.信访举报投诉类申请', '2.重复申请', '3.要求提供公开出版物', '4.无正当理由大量反复申请', '5.要求行政机关确认或重新出具已获取信息']],
]
const OTHER = {
  A: [['（六）其他处理', []]],
  B: [
    [
      '（六）其他处理',
      [
        '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
        '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
        '3.其他',
      ],
    ],
  ],
} as const

/** One label row of table three: the cells before the figures, `span` rows deep. */
type Label = { readonly cells: readonly { readonly text: string; readonly rows: number; readonly columns: number }[] }
function labelsOf(edition: 'A' | 'B'): Label[] {
  const groups = [...LEAVES, ...OTHER[edition], ['（七）总计', []] as const]
  const count = groups.reduce((n, [, leaves]) => n + Math.max(1, leaves.length), 0)
  const inner = groups.flatMap(([group, leaves]) =>
    leaves.length === 0
      ? [{ cells: [{ text: group, rows: 1, columns: 2 }] }]
      : leaves.map((leaf, i) => ({ cells: [...(i === 0 ? [{ text: group, rows: leaves.length, columns: 1 }] : []), { text: leaf, rows: 1, columns: 1 }] })),
  )
  return [
    { cells: [{ text: '一、本年新收政府信息公开申请数量', rows: 1, columns: 3 }] },
    { cells: [{ text: '二、上年结转政府信息公开申请数量', rows: 1, columns: 3 }] },
    ...inner.map((row, i) => (i === 0 ? { cells: [{ text: '三、本年度办理结果', rows: count, columns: 1 }, ...row.cells] } : row)),
    { cells: [{ text: '四、结转下年度继续办理', rows: 1, columns: 3 }] },
  ]
}

const HEADS = {
  A: {
    made: ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
    items: ['上一年项目数量', '本年增/减', '处理决定数量'],
    fees: ['上一年项目数量', '本年增/减'],
    buys: ['采购项目数量', '采购总金额（单位：万元）'],
  },
  B: { made: ['本年制发件数', '本年废止件数', '现行有效件数'], items: ['本年处理决定数量'], fees: ['本年收费金额（单位：万元）'], buys: [] },
} as const
const headOf = (edition: 'A' | 'B', name: string): readonly string[] =>
  /规/.test(name) ? HEADS[edition].made : /收费/.test(name) ? HEADS[edition].fees : /采购/.test(name) ? HEADS[edition].buys : HEADS[edition].items
const articleOf = (name: string): string =>
  `第二十条第（${/规/.test(name) ? '一' : /许可|服务/.test(name) ? '五' : /处罚|强制/.test(name) ? '六' : /收费/.test(name) ? '八' : '九'}）项`

/** Table two as rows of cells. */
const rowsOfTwo = ({ proactive, edition }: Made): string[][] =>
  proactive.flatMap((row, i) => {
    const [name, ...values] = row
    const opens = articleOf(name) !== (proactive[i - 1] ? articleOf(proactive[i - 1]?.[0] ?? '') : '')
    return [...(opens ? [[articleOf(name)], ['信息内容', ...headOf(edition, name)]] : []), [name, ...values.map(String)]]
  })
const COLUMN_HEADS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const FOUR_HEADS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']

const titles = (edition: 'A' | 'B'): readonly string[] => [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  edition === 'A' ? '五、政府信息公开工作存在的主要问题及改进情况' : '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]

type Tables = { readonly two: string; readonly three: string; readonly four: string }
const compose = (made: Made, tables: Tables, line: (text: string) => string, break_: string): string => {
  const [one, two, three, four, five, six] = titles(made.edition).map(line)
  return [
    line(`${made.agency}${made.year}年政府信息公开工作年度报告`),
    line(made.preface),
    one,
    ...made.overview.map(line),
    two,
    tables.two,
    three,
    tables.three,
    four,
    tables.four,
    five,
    line(made.problems),
    six,
    line(made.other),
  ].join(break_)
}

/** As a text copied from a page: a row a line, long labels broken round their figures. */
export const asLines = (made: Made): string =>
  compose(
    made,
    {
      two: rowsOfTwo(made)
        .map((row) => row.join(' '))
        .join('\n'),
      three: [
        '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
        '申请人情况',
        '自然人 法人或其他组织 总计',
        COLUMN_HEADS.slice(1, 6).join(' '),
        ...labelsOf(made.edition).map(({ cells }, i) => {
          const label = cells.map((cell) => cell.text).join('\n')
          const figures = (made.requests[i] ?? []).join(' ')
          return i % 3 === 1 && label.length > 9 ? `${label.slice(0, -4)} ${figures}\n${label.slice(-4)}` : `${label} ${figures}`
        }),
      ].join('\n'),
      four: ['行政复议 行政诉讼', '未经复议直接起诉 复议后起诉', [...FOUR_HEADS, ...FOUR_HEADS, ...FOUR_HEADS].join(' '), made.remedies.join(' ')].join('\n'),
    },
    (text) => text.replace(/(.{30})/g, '$1\n'),
    '\n\n',
  )

/** As tables come out of a web page turned to text: every cell on its own line with a bar. */
export const asCellLines = (made: Made): string => {
  const cells = (row: readonly (string | number)[]) => `${row.join(' |\n')} |\n||`
  return compose(
    made,
    {
      two: rowsOfTwo(made).map(cells).join('\n'),
      three: [
        '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） |',
        '申请人情况 |',
        ...COLUMN_HEADS.map((head) => `${head} |`),
        ...labelsOf(made.edition).map((label, i) => cells([...label.cells.map((cell) => cell.text), ...(made.requests[i] ?? [])])),
      ].join('\n'),
      four: [
        '行政复议 |',
        '行政诉讼 |',
        '未经复议直接起诉 |',
        '复议后起诉 |',
        ...[0, 1, 2].flatMap(() => FOUR_HEADS.map((head) => `${head} |`)),
        cells(made.remedies),
      ].join('\n'),
    },
    (text) => text,
    '\n',
  )
}

/** The same with its zeros left empty and one bar behind each row. */
export const asSparseCellLines = (made: Made): string => {
  const spare = (cells: readonly (string | number)[]) => cells.map((cell) => (Number(cell) === 0 ? '' : cell))
  return asCellLines({ ...made, requests: made.requests.map(spare), remedies: spare(made.remedies) }).replaceAll('\n||', '\n|')
}

/** As Markdown: merged cells left blank. */
export const asMarkdown = (made: Made): string => {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const rule = (width: number) => `|${' --- |'.repeat(width)}`
  const pad = (cells: readonly (string | number)[], width: number) => [...cells, ...Array.from({ length: width - cells.length }, () => '')]
  const three = labelsOf(made.edition).map((label, i) => {
    const texts = label.cells.map((cell) => cell.text)
    const before =
      label.cells[0]?.columns === 3
        ? [texts[0] ?? '', '', '']
        : label.cells[0]?.rows && label.cells[0].rows > 20
          ? pad(texts, 3)
          : label.cells.at(-1)?.columns === 2
            ? ['', texts.at(-1) ?? '', '']
            : texts.length === 2
              ? ['', ...texts]
              : ['', '', ...texts]
    return row([...before, ...(made.requests[i] ?? [])])
  })
  return compose(
    made,
    {
      two: [row(pad(['信息类别'], 4)), rule(4), ...rowsOfTwo(made).map((cells) => row(pad(cells, 4)))].join('\n'),
      three: [row(['项目', '', '', ...COLUMN_HEADS]), rule(10), ...three].join('\n'),
      four: [row(pad(['行政复议', '', '', '', '', '行政诉讼'], 15)), rule(15), row([...FOUR_HEADS, ...FOUR_HEADS, ...FOUR_HEADS]), row(made.remedies)].join(
        '\n',
      ),
    },
    (text) => (/^[一二三四五六]、/.test(text) ? `## ${text}` : text),
    '\n\n',
  )
}

/** As a government web page: merged cells, a layout table round everything. */
export const asHtml = (made: Made): string => {
  const cell = (text: string | number, rows = 1, columns = 1) =>
    `<td${rows > 1 ? ` rowspan="${rows}"` : ''}${columns > 1 ? ` colspan="${columns}"` : ''}><p><span>${text}</span></p></td>`
  const row = (cells: readonly string[]) => `<tr>${cells.join('')}</tr>`
  const table = (rows: readonly string[]) => `<table border="1"><tbody>${rows.join('\n')}</tbody></table>`
  const body = compose(
    made,
    {
      two: table(rowsOfTwo(made).map((cells) => row(cells.map((text, i) => cell(text, 1, i === cells.length - 1 ? 5 - cells.length : 1))))),
      three: table([
        row([cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), cell('申请人情况', 1, 7)]),
        row([cell('自然人', 2), cell('法人或其他组织', 1, 5), cell('总计', 2)]),
        row(COLUMN_HEADS.slice(1, 6).map((head) => cell(head))),
        ...labelsOf(made.edition).map((label, i) =>
          row([...label.cells.map((one) => cell(one.text, one.rows, one.columns)), ...(made.requests[i] ?? []).map((n) => cell(n))]),
        ),
      ]),
      four: table([
        row([cell('行政复议', 1, 5), cell('行政诉讼', 1, 10)]),
        row([...FOUR_HEADS.map((head) => cell(head, 2)), cell('未经复议直接起诉', 1, 5), cell('复议后起诉', 1, 5)]),
        row([...FOUR_HEADS, ...FOUR_HEADS].map((head) => cell(head))),
        row(made.remedies.map((n) => cell(n))),
      ]),
    },
    (text) => `<p>　　${text}</p>`,
    '\n',
  )
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${made.agency}</title></head><body><table class="layout"><tr><td>${body}</td></tr></table></body></html>`
}

/** As a Word file with merged cells. */
export const asDocx = async (made: Made): Promise<Uint8Array> => {
  const cell = (text: string | number, rowSpan = 1, columnSpan = 1) => new TableCell({ children: [new Paragraph(String(text))], rowSpan, columnSpan })
  const table = (rows: readonly TableCell[][]) => new Table({ rows: rows.map((children) => new TableRow({ children })) })
  const blocks: Record<string, Table> = {
    TWO: table(rowsOfTwo(made).map((cells) => cells.map((text, i) => cell(text, 1, i === cells.length - 1 ? 5 - cells.length : 1)))),
    THREE: table([
      [cell('勾稽关系', 1, 3), ...COLUMN_HEADS.map((head) => cell(head))],
      ...labelsOf(made.edition).map((label, i) => [
        ...label.cells.map((one) => cell(one.text, one.rows, one.columns)),
        ...(made.requests[i] ?? []).map((n) => cell(n)),
      ]),
    ]),
    FOUR: table([
      [cell('行政复议', 1, 5), cell('未经复议直接起诉', 1, 5), cell('复议后起诉', 1, 5)],
      [0, 1, 2].flatMap(() => FOUR_HEADS.map((head) => cell(head))),
      made.remedies.map((n) => cell(n)),
    ]),
  }
  const lines = compose(made, { two: 'TWO', three: 'THREE', four: 'FOUR' }, (text) => text, '\n').split('\n')
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => blocks[line] ?? new Paragraph(line)) }] })))
}

/** As Typst source, to be made a real PDF. */
export const asTypst = (made: Made, font: string): string => {
  const text = (words: string | number) => `[${String(words).replace(/[#$*_@<>\\[\]/-]/g, '\\$&')}]`
  const three = labelsOf(made.edition).flatMap((label, i) => [
    ...label.cells.map((one) => `table.cell(rowspan: ${one.rows}, colspan: ${one.columns}, ${text(one.text)})`),
    ...(made.requests[i] ?? []).map(text),
  ])
  const two = rowsOfTwo(made).flatMap((cells) => cells.map((one, i) => `table.cell(colspan: ${i === cells.length - 1 ? 5 - cells.length : 1}, ${text(one)})`))
  const four = [...[0, 1, 2].flatMap(() => FOUR_HEADS.map(text)), ...made.remedies.map(text)]
  const body = compose(
    made,
    {
      two: `#table(columns: 4, ${two.join(', ')})`,
      three: `#table(columns: (1.2cm, 1.6cm, 3.4cm, 1.2cm, 1.2cm, 1.2cm, 1.4cm, 1.4cm, 1.2cm, 1.2cm), align: center + horizon, table.cell(colspan: 3, ${text('申请人情况')}), ${COLUMN_HEADS.map(text).join(', ')}, ${three.join(', ')})`,
      four: `#table(columns: (1fr,) * 15, table.cell(colspan: 5, ${text('行政复议')}), table.cell(colspan: 5, ${text('未经复议直接起诉')}), table.cell(colspan: 5, ${text('复议后起诉')}), ${four.join(', ')})`,
    },
    (line) => `#par(first-line-indent: 2em)${text(line)}`,
    '\n\n',
  )
  return `#set page(paper: "a4", margin: 2cm, numbering: "1")\n#set text(font: "${font}", size: 10pt, lang: "zh")\n${body}`
}
