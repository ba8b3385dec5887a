import { type Role, ROLES, roleName } from '../../kernel/viewer.ts'
import { ErrorSummary, type FieldErrors, Select, TextField, type Values } from '../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../ui/page.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Account } from './accounts.ts'

type FormProps = { values: Values; errors: FieldErrors }

export const MyAccountPage = (p: ConsoleFrame & FormProps & { said: string }) => (
  <ConsolePage {...p} title="我的账号">
    <section class="panel">
      <p>
        {p.viewer.name}　{p.viewer.account}　{roleName[p.viewer.role]}
      </p>
      {p.said && <p class="notice mt-3">{p.said}</p>}
      <p class="mt-3">
        <a class="button plain" href="/staff/enrol">
          绑定或更换动态码
        </a>
      </p>
    </section>
    <form class="panel mt-4" method="post" action="/staff/me" novalidate>
      <h2>修改密码</h2>
      <ErrorSummary errors={p.errors} />
      <TextField errors={p.errors} values={{}} name="old" label="原密码" type="password" autocomplete="current-password" short />
      <TextField errors={p.errors} values={{}} name="password" label="新密码" type="password" autocomplete="new-password" hint="至少 10 个字符" short />
      <p class="mt-3">
        <button class="button">修改密码</button>
      </p>
    </form>
  </ConsolePage>
)

const NOWHERE = { value: '', label: '（仅承办科室和处置人员需要）' }
type Belongings = { readonly department: readonly string[]; readonly unit: readonly string[] }
const belongingOptions = ({ department, unit }: Belongings) => [NOWHERE, ...[...department, ...unit].map((value) => ({ value, label: value }))]

const AccountForms = ({ account: a, belongings }: { account: Account; belongings: Belongings }) => (
  <>
    <form method="post" action={`/staff/accounts/${a.id}`} class="row tight">
      <input type="hidden" name="version" value={a.version} />
      <button class="button plain" name="kind" value={a.disabledOn ? 'enable' : 'disable'}>
        {a.disabledOn ? '启用' : '停用'}
      </button>
      <button class="button plain" name="kind" value="reset-password">
        重置密码
      </button>
      <button class="button plain" name="kind" value="reset-totp">
        重置动态码
      </button>
    </form>
    <details class="do">
      <summary>改任其他岗位</summary>
      <form method="post" action={`/staff/accounts/${a.id}`}>
        <input type="hidden" name="version" value={a.version} />
        <input type="hidden" name="kind" value="role" />
        <Select id={`role-${a.account}`} name="role" label="岗位" values={{ role: a.role }} errors={{}} options={roleOptions} />
        <Select
          id={`department-${a.account}`}
          name="department"
          label="科室或处置单位"
          values={{ department: a.department ?? '' }}
          errors={{}}
          options={belongingOptions(belongings)}
        />
        <p class="mt-3">
          <button class="button">改任</button>
        </p>
      </form>
    </details>
  </>
)

const roleOptions = ROLES.map((value: Role) => ({ value, label: roleName[value] }))

export const AccountsPage = (p: ConsoleFrame & FormProps & { accounts: readonly Account[]; belongings: Belongings; said: string }) => (
  <ConsolePage {...p} title="账号与岗位">
    {p.said && <p class="notice">{p.said}</p>}
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="账号"
        rows={p.accounts}
        empty="还没有账号"
        columns={[
          { head: '账号', rowHead: true, cell: (a) => a.account },
          { head: '姓名', cell: (a) => a.name },
          { head: '岗位', cell: (a) => `${roleName[a.role]}${a.department ? `（${a.department}）` : ''}` },
          { head: '动态码', cell: (a) => (a.hasTotp ? '已绑定' : '未绑定') },
          { head: '状态', cell: (a) => (a.disabledOn ? `${a.disabledOn} 停用` : '在用') },
          { head: '办理', cell: (a) => (a.id === p.viewer.id ? '本人' : <AccountForms account={a} belongings={p.belongings} />) },
        ]}
      />
    </div>
    <form class="panel mt-4" method="post" action="/staff/accounts" novalidate>
      <h2>新增账号</h2>
      <ErrorSummary errors={p.errors} />
      <TextField {...p} name="account" label="账号" autocomplete="off" short />
      <TextField {...p} name="name" label="姓名" autocomplete="off" short />
      <Select {...p} name="role" label="岗位" options={roleOptions} />
      <Select {...p} name="department" label="科室或处置单位" options={belongingOptions(p.belongings)} />
      <p class="mt-3">
        <button class="button">新增，并给出一次性密码</button>
      </p>
    </form>
  </ConsolePage>
)
