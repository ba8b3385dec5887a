import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../ui/page.tsx'
import { MARK_KEYS, MARKS } from './marks.ts'

/** `/staff/site`: what the foot of every page says of who keeps the site. */
export const SitePage = (p: ConsoleFrame & { values: Values; errors: FieldErrors; saved: boolean; preview: string | null }) => (
  <ConsolePage {...p} title="网站标识">
    <form class="panel" method="post" action="/staff/site" novalidate>
      <ErrorSummary errors={p.errors} />
      {p.saved && (
        <p class="notice" role="status">
          已经保存，公众页面的页脚马上更新。
        </p>
      )}
      <p class="muted">没有核发的不要填：页脚会写“开通前由主办单位填写”，不显示编造的号码。</p>
      {MARK_KEYS.map((key) => (
        <TextField name={key} label={MARKS[key].label} hint={MARKS[key].hint} values={p.values} errors={p.errors} optional />
      ))}
      {p.preview && (
        <p class="notice" role="status">
          新信息的索引号会是“{p.preview}”这样；已有的不变。
        </p>
      )}
      <p class="row mt-5">
        <button class="button">保存</button>
        <button class="button plain" name="preview" value="1">
          先看索引号
        </button>
      </p>
    </form>
  </ConsolePage>
)
