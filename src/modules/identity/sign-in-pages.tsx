import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import type { HeldForm } from './held-form.ts'

type FormProps = { values: Values; errors: FieldErrors }

export const SignInPage = (p: PublicFrame & FormProps & { next: string; held?: string }) => (
  <PublicPage {...p} title="工作人员登录">
    <div class="wrap mt-5 narrow">
      <form method="post" action="/staff/sign-in" novalidate>
        <h1>工作人员登录</h1>
        <ErrorSummary errors={p.errors} />
        <input type="hidden" name="next" value={p.next} />
        <Held held={p.held} />
        <TextField {...p} name="account" label="账号" autocomplete="username" short />
        <TextField errors={p.errors} values={{}} name="password" label="密码" type="password" autocomplete="current-password" short />
        <p class="mt-5">
          <button class="button">登录</button>
        </p>
      </form>
    </div>
  </PublicPage>
)

/** A form that waits for its sender to sign in again. */
const Held = ({ held }: { held: string | undefined }) =>
  held ? (
    <>
      <p class="notice mt-3">登录已经过期。重新登录之后，刚才填写的内容还在，可以接着提交；照片和附件要重新选。</p>
      <input type="hidden" name="held" value={held} />
    </>
  ) : null

export const CodePage = (p: PublicFrame & FormProps & { next: string; held?: string }) => (
  <PublicPage {...p} title="输入动态码">
    <div class="wrap mt-5 narrow">
      <form method="post" action="/staff/code" novalidate>
        <h1>输入动态码</h1>
        <ErrorSummary errors={p.errors} />
        <input type="hidden" name="next" value={p.next} />
        <Held held={p.held} />
        <TextField errors={p.errors} values={{}} name="code" label="验证器上的 6 位数字" inputmode="numeric" autocomplete="one-time-code" short />
        <p class="mt-5">
          <button class="button">继续</button>
        </p>
      </form>
    </div>
  </PublicPage>
)

export const EnrolPage = (p: PublicFrame & FormProps & { sealed: string; secret: string; address: string }) => (
  <PublicPage {...p} title="绑定动态码">
    <div class="wrap mt-5 narrow">
      <form method="post" action="/staff/enrol" novalidate>
        <h1>绑定动态码</h1>
        <ErrorSummary errors={p.errors} />
        <p class="mt-3">在验证器应用中选择“输入密钥”，填入：</p>
        <p class="mono big">{p.secret}</p>
        {p.address && <p class="small muted">或者打开：{p.address}</p>}
        <input type="hidden" name="sealed" value={p.sealed} />
        <TextField errors={p.errors} values={{}} name="code" label="验证器给出的 6 位数字" inputmode="numeric" autocomplete="one-time-code" short />
        <TextField errors={p.errors} values={{}} name="password" label="您的登录密码" type="password" autocomplete="current-password" short />
        <p class="mt-5">
          <button class="button">绑定</button>
        </p>
      </form>
    </div>
  </PublicPage>
)

/** After signing in: what was typed before, sent by a press and not by itself, for it may be another person who signed in. */
export const HeldFormPage = (p: PublicFrame & HeldForm) => (
  <PublicPage {...p} title="继续刚才的提交">
    <div class="wrap mt-5 narrow">
      <h1>已经登录</h1>
      <p class="lead">登录过期之前填写的内容还在。</p>
      <form method="post" action={p.path} class="mt-4">
        {Object.entries(p.values).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="row">
          <button class="button">提交刚才填写的内容</button>
          <a class="button plain" href="/staff">
            不提交了，去工作台
          </a>
        </p>
      </form>
    </div>
  </PublicPage>
)
