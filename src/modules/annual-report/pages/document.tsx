import { type Cell, type Grid, type GridRow, PROACTIVE_WIDTH, proactiveBlocks, remedyGrid, requestGrid, TABLE_TITLES } from '../grids.ts'
import { type Paragraph, type Section, sectionTitle } from '../narrative.ts'
import type { Snapshot } from '../publication.ts'

/**
 * The address of the report, which may be relative to the page: a number links to `${base}/figures/…`. Two hundred links weigh.
 * Null for a copy, whose ledgers are elsewhere.
 */
type Base = string | null
type Shown = { readonly snapshot: Snapshot; readonly base: Base }

const figureIn = (base: Base, figure: string | undefined, text: string) =>
  base === null || figure === undefined ? text : <a href={`${base}/figures/${figure}`}>{text}</a>

export const Prose = ({ paragraphs, base }: { paragraphs: readonly Paragraph[]; base: Base }) => (
  <>
    {paragraphs.map(({ heading, parts }) => {
      const words = parts.map((part) => (typeof part === 'string' ? part : figureIn(base, part.figure, part.text)))
      return heading ? <h3>{words}</h3> : <p>{words}</p>
    })}
  </>
)

const Value = ({ cell, base }: { cell: Cell; base: Base }) => (
  <td colspan={cell.cols && cell.cols > 1 ? cell.cols : null} class={cell.text === '0' ? null : 'some'}>
    {figureIn(base, cell.figure, cell.text)}
  </td>
)
const span = (cell: Cell) => ({ colspan: cell.cols && cell.cols > 1 ? cell.cols : null, rowspan: cell.rows && cell.rows > 1 ? cell.rows : null })

const TableTwo = ({ snapshot, base }: Shown) => (
  <table class="form-table">
    <caption class="hide">主动公开政府信息情况</caption>
    {proactiveBlocks(snapshot.report).map(({ title, columns, rows }) => (
      <tbody>
        <tr>
          <th class="sub" colspan={PROACTIVE_WIDTH} scope="rowgroup">
            {title}
          </th>
        </tr>
        <tr class="head">
          <th scope="col">信息内容</th>
          {columns.map((name, i) => (
            <th scope="col" colspan={i === columns.length - 1 && i < 2 ? 3 - i : null}>
              {name}
            </th>
          ))}
        </tr>
        {rows.map(({ item, cells }) => (
          <tr>
            <th scope="row">{item}</th>
            {cells.map((cell) => (
              <Value cell={cell} base={base} />
            ))}
          </tr>
        ))}
      </tbody>
    ))}
  </table>
)

const Row = ({ row, base }: { row: GridRow; base: Base }) => (
  <tr class={row.sum ? 'sum' : null}>
    {row.cells.map((cell) =>
      cell.role === 'value' ? (
        <Value cell={cell} base={base} />
      ) : (
        <th {...span(cell)} class={cell.role === 'group' ? 'group' : null} scope={cell.role === 'group' ? 'rowgroup' : 'row'}>
          {cell.text}
        </th>
      ),
    )}
  </tr>
)

/** A table with a head of several rows; on a phone its rows become cards that leave out zeros, and the stylesheet names the columns. */
const GridTable = ({ grid, base, look }: { grid: Grid; base: Base; look: string }) => (
  <table class={`form-table ${look}`}>
    <caption class="hide">{grid.title}</caption>
    <thead>
      {grid.head.map((cells, i) => (
        <tr class={i === 2 && look === 'fifteen' ? 'upright' : null}>
          {cells.map((cell) => (
            <th {...span(cell)} scope={cell.cols && cell.cols > 1 ? 'colgroup' : 'col'} class={cell.cols === 3 ? 'explain' : null}>
              {cell.text}
            </th>
          ))}
        </tr>
      ))}
    </thead>
    <tbody>
      {grid.body.map((row) => (
        <Row row={row} base={base} />
      ))}
    </tbody>
  </table>
)

/** The whole report as a document of six sections. */
export const ReportDocument = (p: Shown & { mark?: string }) => {
  const { report, sections } = p.snapshot
  const title = (section: Section) => <h2 id={section}>{sectionTitle(section, report.edition)}</h2>
  return (
    <article class="document report">
      <header>
        {p.mark && <span class="sample">{p.mark}</span>}
        <h1>
          {report.agency}
          <br />
          {report.year}年度政府信息公开
          <wbr />
          工作年度报告
        </h1>
      </header>
      <p>依据《中华人民共和国政府信息公开条例》第五十条之规定，制作本报告。</p>
      {title('overview')}
      <Prose paragraphs={sections.overview} base={p.base} />
      <h2 id="two">{TABLE_TITLES.two}</h2>
      <TableTwo {...p} />
      <h2 id="three">{TABLE_TITLES.three}</h2>
      <GridTable grid={requestGrid(report)} base={p.base} look="applicants" />
      <h2 id="four">{TABLE_TITLES.four}</h2>
      <GridTable grid={remedyGrid(report)} base={p.base} look="fifteen" />
      {title('problems')}
      <Prose paragraphs={sections.problems} base={p.base} />
      {title('other')}
      <Prose paragraphs={sections.other} base={p.base} />
    </article>
  )
}
