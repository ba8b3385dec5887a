import { inChinese } from '../../../../kernel/plain-date.ts'
import { DECISIONS } from '../../decisions.ts'
import { ENDINGS, remedyRouteName } from '../kinds.ts'
import { remedyStageName } from '../lifecycle.ts'
import type { RemedyState } from '../remedy.ts'

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

/** On the applicant's page: what was answered anew, before the answer it takes the place of. */
export const RedoneFor = ({ remedies, site }: Remedies & { site: { readonly name: string } }) => (
  <>
    {remedies.map(
      ({ state }) =>
        state.redo?.done && (
          <section class="panel">
            <h2>
              {inChinese(state.redo.done.on)}重新答复：{DECISIONS[state.redo.done.decision].short}
            </h2>
            <p class="muted">按{state.route === 'reconsideration' ? '行政复议决定' : '法院判决'}重新作出；下面是原来的答复。</p>
            {state.redo.done.text
              .split('\n')
              .filter(Boolean)
              .map((line) => (
                <p class="mt-3">{line}</p>
              ))}
            <p class="muted mt-3">
              {site.name}　{inChinese(state.redo.done.on)}
            </p>
          </section>
        ),
    )}
  </>
)
