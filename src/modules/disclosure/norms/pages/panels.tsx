import { inChinese } from '../../../../kernel/plain-date.ts'
import { findPrivate, privateName } from '../../../../kernel/release-gate.ts'
import { Select, TextField } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { Onward } from '../../../../ui/table.tsx'
import { DeadlineSpans } from '../../../calendar/index.ts'
import { RULES } from '../../rules.ts'
import { verdictName } from '../comment.ts'
import type { Comment } from '../comment-store.ts'
import type { Circulation, Consultation } from '../norm.ts'
import { type Known, shortestConsultation, weighedSum } from '../steps.ts'
import type { Norm } from '../store.ts'
import { VERDICTS } from '../tables.ts'

/** What the units were asked, and what they said. */
export const CirculationPanel = ({ circulation: { units, dueOn, ask, opinions } }: { circulation: Circulation }) => (
  <section class="panel">
    <h2>科室意见</h2>
    <p>
      {ask} <span class="muted">到{inChinese(dueOn)}</span>
    </p>
    <dl class="facts tight mt-3">
      {units.map((unit) => {
        const said = opinions.find((one) => one.unit === unit)
        return (
          <>
            <dt>{unit}</dt>
            <dd>
              {said ? (
                <>
                  {said.opinion} {said.objects && <span class="badge grey">有不同意见</span>} <span class="muted">{said.by}</span>
                </>
              ) : (
                <span class="muted">还没有提交</span>
              )}
            </dd>
          </>
        )
      })}
    </dl>
  </section>
)

export type Comments = {
  readonly rows: readonly Comment[]
  readonly next: number | null
  readonly after: number
  readonly mayWeigh: boolean
  readonly mayUnmask: boolean
}
type Props = { norm: Norm; known: Known; consultation: Consultation; comments: Comments }

/** The consultation: whether it is long enough and why, and every comment with what is done with it. */
export const ConsultationPanel = ({ norm, known, consultation, comments }: Props) => {
  const clock = shortestConsultation(consultation.from, known.calendar)
  const long = consultation.until >= clock.due
  const waiting = known.comments - weighedSum(known.weighed)
  return (
    <section class="panel" id="step-weigh">
      <h2>公开征求意见</h2>
      <p>
        {inChinese(consultation.from)}公布，到{inChinese(consultation.until)}截止。{' '}
        <LightMark light={long ? 'ok' : 'late'} word={long ? `满 ${RULES.consultation.days} 日` : `不满 ${RULES.consultation.days} 日`} />{' '}
        <span class="muted">
          最早可以截止：{inChinese(clock.due)}（{RULES.consultation.law}）
        </span>
      </p>
      <details class="mt-2">
        <summary>每一天是怎样算的</summary>
        <DeadlineSpans clock={clock} today={known.today} />
      </details>
      {consultation.answer && (
        <p class="notice ok mt-3">
          {inChinese(consultation.answer.on)}已经反馈采纳情况：{consultation.answer.words}
        </p>
      )}
      <p class="mt-3">
        收到意见 {known.comments} 条{waiting > 0 && consultation.closed && <>，还有 {waiting} 条没有写明是否采纳</>}。
      </p>
      {comments.rows.map((one) => (
        <CommentRow comment={one} number={norm.number} mayWeigh={comments.mayWeigh && !consultation.answer} mayUnmask={comments.mayUnmask} />
      ))}
      <Onward
        first={comments.after > 0 ? `/staff/norms/${norm.number}` : null}
        next={comments.next === null ? null : `/staff/norms/${norm.number}?after=${comments.next}`}
      />
    </section>
  )
}

const CommentRow = ({ comment, number, mayWeigh, mayUnmask }: { comment: Comment; number: string; mayWeigh: boolean; mayUnmask: boolean }) => {
  const { n, at, body, hasContact, verdict, reply, weighedBy } = comment
  const hidden = [...new Set(findPrivate(body).map(({ kind }) => privateName[kind]))]
  const values = { verdict: verdict ?? 'adopted', reply }
  const path = `/staff/norms/${number}/comments/${n}`
  return (
    <article class="group" id={`comment-${n}`}>
      <p>
        <b>第 {n} 条</b> <time datetime={at.toISOString()}>{at.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' })}</time>
        {verdict && (
          <>
            {' '}
            <span class="badge">{verdictName[verdict]}</span> <span class="muted">{weighedBy}</span>
          </>
        )}
      </p>
      <p class="mt-2">{body}</p>
      {hidden.length > 0 && <p class="muted small">公布时遮住：{hidden.join('、')}</p>}
      {reply && !mayWeigh && <p class="muted">理由：{reply}</p>}
      {mayWeigh && (
        <form action={path} method="post" class="mt-2">
          <div class="pair">
            <Select
              id={`verdict-${n}`}
              name="verdict"
              label={`第 ${n} 条怎样处理`}
              values={values}
              errors={{}}
              options={VERDICTS.map((value) => ({ value, label: verdictName[value] }))}
            />
            <TextField id={`reply-${n}`} name="reply" label={`第 ${n} 条的理由`} values={values} errors={{}} hint="采纳的可以不写" />
          </div>
          <p class="mt-2">
            <button class="button plain">记下第 {n} 条</button>
          </p>
        </form>
      )}
      {hasContact && mayUnmask && (
        <form action={`${path}/contact`} method="post" class="mt-2">
          <button class="button plain">查看第 {n} 条的联系方式（留痕）</button>
        </form>
      )}
    </article>
  )
}
