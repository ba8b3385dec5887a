import { frameOf, HOLE } from '../../../ui/frame.ts'
import { escaped, type Html, inOnePiece, raw } from '../../../ui/jsx-runtime.ts'
import { LightMark, lightText } from '../../../ui/light.tsx'
import { alternatesOf } from '../../../ui/for-programs.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import { caseLight } from '../light.ts'
import { stageName } from '../lifecycle.ts'
import type { Names } from '../naming.ts'
import { filterHref } from '../public-filter.ts'
import { type ListedCase, type Place, type PublicCounts, type PublicFilter, STATUSES, statusName, WORDS_AMONG } from '../public-list-store.ts'
import { momentText } from '../moment-text.ts'

type Unit = { readonly id: number; readonly name: string }
type Props = PublicFrame & {
  filter: PublicFilter
  rows: readonly ListedCase[]
  next: Place | null
  counts: PublicCounts
  names: Names
  units: readonly Unit[]
  now: Date
}

/** `/cases`: every case, the newest change first, in the columns the disclosure promises. */
export const CasesPage = (p: Props) => (
  <PublicPage
    {...p}
    title="城市管理案件全公开"
    current="cases"
    crumbs={[{ label: '城市管理案件' }]}
    feed={filterHref(p.filter, {}, '/cases.atom')}
    alternates={alternatesOf(['csv', 'json', 'geojson', 'parquet'], (ending) => filterHref(p.filter, {}, `/cases.${ending}`))}
    description="城市管理案件实时公开：案件编号、类别、派发部门、处置时限、处置结果"
  >
    <div class="wrap stack mt-4">
      <h1>城市管理案件全公开</h1>
      <p class="lead">立案之后，派给谁、限多久、办没办好，这里实时公开。涉及住户和个人的内容已作遮盖。</p>
      <nav class="tabs" aria-label="案件状态">
        {STATUSES.map((status) => (
          <a href={filterHref(p.filter, { status })} aria-current={status === p.filter.status ? 'page' : null}>
            {statusName[status]}
            {status !== 'all' && isWhole(p.filter) && <span> {thousands.format(p.counts[status])}</span>}
          </a>
        ))}
      </nav>
      <Filters {...p} />
      <div class="row between">
        <p class="muted">
          {p.next === null && p.filter.after === null && `共 ${p.rows.length} 件，`}
          {orderWords(p.filter)}
        </p>
        {otherForms(null, ...FORMS.map((path) => filterHref(p.filter, {}, path)))}
      </div>
      <CasesTable rows={p.rows} names={p.names} now={p.now} />
      <div class="row between">
        <nav class="pager" aria-label="分页">
          {p.filter.after && <a href={filterHref(p.filter)}>回到开头</a>}
          {p.next && (
            <a href={filterHref(p.filter, { after: p.next })} rel="next">
              下一页
            </a>
          )}
        </nav>
        {LIGHT_KEY}
      </div>
    </div>
  </PublicPage>
)

const FORMS = ['/cases.csv', '/cases.geojson', '/cases.json', '/cases.parquet', '/cases.atom'] as const
/** Holes: the addresses of FORMS. */
const otherForms = frameOf<null>(() => (
  <p class="row">
    <a href="/cases/map">地图</a>
    <a href="/cases/live">实时</a>
    <a href="/cases/figures">指标</a>
    <a href="/cases/three-fail">三核未通过</a>
    <a href={HOLE}>CSV</a>
    <a href={HOLE}>GeoJSON</a>
    <a href={HOLE}>JSON</a>
    <a href={HOLE}>Parquet</a>
    <a href={HOLE}>订阅</a>
    <span class="muted">一份文件至多一万件，后面的接着取</span>
    <a href="/open311">开放接口</a>
  </p>
))

const LIGHT_KEY = inOnePiece(
  <p class="key">
    <span>
      <LightMark light="ok" word="正常" />
    </span>
    <span>
      <LightMark light="soon" word="临期" /> 不足时限的四分之一
    </span>
    <span>
      <LightMark light="late" word="超期" />
    </span>
    <span>
      <LightMark light="hold" word="挂账" /> 停计时间
    </span>
  </p>,
)

/** The counts are of all cases: beside a part of them they would be read as the part's. */
const isWhole = ({ text, category, street, unit, from, to }: PublicFilter): boolean =>
  text === '' && category === '' && street === '' && unit === null && from === null && to === null

const thousands = new Intl.NumberFormat('en')

function orderWords({ status, from, to, text }: PublicFilter): string {
  const order = { overdue: '超期最久的在前', suspended: '先恢复的在前', closed: '最近结案的在前', open: '最近变动的在前', all: '最近变动的在前' }[status]
  const words = text ? `；文字在最近变动的 ${WORDS_AMONG.toLocaleString('en')} 件里查找` : ''
  return `${from || to ? '最近立案的在前' : order}${words}`
}

