import { PASSED_OVER_TO } from '../../../../kernel/from-case.ts'
import { ErrorSummary, TextField } from '../../../../ui/form.tsx'
import { type Step, stepName } from '../../lifecycle.ts'
import type { Asked } from '../address.ts'
import type { ChosenProps } from './props.ts'

/** The part of the queue that is looked at, carried through the form. */
export const Part = ({ asked }: { asked: Asked }) => (
  <>{Object.entries(asked).map(([name, value]) => (value ? <input type="hidden" name={name} value={value} /> : null))}</>
)

const HERE: readonly Step[] = ['accept', 'file', 'dispatch', 'merge', 'transfer']

/** What else may be done: joining and passing over here, for they are a matter of a moment; every other step on the page of the case. */
export const Otherwise = (p: ChosenProps) => {
  const { one, steps } = p.chosen
  const others = steps.filter((step) => !HERE.includes(step))
  if (steps.every((step) => HERE.includes(step) && step !== 'merge' && step !== 'transfer')) return null
  return (
    <section class="panel">
      <h2>别的办法</h2>
      {steps.includes('merge') && <Merge {...p} />}
      {steps.includes('transfer') && <Transfer {...p} />}
      {others.length > 0 && (
        <p class="row tight mt-3">
          {others.map((step) => (
            <a class="button plain" href={`/staff/cases/${one.number}?step=${step}#step-${step}`}>
              {stepName[step]}
            </a>
          ))}
        </p>
      )}
    </section>
  )
}

const Hidden = ({ asked, chosen: { one, next } }: ChosenProps) => (
  <>
    <input type="hidden" name="version" value={one.version} />
    <input type="hidden" name="next" value={next} />
    <Part asked={asked} />
  </>
)

/** Into the likeliest of what is filed; a number nobody proposed may be written. */
const Merge = (p: ChosenProps) => {
  const refused = p.refused?.step === 'merge' ? p.refused : undefined
  const filed = p.chosen.suspected.filter((one) => one.filed)
  const [first] = filed
  const values = refused?.values ?? { parent: first?.number ?? '', because: first?.because.join('；') ?? '' }
  return (
    <details class="do" data-key="m" open={refused !== undefined}>
      <summary>
        并入同一问题 <kbd>m</kbd>
      </summary>
      {refused && <ErrorSummary errors={{ 'merge-because': refused.because.because }} />}
      <form method="post" action={`/staff/dispatch/${p.chosen.one.number}/merge`}>
        <Hidden {...p} />
        <TextField
          id="merge-parent"
          name="parent"
          label="并入哪一件"
          values={values}
          errors={{}}
          hint={first ? `${first.title}，${first.place}` : '近处没有像的；知道编号的可以填'}
        />
        <TextField id="merge-because" name="because" label="为什么是同一个问题" values={values} errors={{}} />
        <p class="mt-2">
          <button class="button">并入，下一件</button>
        </p>
      </form>
    </details>
  )
}

const INFORMATION = '您要的是政府信息：打开进展页，点“转为公开申请”，您写的内容会带过去'

const Transfer = (p: ChosenProps) => {
  const refused = p.refused?.step === 'transfer' ? p.refused : undefined
  const values = refused?.values ?? { channel: PASSED_OVER_TO[0], reason: INFORMATION }
  return (
    <details class="do" data-key="t" open={refused !== undefined}>
      <summary>
        转其他渠道 <kbd>t</kbd>
      </summary>
      {refused && <ErrorSummary errors={{ 'transfer-reason': refused.because.because }} />}
      <form method="post" action={`/staff/dispatch/${p.chosen.one.number}/transfer`}>
        <Hidden {...p} />
        <fieldset class="field">
          <legend>转到哪里</legend>
          {PASSED_OVER_TO.map((channel) => (
            <label class="choice">
              <input type="radio" name="channel" value={channel} checked={channel === values['channel']} />
              <span>{channel}</span>
            </label>
          ))}
        </fieldset>
        <TextField id="transfer-reason" name="reason" label="理由，上报人会看到" values={values} errors={{}} />
        <p class="mt-2">
          <button class="button">转出，下一件</button>
        </p>
      </form>
    </details>
  )
}
