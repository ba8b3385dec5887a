type Values = Readonly<Record<string, string>>

/** A case as the person saw it. */
export type Picked = { readonly number: string; readonly version: number }

const PICK = 'pick-'
const NUMBER = /^XC[0-9.]{1,20}-[0-9]{1,12}$/
/** The version a form was drawn from; 0, which no case has, when it says none. */
export const versionIn = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)

/** The cases whose boxes were ticked: fields `pick-XC…` that hold the version. */
export const picksIn = (values: Values): Picked[] =>
  Object.entries(values).flatMap(([name, version]) => {
    const number = name.startsWith(PICK) ? name.slice(PICK.length) : ''
    return NUMBER.test(number) ? [{ number, version: versionIn(version) }] : []
  })
