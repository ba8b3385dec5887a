import { type PublicFrame, PublicPage } from './page.tsx'

/** One sentence on a page of its own. */
export const MessagePage = (p: PublicFrame & { title: string; text: string }) => (
  <PublicPage {...p} title={p.title}>
    <div class="wrap mt-5 narrow">
      <h1>{p.title}</h1>
      <p class="lead mt-3">{p.text}</p>
      <p class="mt-5">
        <a class="button" href="/">
          回到首页
        </a>
      </p>
    </div>
  </PublicPage>
)
