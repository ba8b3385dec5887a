import { beijingDay, inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { TextField, type Values } from '../../../../ui/form.tsx'
import {
  DeliveryList,
  type DeliveryWay,
  letterOf,
  type LetterRecord,
  NOT_POSTED,
  type Posted,
  POSTING_STEPS,
  type PostingStep,
  postedVersion,
  postedWord,
  postingClosed,
  postingStepName,
  sentOf,
} from '../../../letters/index.ts'
import { ArrivedFields, FailedFields, SendFields } from '../../pages/delivery-fields.tsx'
import type { Request } from '../../store.ts'
import { isToOthers } from '../given-letters.ts'
import { goesAlone } from '../letter-of.ts'
import { dayDiffers } from '../posted-day.ts'

export type RefusedPosting = { readonly id: number; readonly step: PostingStep; readonly because: string; readonly values: Values }
export type PostingsProps = {
  readonly path: string
  readonly life: Pick<Request, 'state' | 'events'>
  readonly letters: readonly LetterRecord[]
  readonly posted: ReadonlyMap<number, Posted>
  /** Those that wait to be sent; one of before this was kept does not. */
  readonly owed: ReadonlySet<number>
  readonly today: PlainDate
  /** How the applicant wants to be written to. */
  readonly deliveryWay: DeliveryWay
  readonly mayPost: boolean
  readonly refusedPosting: RefusedPosting | null
}

/** What became of each letter on the way, with the forms to write it down. */
export const Postings = (p: PostingsProps) => {
  const alone = p.letters.filter(({ id, code }) => goesAlone(p.life.state, code) || p.posted.has(id))
  return alone.length === 0 ? null : (
    <section class="panel mt-3">
      <h2>寄送和送达</h2>
      <p class="muted">途中的文书各自寄送；答复书随答复寄送，在申请页登记。</p>
      {alone.map((letter) => (
        <OnePosted p={p} letter={letter} posted={p.posted.get(letter.id) ?? NOT_POSTED} />
      ))}
    </section>
  )
}

type OneProps = { readonly p: PostingsProps; readonly letter: LetterRecord; readonly posted: Posted }
const OnePosted = ({ p, letter, posted }: OneProps) => {
  const { id, code, number, docx } = letter
  const sent = sentOf(letter, posted)
  const isOld = !p.owed.has(id) && posted === NOT_POSTED
  const differs = dayDiffers(code, posted, p.life)
  const refused = p.refusedPosting?.id === id ? p.refusedPosting : undefined
  const steps =
    p.mayPost && docx !== '' && goesAlone(p.life.state, code) ? POSTING_STEPS.filter((step) => step === refused?.step || !postingClosed(sent, step)) : []
  return (
    <section class="mt-4" id={`posting-${id}`}>
      <h3>
        {`${code} ${letterOf(code).name}`} {number}{' '}
        <span class="badge">{isOld && docx !== '' ? '没有登记寄送' : docx === '' ? '已清除' : postedWord(sent)}</span>
      </h3>
      <p class="muted">
        {inChinese(letter.madeOn)}制作
        {letter.signedAt && `，${inChinese(beijingDay(letter.signedAt))}${letter.signedBy}签发`}
      </p>
      <DeliveryList deliveries={posted.deliveries} />
      {posted.keptBack && (
        <p class="mt-2">
          {inChinese(posted.keptBack.on)}记为不再寄送{posted.keptBack.reason && `：${posted.keptBack.reason}`}
        </p>
      )}
      {differs && <p class="notice soon block mt-2">{differs}</p>}
      {steps.map((step) => (
        <PostingForm p={p} letter={letter} posted={posted} step={step} refused={refused?.step === step ? refused : undefined} />
      ))}
    </section>
  )
}

const PostingForm = ({ p, letter, posted, step, refused }: OneProps & { step: PostingStep; refused: RefusedPosting | undefined }) => {
  const name = step === 'send' && posted.deliveries.length > 0 ? '重新寄送' : postingStepName[step]
  const what = `${name} ${letter.number ?? letter.code}`
  const at = `posting-${letter.id}-${step}`
  return (
    <details class="do" id={at} open={refused !== undefined}>
      <summary aria-label={what}>{name}</summary>
      <form method="post" action={`${p.path}/letters/${letter.id}/${step}`}>
        <input type="hidden" name="seen" value={postedVersion(posted)} />
        {refused && <p class="error">{refused.because}</p>}
        <PostingFields {...{ p, letter, posted, step, at }} values={refused?.values ?? {}} />
        <p class="row mt-3">
          <button class="button" aria-label={what}>
            {name}
          </button>
        </p>
      </form>
    </details>
  )
}

const PostingFields = ({ p, letter, posted: { deliveries }, step, at, values }: OneProps & { step: PostingStep; at: string; values: Values }) => {
  const f = (name: string, label: string, fallback = '') => ({
    ...{ id: `${at}-${name}`, name, label },
    ...{ values: { [name]: values[name] ?? fallback }, errors: {} },
  })
  switch (step) {
    case 'send':
      // Whoever is asked or told besides the applicant has chosen no way of being written to.
      return <SendFields f={f} way={isToOthers(letter.code) ? 'post' : p.deliveryWay} today={p.today} what="告知" />
    case 'arrive':
      return <ArrivedFields f={f} deliveries={deliveries} today={p.today} />
    case 'fail':
      return <FailedFields f={f} deliveries={deliveries} today={p.today} />
    case 'keepBack':
      return <TextField {...f('reason', '为什么不寄')} hint="例如已经另行制作。记下以后不能再寄这一份" />
  }
}
