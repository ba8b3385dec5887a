import { beijingDay, inChinese } from '../../../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'

type Props = ConsoleFrame & { madeAt: Date | null /** With its secret; only right after it was made. */; address: string | null }

/** `/staff/requests/deadlines`: the private address for a calendar program. */
export const FeedPage = (p: Props) => (
  <ConsolePage {...p} title="期限日历">
    <section class="panel">
      <h2>在日历里看期限</h2>
      <p>
        手机、Outlook、WPS 日历等可以按网址订阅。日历里有答复期限、科室的内部期限、补正期满、缴费期满和征求意见期满；只写编号和种类，不写申请人和申请内容。
        {p.viewer.role === 'handling-department' && '您的日历只有本科室的期限。'}
      </p>
      <p class="muted mt-2">有这个地址的人不用登录就能看到期限，不要转给别人。岗位变动、账号停用以后，地址自动失效。</p>
      {p.address !== null && (
        <div class="mt-4" role="status">
          <p>
            <b>您的地址，只显示这一次：</b>
          </p>
          <p class="mono">{p.address}</p>
        </div>
      )}
      {p.address === null && p.madeAt !== null && (
        <p class="mt-4">{inChinese(beijingDay(p.madeAt))}生成的地址正在使用。地址忘了，可以重新生成，原来的随即失效。</p>
      )}
      <div class="row mt-4">
        <form method="post" action="/staff/requests/deadlines">
          <button class={p.madeAt === null ? 'button' : 'button plain'}>{p.madeAt === null ? '生成地址' : '重新生成'}</button>
        </form>
        {p.madeAt !== null && (
          <form method="post" action="/staff/requests/deadlines/revoke">
            <button class="button plain">停用</button>
          </form>
        )}
      </div>
    </section>
  </ConsolePage>
)
