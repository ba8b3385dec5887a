import type { Child } from '../../../../ui/jsx-runtime.ts'
import { openHref } from '../../radar/offered-paths.ts'
import type { Offer, Offers } from '../offers.ts'

/** Before somebody applies: what is public already under these words. Nothing here stands in the way of the form below. */
export const FindFirst = ({ offers }: { offers: Offers | null }) => (
  <section class="panel mt-4" aria-labelledby="find">
    <h2 id="find">先找一找</h2>
    <p class="muted">已经公开的不用申请，马上能看。写要什么信息，不写姓名、电话。</p>
    <form class="search mt-3" action="/requests/new" method="get" role="search" aria-label="找已公开的信息和答复">
      <input name="q" type="search" maxlength="200" aria-label="需要的信息" placeholder="如：停车诱导系统的采购合同" value={offers?.text ?? ''} />
      <button class="button plain">找一找</button>
    </form>
    {offers && <Found offers={offers} />}
    <p class="mt-3">
      <a href="/requests/answers">看看别人问过的</a>
    </p>
  </section>
)

/** `beside`: next to a form that is being filled in, so that what is opened does not take its place. */
export const Found = ({ offers, beside = false }: { offers: Offers; beside?: boolean }) =>
  offers.items.length + offers.answers.length === 0 ? (
    <p class="mt-3" role="status">
      没有找到已经公开的，请在下面填申请表。
    </p>
  ) : (
    <div class="mt-3">
      <p role="status">
        找到 {offers.items.length + offers.answers.length} 条可能有用的。不是您要的，继续填{beside ? '' : '下面的'}申请表。
      </p>
      {offers.answers.length > 0 && <List title="别人问过的" hits={offers.answers} beside={beside} />}
      {offers.items.length > 0 && <List title="已经公开的信息" hits={offers.items} beside={beside} />}
      {!beside && (
        <p class="mt-2">
          <a href={`/search?q=${encodeURIComponent(offers.text.slice(0, 100))}`}>在全部公开信息里找</a>
        </p>
      )}
    </div>
  )

const marked = (segments: Offer['title']): Child[] => segments.map(({ text, mark }) => (mark ? <mark>{text}</mark> : text))

const List = ({ title, hits, beside }: { title: string; hits: readonly Offer[]; beside: boolean }) => (
  <>
    <p class="mt-3">
      <b>{title}</b>
    </p>
    <ul class="dots">
      {hits.map((hit) => (
        <li>
          <a href={openHref(hit.path)} rel="nofollow" target={beside ? '_blank' : null}>
            {marked(hit.title)}
          </a>{' '}
          <span class="small muted nowrap">{hit.publishedOn}</span>
          {hit.passage.length > 0 && (
            <>
              <br />
              <span class="small">{marked(hit.passage)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  </>
)
