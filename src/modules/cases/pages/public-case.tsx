import { frameOf, HOLE } from '../../../ui/frame.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { momentText } from '../moment-text.ts'
import { RATING_DAYS } from '../settings.ts'
import { CaseHead, type CaseView, Photos, PromisePanel, Timeline } from './case-body.tsx'

/** `/cases/:number`: the whole life of a case, without anybody's name. */
export const PublicCasePage = (p: PublicFrame & CaseView) => {
  const { record } = p
  return (
    <PublicPage
      {...p}
      title={`案件 ${record.number} ${record.title ?? ''}`}
      current="cases"
      crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: record.number }]}
      description="案件办理全过程"
    >
      <div class="wrap mt-4">
        <CaseHead {...p} />
      </div>
      <div class="wrap split">
        <div class="stack">
          {record.parent && (
            <p class="notice">
              <span>
                这件上报与 <a href={`/cases/${record.parent}`}>{record.parent}</a> 是同一个问题，办理情况看那一件。
              </span>
            </p>
          )}
          <Photos photos={p.photos} />
          <PromisePanel {...p} />
          <Timeline lines={record.lines} now={p.now} />
        </div>
        {aside(RATING_DAYS, <Rating {...p} />, record.number, record.number, record.number)}
      </div>
    </PublicPage>
  )
}

const Rating = ({ record, coReports, now }: CaseView) => (
  <>
    {record.rating && record.ratedAt ? (
      <p>
        <strong>{record.rating === 'satisfied' ? '满意' : '不满意'}</strong>　{momentText(record.ratedAt, now)}
      </p>
    ) : (
      <p>还没有评价。</p>
    )}
    {coReports > 0 && <p class="mt-2">另有 {coReports} 人上报或者跟进同一问题。</p>}
  </>
)

/** Holes: the rating, then the number of the case three times. */
const aside = frameOf<number>((days) => (
  <aside class="stack">
    <section class="panel">
      <h2>上报人评价</h2>
      {HOLE}
      <p class="muted">上报人在结案后 {days} 天内可以评价一次。</p>
    </section>
    <section class="panel no-print">
      <h2>您就是上报人？</h2>
      <p class="muted">凭编号和查询码看进展、评价结果。</p>
      <p class="mt-3">
        <a class="button plain wide" href={`/report/track?number=${HOLE}`}>
          查进展、评价
        </a>
      </p>
    </section>
    <section class="panel no-print">
      <h2>问题还在？</h2>
      <p class="muted">同一处问题再次出现，或者认为没有办好，可以直接告诉我们。</p>
      <p class="mt-3">
        <a class="button plain wide" href={`/report?again=${HOLE}`}>
          再次上报这里
        </a>
      </p>
    </section>
    <p class="small muted no-print">
      <a href={`/cases/${HOLE}.json`}>本案数据（JSON）</a>
    </p>
  </aside>
))
