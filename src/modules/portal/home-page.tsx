import { type PublicFrame, PublicPage } from '../../ui/page.tsx'

/** The first page: what can be done here, and nothing that cannot. */
export const HomePage = (p: PublicFrame) => (
  <PublicPage {...p} title="首页" current="home">
    <section class="wrap section">
      <h1>申请公开政府信息，每一天怎么算都看得见</h1>
      <div class="doors mt-5">
        <article class="door">
          <h2><a href="/requests/new">申请公开</a></h2>
          <p class="muted">不问用途，20 个工作日内答复，不需要账号。</p>
          <p class="row mt-3"><a href="/requests/new">填申请表</a><a href="/requests">怎样申请</a></p>
        </article>
        <article class="door">
          <h2><a href="/requests/track">查办理进度</a></h2>
          <p class="muted">凭编号和查询码，看到环节、期限和答复。</p>
        </article>
        <article class="door">
          <h2><a href="/requests/deadline">算一算期限</a></h2>
          <p class="muted">节假日和调休都算在内，逐日说明依据。</p>
        </article>
      </div>
    </section>
  </PublicPage>
)
