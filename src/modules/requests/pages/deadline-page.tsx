import { type Clock, DeadlineCalendar, DeadlineKey, DeadlineSpans, ProvisionalNote } from '../../calendar/index.ts'
import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { HOME } from './public-pages.tsx'

/** The same count as the command line and the API, on a page: anyone may check a deadline. */
export const DeadlinePage = (p: PublicFrame & { clock: Clock | null; today: PlainDate; values: Values; errors: FieldErrors }) => (
  <PublicPage {...p} title="算一算期限" current="requests" crumbs={[HOME, { label: '算一算期限' }]}>
    <div class="wrap mt-4">
      <h1>算一算答复期限</h1>
      <ErrorSummary errors={p.errors} />
      <form action="/requests/deadline" method="get" class="filters mt-4">
        <TextField values={p.values} errors={p.errors} name="received" label="收到申请之日" type="date" />
        <TextField values={p.values} errors={p.errors} name="amended" label="收到补正之日" type="date" optional />
        <TextField values={p.values} errors={p.errors} name="extended" label="延长工作日" inputmode="numeric" optional />
        <div class="row tight">
          <button class="button">计算</button>
        </div>
      </form>
      {p.clock && (
        <>
          <section class="panel clock mt-5">
            <p>
              <strong>{inChinese(p.clock.due)}</strong> 届满
            </p>
            <ProvisionalNote clock={p.clock} />
          </section>
          <section class="mt-5">
            <DeadlineKey />
            <DeadlineCalendar clock={p.clock} today={p.today} />
          </section>
          <section class="mt-5">
            <DeadlineSpans clock={p.clock} today={p.today} />
          </section>
        </>
      )}
    </div>
  </PublicPage>
)
