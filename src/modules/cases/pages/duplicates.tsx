import { ErrorSummary, TextField } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import { type Cluster, DUPLICATE_LIMITS, type Likeness } from '../duplicates.ts'
import type { Compared } from '../duplicates-store.ts'
import type { Judged, Outcome } from '../judge-duplicates.ts'
import { stageName } from '../lifecycle.ts'
import { momentText } from '../moment-text.ts'

/** What has just been done or refused. */
export type Told = {
  done?: { readonly act: 'merged' | 'different'; readonly count: number; readonly parent: string } | undefined
  /** Nothing was done. */
  refused?: { readonly judged: Judged; readonly because: string }
  /** Some were merged and some not. */
  outcomes?: { readonly judged: Judged; readonly each: readonly Outcome[] }
}
type Props = ConsoleFrame & Told & { found: { readonly clusters: readonly Cluster<Compared>[]; readonly more: boolean } }

const MOST_SHOWN = 30
const { metres, photoMetres, days } = DUPLICATE_LIMITS

/** `/staff/dispatch/duplicates`: cases that are perhaps one problem, side by side; a person decides. */
export const DuplicatesPage = (p: Props) => {
  const { clusters, more } = p.found
  return (
    <ConsolePage {...p} title="疑似重复案件">
      {p.refused && <ErrorSummary errors={{ [idOf(p.refused.judged.parent)]: p.refused.because }} />}
      <Done {...p} />
      <Outcomes {...p} />
      <p class="muted mt-3">
        比较距离（{metres} 米以内；照片几乎相同的，{photoMetres} 米以内）、类别、上报时间（相隔 {days} 天以内）、照片和文字。
        {'是不是同一问题由您判断：并入的，两位上报人都会收到进展、都可以评价；判为不是的，这两件不再提示。'}
      </p>
      {more && <p class="muted">还没有派出的案件很多，先比较最急的；办掉一些再来看。</p>}
      {clusters.length === 0 && (
        <div class="mt-4">
          <EmptyTable words="没有发现疑似重复的案件" />
        </div>
      )}
      {clusters.slice(0, MOST_SHOWN).map((cluster) => (
        <ClusterPanel {...p} cluster={cluster} />
      ))}
      {clusters.length > MOST_SHOWN && <p class="muted mt-4">另有 {clusters.length - MOST_SHOWN} 组，办完上面的就会出现。</p>}
    </ConsolePage>
  )
}

const idOf = (number: string): string => `group-${number}`
const hrefOf = (number: string): string => `/staff/cases/${number}`

const Done = ({ done }: Props) =>
  done ? (
    <div class="notice ok mt-3" role="status">
      <p>
        {done.act === 'merged' ? `${done.count} 件已并入 ` : `已记下：${done.count} 件和 `}
        <a href={hrefOf(done.parent)}>{done.parent}</a>
        {done.act === 'merged' ? '。弄错了，可以在并入的那件里“撤销并案”。' : ' 不是同一问题，以后不再提示。'}
      </p>
    </div>
  ) : null

const Outcomes = ({ outcomes }: Props) =>
  outcomes ? (
    <div class="error-summary mt-5" role="alert" tabindex="-1">
      <h2>有的没有并入 {outcomes.judged.parent}</h2>
      <ul>
        {outcomes.each.map(({ number, refused }) => (
          <li>
            <a href={hrefOf(number)}>{number}</a>：{refused ? refused.because : '已并入'}
          </li>
        ))}
      </ul>
    </div>
  ) : null

const ClusterPanel = ({ cluster: { parent, members }, refused, outcomes }: Props & { cluster: Cluster<Compared> }) => {
  const typed = [refused?.judged, outcomes?.judged].find((judged) => judged?.parent === parent.number)
  const picked = new Set(typed ? typed.picks.map(({ number }) => number) : parent.filed && members.length === 1 ? members.map(({ one }) => one.number) : [])
  return (
    <form class="panel mt-4" id={idOf(parent.number)} method="post" action="/staff/dispatch/duplicates">
      <h2>{members.length + 1} 件可能是同一问题</h2>
      <input type="hidden" name="parent" value={parent.number} />
      <div class="beside">
        <article>
          <p class="label">{parent.filed ? '建议保留' : '最早的一件'}</p>
          <OneCase one={parent} />
        </article>
        {members.map(({ one, likeness }) => (
          <article>
            <label class="choice">
              <input type="checkbox" name={`pick-${one.number}`} value={one.version} checked={picked.has(one.number)} />
              <span>
                选 {one.number}
                <span class="hint">像 {likeness.score} 分（满分 100）</span>
              </span>
            </label>
            <Reasons {...likeness} />
            <OneCase one={one} />
          </article>
        ))}
      </div>
      <Decide parent={parent} because={typed?.because ?? ''} />
    </form>
  )
}

const Reasons = ({ because }: Likeness) => (
  <p class="row tight">
    {because.map((reason) => (
      <span class="badge grey">{reason}</span>
    ))}
  </p>
)

const OneCase = ({ one }: { one: Compared }) => {
  const [photo] = one.photos
  return (
    <>
      {photo ? (
        <a href={hrefOf(one.number)}>
          <img src={`${hrefOf(one.number)}/photos/${photo.id}/thumb-${photo.thumbSha256}.jpg`} alt={`${one.number} 的照片`} loading="lazy" />
        </a>
      ) : (
        <p class="muted">没有照片</p>
      )}
      <h3 class="mt-2">
        <a href={hrefOf(one.number)}>{one.number}</a> <span class="badge">{stageName[one.stage]}</span>
      </h3>
      <p>{one.title || one.tile.name}</p>
      {one.words !== '' && one.words !== one.title && <p class="muted">{one.words}</p>}
      <p class="muted">
        {[one.category?.name ?? one.tile.name, one.place, one.unit].filter(Boolean).join(' · ')}
        <br />
        {momentText(one.reportedAt)}上报
        {one.photos.length > 1 && `，照片 ${one.photos.length} 张`}
      </p>
    </>
  )
}

const Decide = ({ parent, because }: { parent: Compared; because: string }) => (
  <>
    <TextField
      id={`because-${parent.number}`}
      name="because"
      label="依据"
      values={{ because }}
      errors={{}}
      hint={parent.filed ? '上报人和有关单位会看到；不写，就记上面列出的相似之处' : undefined}
      optional
    />
    {!parent.filed && (
      <p class="notice soon mt-3">
        <span>
          都还没有立案。先给 <a href={hrefOf(parent.number)}>{parent.number}</a> 立案，再把其余的并入它。
        </span>
      </p>
    )}
    <p class="row mt-3">
      {parent.filed && (
        <button class="button" name="act" value="merge">
          把所选的并入 {parent.number}
        </button>
      )}
      <button class="button plain" name="act" value="different">
        所选的不是同一问题
      </button>
    </p>
  </>
)
