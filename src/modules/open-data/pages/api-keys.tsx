import { beijingDay } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { ApiKey } from '../api-key-store.ts'
import { RIGHTS, rightName } from '../rights.ts'

type ApiKeysProps = ConsoleFrame & {
  keys: readonly ApiKey[]
  /** A key just issued: the only time it is shown. */
  issued: { readonly holder: string; readonly key: string } | null
  said: string
  values: Values
  errors: FieldErrors
}

const Revoke = ({ id, holder }: ApiKey) => (
  <details class="do">
    <summary>收回</summary>
    <form method="post" action={`/staff/api-keys/${id}/revoke`}>
      <p>收回后，{holder}立即不能再上报，也不能恢复，只能另发一个。已收到的上报不受影响。</p>
      <p class="mt-3">
        <button class="button warn">确定收回</button>
      </p>
    </form>
  </details>
)

/** Who may report through the open interface. */
export const ApiKeysPage = (p: ApiKeysProps) => (
  <ConsolePage {...p} title="接口密钥">
    <p class="muted">
      其他单位的系统凭密钥经 <a href="/open311">Open311 开放接口</a>上报案件，经<a href="/developers">信息接口</a>
      送来信息（送来的是草稿）。查询公开的内容不需要密钥。
    </p>
    {p.said && <p class="notice mt-3">{p.said}</p>}
    {p.issued && (
      <section class="panel mt-3" aria-label="新密钥">
        <p>已向“{p.issued.holder}”发放密钥。只显示这一次，请用可靠的方式交给使用人：</p>
        <p class="mono big">{p.issued.key}</p>
      </section>
    )}
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="密钥"
        rows={p.keys}
        empty="还没有发放密钥"
        columns={[
          { head: '使用的单位和系统', rowHead: true, cell: (key) => key.holder },
          { head: '末四位', cell: (key) => <span class="mono">{key.hint}</span> },
          { head: '发放', cell: (key) => `${beijingDay(key.issuedAt)} ${key.issuedBy}` },
          { head: '能做的事', cell: (key) => key.rights.map((one) => rightName[one]).join('、') },
          { head: '上报', num: true, cell: (key) => `${key.submissions} 件` },
          { head: '最近上报', line: true, cell: (key) => (key.lastAt ? beijingDay(key.lastAt) : '从未') },
          { head: '状态', cell: (key) => (key.revokedAt ? `${beijingDay(key.revokedAt)} ${key.revokedBy} 收回` : '在用') },
          { head: '办理', cell: (key) => (key.revokedAt ? '—' : <Revoke {...key} />) },
        ]}
      />
    </div>
    <form class="panel mt-4" method="post" action="/staff/api-keys" novalidate>
      <h2>发放密钥</h2>
      <ErrorSummary errors={p.errors} />
      <TextField {...p} name="holder" label="使用的单位和系统" hint="如“样例科技 随手报小程序”。同一单位的每个系统各用一个密钥" autocomplete="off" />
      <fieldset class={p.errors['right-reports'] ? 'field bad' : 'field'} id="right-reports" tabindex={p.errors['right-reports'] ? '-1' : null}>
        <legend>能做的事</legend>
        {p.errors['right-reports'] && <span class="error">{p.errors['right-reports']}</span>}
        {RIGHTS.map((one) => (
          <label class="choice">
            <input type="checkbox" name={`right-${one}`} value="1" checked={p.values[`right-${one}`] === '1'} />
            <span>{rightName[one]}</span>
          </label>
        ))}
      </fieldset>
      <p class="mt-3">
        <button class="button">发放，并显示一次密钥</button>
      </p>
    </form>
  </ConsolePage>
)
