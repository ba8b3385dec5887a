import type { Child } from './jsx-runtime.ts'

type Props<Step extends string> = {
  /** The record's address; a step is asked for by `?step=`. */
  path: string
  steps: readonly Step[]
  /** The step whose form is open. */
  chosen: Step | undefined
  names: Readonly<Record<Step, string>>
  empty: string
  form: (step: Step) => Child
  /** The address of a step that has a page of its own. */
  pageOf?: (step: Step) => string | undefined
  children?: Child
}

/** What this person may do now with a record, one form at a time. */
export function StepList<Step extends string>({ path, steps, chosen, names, empty, form, pageOf, children }: Props<Step>) {
  return (
    <section class="panel">
      <h2 id="steps">现在可以办</h2>
      {steps.length === 0 && <p class="muted">{empty}</p>}
      {steps.map((step) => {
        const page = pageOf?.(step)
        return (
          <div class="do" id={`step-${step}`}>
            {page === undefined ? (
              <a href={step === chosen ? `${path}#steps` : `${path}?step=${step}#step-${step}`} aria-expanded={String(step === chosen)}>
                {names[step]}
              </a>
            ) : (
              <a href={page}>{names[step]}</a>
            )}
            {page === undefined && step === chosen && form(step)}
          </div>
        )
      })}
      {children}
    </section>
  )
}

/** The step to open: the one refused, the one asked for, or the only one there is. */
export const chosenOf = <Step extends string>(refused: Step | undefined, asked: Step | null | undefined, open: readonly Step[]): Step | undefined =>
  refused ?? asked ?? (open.length === 1 ? open[0] : undefined)
