import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'

type Props = PublicFrame & {
  token: string
  /** Whether the person of the link wants messages; undefined when the link is not ours. */
  wanted: boolean | undefined
}

export const WishPage = (p: Props) => (
  <PublicPage {...p} title="进展消息" crumbs={[{ label: '进展消息' }]}>
    <div class="wrap mt-4 narrow">
      <h1>进展消息</h1>
      {p.wanted === undefined ? (
        <p class="notice">这个链接不完整。请从消息里原样打开，或者复制整个链接。</p>
      ) : (
        <form method="post" action={`/messages/wish/${p.token}`}>
          <p>{p.wanted ? '您上报的案件每有进展，我们都会给您发一条消息。' : '您已停收进展消息。凭上报编号和查询码，随时可以查看进展、评价。'}</p>
          <p class="mt-4">
            <button class={p.wanted ? 'button warn' : 'button'} name="wanted" value={p.wanted ? 'no' : 'yes'}>
              {p.wanted ? '不再接收' : '恢复接收'}
            </button>
          </p>
        </form>
      )}
    </div>
  </PublicPage>
)
