import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import type { Calendar } from '../../../calendar/index.ts'
import { deliveryTold, isOut } from '../../../letters/index.ts'
import { DECISIONS } from '../../decisions.ts'
import { remedyText } from '../../reply.ts'
import { redoClock } from '../clock.ts'
import { ENDINGS, remedyRouteName } from '../kinds.ts'
import { remedyStageName } from '../lifecycle.ts'
import type { Redo, RemedyState } from '../remedy.ts'

type Remedies = { readonly remedies: readonly { readonly id: number; readonly state: RemedyState }[] }

/** On the console's page of a request: what was brought over it, and that what was answered anew leaves table three as it is. */
export const RemediesOf = ({ remedies }: Remedies) =>
  remedies.length === 0 ? null : (
    <section class="panel">
      <h2>复议和诉讼</h2>
      <dl class="facts tight">
        {remedies.map(({ id, state }) => (
          <>
            <dt>
              <a href={`/staff/remedies/${id}`}>{remedyRouteName[state.route]}</a>
            </dt>
            <dd>
              {inChinese(state.acceptedOn)}受理，{remedyStageName[state.stage]}
              {state.ended && `：${inChinese(state.ended.on)} ${ENDINGS[state.ended.ending].name}`}
              {state.redo && (
                <>
                  <br />
                  {state.redo.done ? `${inChinese(state.redo.done.on)}重新答复：${DECISIONS[state.redo.done.decision].short}` : '责令重新答复，还没有答复'}
                  {state.redo.done && (isOut(state.redo.deliveries) ? '，已寄送' : '，还没有寄送')}
                  <br />
                  <span class="muted">上面的办结类型和年报表三是原来的答复，重新答复不改动它们。</span>
                </>
              )}
            </dd>
          </>
        ))}
      </dl>
    </section>
  )

/** On the applicant's page: what is being answered anew and by when, or what was, before the answer it takes the place of. */
export const RedoneFor = ({ remedies, site, today, calendar }: Remedies & { site: { readonly name: string }; today: PlainDate; calendar: Calendar }) => (
  <>{remedies.toReversed().map(({ state }) => state.redo && <Anew {...{ state, redo: state.redo, site, today, calendar }} />)}</>
)

const Anew = ({
  state,
  redo,
  site,
  today,
  calendar,
}: {
  state: RemedyState
  redo: Redo
  site: { readonly name: string }
  today: PlainDate
  calendar: Calendar
}) => {
  const ordered = state.route === 'reconsideration' ? '行政复议决定' : '法院判决'
  const due = redoClock(state, today, calendar)
  if (!redo.done)
    return (
      <section class="panel">
        <h2>正在重新答复</h2>
        <p class="mt-2">
          {ordered}要求本机关重新答复{due && `，最迟 ${inChinese(due.due)}`}。{redo.usual ? `${ordered}没有写明期限，按 ${redo.days} 个工作日计算。` : ''}
        </p>
        <p class="muted mt-2">下面是原来的答复。</p>
      </section>
    )
  const { decision, on, text } = redo.done
  return (
    <section class="panel">
      <h2>
        {inChinese(on)}重新答复：{DECISIONS[decision].short}
      </h2>
      <p class="muted">按{ordered}重新作出；下面是原来的答复。</p>
      {text
        .split('\n')
        .filter(Boolean)
        .map((line) => (
          <p class="mt-3">{line}</p>
        ))}
      {!text.includes('行政复议机关') && !text.includes('申请行政复议') && <p class="mt-3">{remedyText(decision)}</p>}
      {redo.deliveries.map((one) => (
        <p class="muted mt-3">{deliveryTold(one)}</p>
      ))}
      <p class="muted mt-3">
        {site.name}　{inChinese(on)}
      </p>
    </section>
  )
}
