import { inChinese } from '../../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FileField } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable, Pager } from '../../../../ui/table.tsx'
import { maskedName } from '../../applicant.ts'
import { DECISIONS } from '../../decisions.ts'
import { stageName } from '../../lifecycle.ts'
import type { Preview } from '../import-ledger.ts'
import { type Judged, VERDICTS, type Verdict, verdictName } from '../judge.ts'

const PATH = '/staff/requests/import'
export const ROWS_A_PAGE = 100

/** `/staff/requests/import`: the template, and the file that was filled in. */
export const ImportPage = (p: ConsoleFrame & { errors: FieldErrors }) => (
  <ConsolePage {...p} title="导入纸质台账">
    <ErrorSummary errors={p.errors} />
    <section class="panel">
      <h2>一、下载模板，填写</h2>
      <p>一行一件申请。表头是中文，有下拉选择、一行示例和一张说明；日期写成 2019-03-05 或者 2019年3月5日都可以。</p>
      <p class="row mt-3">
        <a class="button plain" href={`${PATH}/template.xlsx`}>
          下载模板（Excel）
        </a>
      </p>
    </section>
    <section class="panel mt-4">
      <h2>二、上传，逐行预览</h2>
      <p class="muted">这一步不写入台账。每一行会变成什么、哪里有错，都先列出来；确认以后才一次全部导入，有一行错误就一行也不导入。</p>
      <form method="post" action={PATH} enctype="multipart/form-data" class="mt-3">
        <FileField name="file" label="填好的文件" accept=".xlsx" errors={p.errors} hint=".xlsx，最多 3000 行" required />
        <p class="row mt-4">
          <button class="button">预览</button>
        </p>
      </form>
    </section>
  </ConsolePage>
)

type PreviewProps = ConsoleFrame & {
  id: string
  preview: Preview
  shown: Verdict | null
  because: string | null
  rows: readonly Judged[]
  page: number
  more: boolean
}
const hrefOf = (id: string, shown: Verdict | null, page = 1): string => {
  const query = new URLSearchParams({ ...(shown ? { show: shown } : {}), ...(page > 1 ? { page: String(page) } : {}) })
  return `${PATH}/${id}${query.size > 0 ? `?${query}` : ''}`
}

/** `/staff/requests/import/:id`: what would become of every row. */
export const PreviewPage = (p: PreviewProps) => {
  const { judged, added } = p.preview
  const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length
  if (added !== null) return <DonePage {...p} added={added} />
  return (
    <ConsolePage {...p} title="导入纸质台账：预览">
      {p.because && <ErrorSummary errors={{ '': p.because }} />}
      <section class="panel">
        <h2>
          {p.preview.fileName}：{judged.length} 行
        </h2>
        <p>
          将导入 {count('new')} 件，已有 {count('same') + count('differs')} 件，有错误 {count('error')} 行。
          {count('differs') > 0 && `已有而内容不同的 ${count('differs')} 件不会改动；要改，请在该件申请上办理。`}
        </p>
        {p.preview.notes.length > 0 && (
          <ul class="dots">
            {p.preview.notes.map((note) => (
              <li>{note}</li>
            ))}
          </ul>
        )}
        <Confirm {...p} errors={count('error')} fresh={count('new')} />
      </section>
      <nav class="tabs mt-4" aria-label="按结果">
        <a href={hrefOf(p.id, null)} aria-current={p.shown === null ? 'page' : null}>
          全部 {judged.length}
        </a>
        {VERDICTS.map((verdict) => (
          <a href={hrefOf(p.id, verdict)} aria-current={p.shown === verdict ? 'page' : null}>
            {verdictName[verdict]} {count(verdict)}
          </a>
        ))}
      </nav>
      <div class="panel flush mt-3">
        <DataTable caption="每一行会变成什么" columns={COLUMNS} rows={p.rows} empty="没有这样的行" />
      </div>
      <Pager page={p.page} more={p.more} href={(page) => hrefOf(p.id, p.shown, page)} />
    </ConsolePage>
  )
}

const Confirm = ({ id, errors, fresh }: { id: string; errors: number; fresh: number }) =>
  errors > 0 ? (
    <p class="mt-3">
      请在 Excel 里改好有错误的行，<a href={PATH}>重新上传</a>。现在一行也没有导入。
    </p>
  ) : fresh === 0 ? (
    <p class="mt-3">
      没有要导入的。<a href={PATH}>上传别的文件</a>
    </p>
  ) : (
    <form method="post" action={`${PATH}/${id}`} class="row mt-4">
      <button class="button">确认导入 {fresh} 件</button>
      <a class="button plain" href={PATH}>
        不导入
      </a>
    </form>
  )

const COLUMNS: readonly Column<Judged>[] = [
  { head: '行', line: true, rowHead: true, cell: ({ cells }) => cells.row },
  { head: '原编号', line: true, cell: ({ cells }) => cells.cells.paper ?? '—' },
  { head: '结果', line: true, cell: ({ verdict }) => (verdict === 'error' ? <b class="error">{verdictName.error}</b> : verdictName[verdict]) },
  { head: '说明', cell: (one) => saying(one) },
]

function saying(one: Judged) {
  switch (one.verdict) {
    case 'error':
      return (
        <ul class="dots">
          {one.findings.map(({ column, says }) => (
            <li>
              第 {one.cells.row} 行“{column}”：{says}
            </li>
          ))}
        </ul>
      )
    case 'new': {
      const { state, receivedOn, remarks } = one.life
      const end = state.conclusion ? `${inChinese(state.conclusion.on)}办结：${DECISIONS[state.conclusion.decision].short}` : stageName[state.stage]
      const { subject } = one.paper
      return (
        <>
          {inChinese(receivedOn)}收到，{maskedName(one.paper)}，{subject.length > 40 ? `${subject.slice(0, 40)}……` : subject}；{end}
          {remarks.map((remark) => (
            <>
              <br />
              <span class="muted">{remark}</span>
            </>
          ))}
        </>
      )
    }
    case 'differs':
      return (
        <>
          已经导入为<a href={`/staff/requests/${one.number}`}>{one.number}</a>，这次的内容不同，不会改动
        </>
      )
    case 'same':
      return (
        <>
          已经导入为<a href={`/staff/requests/${one.number}`}>{one.number}</a>，没有变化
        </>
      )
  }
}

const DonePage = (p: PreviewProps & { added: number }) => (
  <ConsolePage {...p} title="导入纸质台账：完成">
    <section class="panel" role="status">
      <h2>已导入 {p.added} 件</h2>
      <p>按收到的先后给了连续的编号，原编号写在各件的凭据里。迟了的答复照实显示为超期。</p>
      <p class="row mt-4">
        <a class="button" href="/staff/requests?tab=done">
          看台账
        </a>
        <a class="button plain" href={PATH}>
          再导入一份
        </a>
      </p>
    </section>
  </ConsolePage>
)
