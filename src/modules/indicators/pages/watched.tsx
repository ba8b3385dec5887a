import { ErrorSummary } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { Onward } from '../../../ui/table.tsx'
import { type Place, WATCHED, type Watched, type WatchedAmong, type WatchedList } from '../../cases/index.ts'
import { type Named, nameOf } from '../load-figures.ts'
import { type WatchedTally, watchedHref, watchedName } from '../watch.ts'
import { type RefusedSupervision, WatchedTable } from './watched-list.tsx'

type Props = ConsoleFrame & {
  watched: Watched
  among: WatchedAmong
  whole: WatchedTally
  list: WatchedList
  after: Place | null
  named: Named
  now: Date
  maySupervise: boolean
  refused: RefusedSupervision | null
  done: string | null
}

/** `/staff/supervision/cases`: the cases behind one figure of now. */
export const WatchedPage = (p: Props) => {
  const here = watchedHref(p.watched, p.among)
  const parts = [p.among.street && nameOf('street', p.among.street, p.named), p.among.unit && nameOf('unit', p.among.unit, p.named)].filter(Boolean)
  return (
    <ConsolePage {...p} title={`${watchedName[p.watched]}：${p.whole[p.watched].toLocaleString('en')} 件`} top={<a href="/staff/supervision">运行情况</a>}>
      {p.refused && <ErrorSummary errors={{ '': `${p.refused.number}：${p.refused.because}` }} />}
      {p.done && <Done number={p.done} />}
      <nav class="tabs" aria-label="看哪些">
        {WATCHED.map((one) => (
          <a href={watchedHref(one, p.among)} aria-current={one === p.watched ? 'page' : null}>
            {watchedName[one]} <span>{p.whole[one].toLocaleString('en')}</span>
          </a>
        ))}
      </nav>
      {parts.length > 0 && (
        <p class="mt-3">
          {parts.join('，')}　<a href={watchedHref(p.watched, { street: '', unit: '' })}>看全部</a>
        </p>
      )}
      <div class="panel flush mt-3">
        <WatchedTable
          caption={watchedName[p.watched]}
          rows={p.list.rows}
          named={p.named}
          now={p.now}
          back={p.maySupervise ? here : null}
          refused={p.refused}
          empty="没有这样的案件"
        />
      </div>
      <Onward first={p.after ? here : null} next={p.list.next ? `${here}&after=${encodeURIComponent(`${p.list.next.at}~${p.list.next.id}`)}` : null} />
    </ConsolePage>
  )
}

export const Done = ({ number }: { number: string }) => (
  <p class="notice ok mb-3" role="status">
    <span>
      已督办 <a href={`/staff/cases/${number}`}>{number}</a>，公开记录里可以看到。
    </span>
  </p>
)