type Choice = { readonly name: string; readonly code?: string; readonly id?: number }
const written = new WeakMap<readonly Choice[], string>()
/** The options of a list that is read anew every few seconds, written once for as long as it is kept. */
function optionsOf(choices: readonly Choice[], chosen: string): Html {
  const all = written.get(choices) ?? choices.map(({ code, id, name }) => `<option value="${escaped(code ?? String(id))}">${escaped(name)}</option>`).join('')
  written.set(choices, all)
  return raw(chosen === '' ? all : all.replace(`value="${chosen}"`, `value="${chosen}" selected`))
}

/** Holes: status, words, a small class that is asked for, the major classes, streets, units, the two days. */
const filterForm = frameOf<null>(() => (
  <form class="filters" method="get" action="/cases">
    {HOLE}
    <div class="field">
      <label for="q">编号或文字</label>
      <input class="input" id="q" name="q" type="search" value={HOLE} placeholder="如 1118-0417" />
    </div>
    <div class="field">
      <label for="category">类别</label>
      <select class="input" id="category" name="category">
        <option value="">全部类别</option>
        {HOLE}
        {HOLE}
      </select>
    </div>
    <div class="field">
      <label for="street">街道</label>
      <select class="input" id="street" name="street">
        <option value="">全部街道</option>
        {HOLE}
      </select>
    </div>
    <div class="field">
      <label for="unit">派发部门</label>
      <select class="input" id="unit" name="unit">
        <option value="">全部部门</option>
        {HOLE}
      </select>
    </div>
    <div class="field">
      <label for="from">立案日期，从</label>
      <input class="input" id="from" name="from" type="date" value={HOLE} />
    </div>
    <div class="field">
      <label for="to">到</label>
      <input class="input" id="to" name="to" type="date" value={HOLE} />
    </div>
    <button class="button">查询</button>
  </form>
))

const Filters = ({ filter, names, units }: Props): Html =>
  filterForm(
    null,
    filter.status !== 'all' && <input type="hidden" name="status" value={filter.status} />,
    filter.text,
    filter.category.split('-').length > 2 && (
      <option value={filter.category} selected>
        {names.category(filter.category)}
      </option>
    ),
    optionsOf(names.majors, filter.category),
    optionsOf(names.streets, filter.street),
    optionsOf(units, String(filter.unit ?? '')),
    filter.from ?? '',
    filter.to ?? '',
  )

/** Fifty a page; the stylesheet places the cells by their column, on a phone as a card, and the rows are written as text. */
export const CasesTable = ({ rows, names, now }: { rows: readonly ListedCase[]; names: Names; now: Date }) =>
  rows.length === 0 ? (
    <EmptyTable words="没有符合条件的案件" />
  ) : (
    <table class="table cards cases">
      <caption class="hide">城市管理案件</caption>
      <thead>
        <tr>
          {['案件编号', '类别', '派发部门', '处置时限', '处置结果'].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{rowsOf(rows, names, now)}</tbody>
    </table>
  )

function rowsOf(rows: readonly ListedCase[], names: Names, now: Date): Html {
  let out = ''
  for (const row of rows) {
    const title = row.shown === 'outline' ? '内容甄别后公开' : escaped(row.title)
    const category = escaped(row.category === '' ? names.tile(row.tile) : names.category(row.category))
    const street = row.street === '' ? '' : `　<br>${escaped(names.street(row.street))}`
    out +=
      `<tr><th scope="row"><a href="/cases/${row.number}">${row.number}</a><br>${title}</th><td>${category}${street}</td>` +
      `<td>${escaped(row.unit) || '—'}</td><td>${limitCell(row, now)}</td><td>${escaped(resultOf(row))}</td></tr>`
  }
  return raw(out)
}

function limitCell(row: ListedCase, now: Date): string {
  const light = caseLight(row, now)
  if (!light) return '—'
  const until = row.dueAt ? momentText(row.dueAt, now) : row.suspended ? `挂账至 ${row.suspendedUntil}` : '重派后起算'
  return `${lightText(light.light, light.word)}　<br>${until}`
}

function resultOf(row: ListedCase): string {
  const failed = row.failed > 0 && row.stage === 'handling' ? `返工，第 ${row.failed + 1} 次处置` : stageName[row.stage]
  const supervised = row.supervision !== '' && row.stage !== 'closed' ? '，已督办' : ''
  const said = row.result === '' ? '' : `：${row.result.length > 30 ? `${row.result.slice(0, 30)}……` : row.result}`
  return `${failed}${supervised}${said}`
}
