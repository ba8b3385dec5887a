import { inShortChinese } from '../../../kernel/plain-date.ts'
import { punctualityName, punctualityOf } from '../circulation.ts'
import { consultedName, stanceName } from '../events.ts'
import { FileIcon } from '../../../ui/form.tsx'
import { DeliveryList, letterOf } from '../../letters/index.ts'
import { editionSeen, isOutdated, letterToSign } from '../letters/letter-of.ts'
import { CopiesSeen } from '../copies/pages/panels.tsx'
import { DECISIONS } from '../decisions.ts'
import { sinceOf } from '../versions/pages/versions.tsx'
import { momentOf, trackName } from '../versions/version.ts'
import type { Consultation } from '../request.ts'
import { pathOf } from '../letters/subject.ts'
import { FeeSum } from './fee-fields.tsx'
import type { StaffRequestProps } from './staff-request-props.ts'

/** Who was asked inside the house, until when, and what they said; what was settled together. */
export const Circulation = ({ request, today }: StaffRequestProps) => {
  const { circulation, discussions } = request.state
  if (circulation.length === 0 && discussions.length === 0) return null
  return (
    <section class="panel">
      <h2>传阅会办</h2>
      <dl class="facts tight">
        {circulation.map((one) => (
          <>
            <dt>
              {one.department}
              <br />
              <span class="muted">{one.leads ? '主办' : '会办'}</span>
            </dt>
            <dd>
              <span class="badge">{punctualityName[punctualityOf(one, today)]}</span> {inShortChinese(one.askedOn)}送交
              {one.dueOn && `，限${inShortChinese(one.dueOn)}`}
              {one.urged.length > 0 && `，催办 ${one.urged.length} 次`}
              {one.answer && (
                <>
                  <br />
                  {inShortChinese(one.answer.on)}：{one.answer.opinion}
                  {one.answer.objects && '（不同意公开）'}
                </>
              )}
            </dd>
          </>
        ))}
        {discussions.map(({ on, present, record }) => (
          <>
            <dt>会商</dt>
            <dd>
              {inShortChinese(on)}，{present}
              <br />
              {record}
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** Opinions asked of others, each with its days and what proves them. */
export const Consultations = ({ request }: StaffRequestProps) => {
  const { consultations, draft } = request.state
  if (consultations.length === 0) return null
  return (
    <section class="panel">
      <h2>征求意见</h2>
      <dl class="facts tight">
        {consultations.map((one) => (
          <>
            <dt>
              {consultedName[one.kind]}：{one.with}
            </dt>
            <dd>
              {daysOf(one)}
              {one.evidence.map((line) => (
                <>
                  <br />
                  <span class="muted">{line}</span>
                </>
              ))}
            </dd>
          </>
        ))}
      </dl>
      {draft && draft.overriding !== '' && <p class="notice mt-3">不同意而仍公开的理由：{draft.overriding}。决定要书面告知第三方（条例第三十二条）。</p>}
    </section>
  )
}
function daysOf({ askedOn, reachedOn, dueOn, answeredOn, stance, opinion }: Consultation): string {
  const sent = `${inShortChinese(askedOn)}发出${reachedOn ? `，${inShortChinese(reachedOn)}送达` : ''}，`
  if (!answeredOn) return `${sent}应在 ${inShortChinese(dueOn)} 前提出意见`
  return stance === 'silent'
    ? `${sent}到 ${inShortChinese(answeredOn)} 期满未答复`
    : `${sent}${inShortChinese(answeredOn)}收到：${stance ? `${stanceName[stance]}。` : ''}${opinion}`
}

/** The fee and what became of it. */
export const FeePanel = ({ request }: StaffRequestProps) => {
  const { fee } = request.state
  if (!fee) return null
  const ended = fee.waived
    ? `${inShortChinese(fee.waived.on)}减免：${fee.waived.reason}`
    : fee.paidOn
      ? `${inShortChinese(fee.paidOn)}缴清，票据 ${fee.receipt}`
      : fee.noticedOn
        ? '等待缴费'
        : '等待签发人决定'
  return (
    <section class="panel">
      <h2>信息处理费</h2>
      <FeeSum request={request} />
      <p class="mt-2">
        {ended}
        {fee.evidence && `。送达：${fee.evidence}`}
      </p>
      {fee.objection && (
        <p class="mt-2">
          {inShortChinese(fee.objection.on)}异议：{fee.objection.reason}
          {fee.objection.answer && `。${inShortChinese(fee.objection.answer.on)}答复：${fee.objection.answer.words}`}
        </p>
      )}
    </section>
  )
}

/** How the answer went out, and where the file lies. */
export const Deliveries = ({ request }: StaffRequestProps) => {
  const { deliveries, archived, conclusion } = request.state
  if (!conclusion) return null
  return (
    <section class="panel">
      <h2>寄送和归档</h2>
      {deliveries.length === 0 && <p class="muted">还没有寄送。</p>}
      <DeliveryList deliveries={deliveries} />
      {archived && (
        <p class="mt-2">
          {inShortChinese(archived.on)}归档，档号 {archived.fileNumber}。{archived.place}
        </p>
      )}
    </section>
  )
}
/** The way to the letters of a request, and those that were made of its answer. */
export const LettersPanel = ({ request, letters, viewer }: Pick<StaffRequestProps, 'request' | 'letters' | 'viewer'>) =>
  viewer.role === 'handling-department' ? null : (
    <section class="panel">
      <h2>文书</h2>
      {letters.length > 0 && (
        <ul class="files">
          {letters.map((one) => (
            <li>
              <FileIcon />
              <div>
                {one.docx === '' ? letterOf(one.code).name : <a href={`${pathOf(request)}/letters/${one.id}/pdf`}>{letterOf(one.code).name}</a>}
                <br />
                <span class="small muted">
                  {one.number ?? '不编号'}　{one.signedBy ? `${one.signedBy}签发` : isOutdated(request.state, one, letters) ? '不再适用' : '未签发'}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="mt-3">
        <a href={`${pathOf(request)}/letters`}>制作、修改和签发文书</a>
        <br />
        <a href={`${pathOf(request)}/versions`}>各稿对照</a>
        {request.anew === undefined && (
          <>
            <br />
            <a href={`${pathOf(request)}/bundle`}>导出案卷</a>
            <span class="muted">（复议、诉讼用：目录、经过、期限台账、文书、附件和校验值）</span>
          </>
        )}
      </p>
    </section>
  )

/** Told above everything while an answer waits for review or signature and no letter carries it; it may go out without one. */
export const LetterLacking = ({ request, letters, viewer }: Pick<StaffRequestProps, 'request' | 'letters' | 'viewer'>) => {
  const { stage } = request.state
  if ((stage !== 'drafted' && stage !== 'reviewed') || viewer.role === 'handling-department' || letterToSign(request.state, letters)) return null
  return (
    <p class="notice soon block mt-3">
      还没有制作答复书。{stage === 'reviewed' ? '要制作的，先退回修改，审核后再签发：' : '审核以后不能再制作：'}
      <a href={`${pathOf(request)}/letters`}>制作文书</a>
    </p>
  )
}

type AnswerSeenProps = Pick<StaffRequestProps, 'request' | 'letters' | 'changes' | 'copies'> & { step: 'review' | 'sign' }
/** What is reviewed or signed: the answer, and its letter in the edition that is shown. */
export const AnswerSeen = ({ step, request, letters, changes, copies }: AnswerSeenProps) => {
  const { draft } = request.state
  const letter = letterToSign(request.state, letters)
  return (
    <>
      <p>{draft && `${DECISIONS[draft.decision].label}。正文见右侧答复稿。`}</p>
      <input type="hidden" name="letters" value={editionSeen(request.state, letters)} />
      {letter ? (
        <p class="mt-2">
          答复书：
          <a href={`${pathOf(request)}/letters/${letter.id}/pdf`}>{letter.number ?? letterOf(letter.code).name}</a>，第 {letter.edition} 稿
        </p>
      ) : (
        <p class="notice soon block mt-2">还没有制作答复书</p>
      )}
      <CopiesSeen request={request} copies={copies} />
      {changes.map((change) => (
        <p class="mt-2">
          {trackName(change.track)}：<a href="#changes">{sinceOf(change)}</a>
        </p>
      ))}
      {step === 'sign' && <ReviewedAs request={request} letters={letters} />}
    </>
  )
}

/** Whether what is signed is what the reviewer saw. */
const ReviewedAs = ({ request, letters }: Pick<StaffRequestProps, 'request' | 'letters'>) => {
  const review = request.events.findLast(({ fact }) => fact.step === 'review')
  if (review?.fact.step !== 'review') return null
  const who = `${review.by}（${momentOf(review.at)}）`
  const now = editionSeen(request.state, letters)
  if (review.fact.letters === now) return <p class="notice block mt-2">{`${now === '' ? '答复正文' : '答复正文和答复书'}就是${who}审核时看过的那一稿`}</p>
  return (
    <p class="notice soon block mt-2">{`答复正文就是${who}审核时看过的；答复书${review.fact.letters === undefined ? '没有记下看的是哪一稿' : '在审核以后换过，审核人没有看过'}`}</p>
  )
}
