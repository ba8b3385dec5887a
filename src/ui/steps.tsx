import type { Values } from './form.tsx'
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
  /** A step that was refused, with what was typed into it. */
  typed?: { readonly step: string; readonly values: Values } | null | undefined
  children?: Child
}

/** What this person may do now with a record, one form at a time. */
export function StepList<Step extends string>({ path, steps, chosen, names, empty, form, pageOf, typed, children }: Props<Step>) {
  return (
    <section class="panel">
      <h2 id="steps">现在可以办</h2>
      {typed && !steps.some((step) => step === typed.step) && (
        <Kept name={Object.entries<string>(names).find(([step]) => step === typed.step)?.[1] ?? '这一步'} id={`step-${typed.step}`} values={typed.values} />
      )}
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

const UNSPOKEN = /^(?:version|key|seen|decision|index)$/
/** What somebody typed into a step that another has closed meanwhile: to be copied, for its form is gone. */
const Kept = ({ name, id, values }: { name: string; id: string; values: Values }) => {
  const words = Object.entries(values).filter(([field, text]) => !UNSPOKEN.test(field) && text.trim() !== '')
  return words.length === 0 ? null : (
    <div class="do" id={id} role="note">
      <p>
        <b>{name}</b>现在不能办了。您填写的内容没有保存，留在这里，可以复制：
      </p>
      {words.map(([, text]) => (
        <textarea class="input mt-2" rows={Math.min(14, 1 + Math.ceil(text.length / 40))} readonly aria-label={`您填写的${name}的内容`}>
          {`\n${text}`}
        </textarea>
      ))}
    </div>
  )
}

/** The step to open: the one refused, the one asked for, or the only one there is. */
export const chosenOf = <Step extends string>(refused: Step | undefined, asked: Step | null | undefined, open: readonly Step[]): Step | undefined =>
  refused ?? asked ?? (open.length === 1 ? open[0] : undefined)
