import type { Child } from './jsx-runtime.ts'

export type FieldErrors = Readonly<Record<string, string>>
export type Values = Readonly<Record<string, string>>

/** Above the form: how many things to mend, each a link to its field, in the same words as beside it. Whoever reads by ear or keyboard begins here. */
export const ErrorSummary = ({ errors }: { errors: FieldErrors }) => {
  const all = Object.entries(errors)
  if (all.length === 0) return null
  return (
    <div class="error-summary mt-5" role="alert" tabindex="-1" autofocus>
      <h2>有 {all.length} 处需要修改</h2>
      <ul>
        {all.map(([field, sentence]) => (
          <li>{field ? <a href={`#${field}`}>{sentence}</a> : sentence}</li>
        ))}
      </ul>
    </div>
  )
}

type FieldProps = { id?: string; name: string; label: string; values: Values; errors: FieldErrors; hint?: Child; optional?: boolean }
type Shown = Omit<FieldProps, 'values'>
const idOf = (p: Shown): string => p.id ?? p.name
const describedBy = (p: Shown): string | null => [p.hint ? `${idOf(p)}-h` : '', p.errors[p.name] ? `${idOf(p)}-e` : ''].filter(Boolean).join(' ') || null

const Field = (p: Shown & { children: Child }) => (
  <div class={p.errors[p.name] ? 'field bad' : 'field'}>
    <label for={idOf(p)}>
      {p.label}
      {p.optional && (
        <>
          {' '}
          <span class="optional">可不填</span>
        </>
      )}
    </label>
    {p.hint && (
      <span class="hint" id={`${idOf(p)}-h`}>
        {p.hint}
      </span>
    )}
    {p.errors[p.name] && (
      <span class="error" id={`${idOf(p)}-e`}>
        {p.errors[p.name]}
      </span>
    )}
    {p.children}
  </div>
)

export const TextField = (p: FieldProps & { type?: string; short?: boolean; autocomplete?: string; inputmode?: string; placeholder?: string }) => (
  <Field {...p}>
    <input
      class={p.short ? 'input short' : 'input'}
      id={idOf(p)}
      name={p.name}
      type={p.type ?? 'text'}
      value={p.values[p.name] ?? ''}
      autocomplete={p.autocomplete ?? null}
      inputmode={p.inputmode ?? null}
      placeholder={p.placeholder ?? null}
      aria-invalid={p.errors[p.name] ? 'true' : null}
      aria-describedby={describedBy(p)}
    />
  </Field>
)

export const TextArea = (p: FieldProps & { rows?: number }) => (
  <Field {...p}>
    <textarea class="input" id={idOf(p)} name={p.name} rows={p.rows ?? 4} aria-invalid={p.errors[p.name] ? 'true' : null} aria-describedby={describedBy(p)}>
      {`\n${p.values[p.name] ?? ''}`}
    </textarea>
  </Field>
)

/** A file or several to be sent; what was chosen cannot come back with a form, so there are no values. */
export const FileField = (p: Shown & { accept?: string; multiple?: boolean; required?: boolean }) => (
  <Field {...p}>
    <span class="upload mt-2">
      <input
        id={idOf(p)}
        type="file"
        name={p.name}
        accept={p.accept ?? null}
        multiple={p.multiple ?? false}
        required={p.required ?? false}
        aria-invalid={p.errors[p.name] ? 'true' : null}
        aria-describedby={describedBy(p)}
      />
    </span>
  </Field>
)

export type Option = { readonly value: string; readonly label: string; readonly hint?: string }

export const Select = (p: FieldProps & { options: readonly Option[] }) => (
  <Field {...p}>
    <select class="input" id={idOf(p)} name={p.name} aria-invalid={p.errors[p.name] ? 'true' : null} aria-describedby={describedBy(p)}>
      {p.options.map((o) => (
        <option value={o.value} selected={o.value === (p.values[p.name] ?? '')}>
          {o.label}
        </option>
      ))}
    </select>
  </Field>
)

/** A choice of a list's filter, which stands in the address; `all` is the empty one that leaves it open. */
export const FilterSelect = (p: {
  name: string
  label: string
  all?: string
  chosen: string | number | null | undefined
  options: readonly { readonly value: string | number | null; readonly label: Child }[]
}) => (
  <div class="field">
    <label for={p.name}>{p.label}</label>
    <select class="input" id={p.name} name={p.name}>
      {p.all !== undefined && <option value="">{p.all}</option>}
      {p.options.map(({ value, label }) => (
        <option value={value} selected={value === p.chosen}>
          {label}
        </option>
      ))}
    </select>
  </div>
)

export const Radios = (p: FieldProps & { options: readonly Option[] }) => (
  <fieldset class={p.errors[p.name] ? 'field bad' : 'field'} id={idOf(p)} tabindex={p.errors[p.name] ? '-1' : null} aria-describedby={describedBy(p)}>
    <legend>{p.label}</legend>
    {p.hint && (
      <span class="hint" id={`${idOf(p)}-h`}>
        {p.hint}
      </span>
    )}
    {p.errors[p.name] && (
      <span class="error" id={`${idOf(p)}-e`}>
        {p.errors[p.name]}
      </span>
    )}
    {p.options.map((o) => (
      <label class="choice">
        <input type="radio" name={p.name} value={o.value} checked={o.value === p.values[p.name]} />
        <span>
          {o.label}
          {o.hint && <span class="hint">{o.hint}</span>}
        </span>
      </label>
    ))}
  </fieldset>
)

export const FileIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />
  </svg>
)

/** 1.2 MB, 340 KB */
export const inBytes = (n: number): string => (n >= 1024 * 1024 ? `${(n / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(n / 1024))} KB`)
