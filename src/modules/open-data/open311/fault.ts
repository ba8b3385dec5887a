/** Something wrong with a request, as the specification answers it: its status, and a sentence that says what to change. */
export type Fault = { readonly code: 400 | 403 | 404 | 500; readonly description: string }
export type Faults = readonly [Fault, ...Fault[]]

export const fault = (code: Fault['code'], description: string): Fault => ({ code, description })
export const isFault = (value: unknown): value is Fault => typeof value === 'object' && value !== null && 'code' in value && 'description' in value
export const isFaults = (value: unknown): value is Faults => Array.isArray(value) && value.length > 0 && value.every(isFault)
export const asFaults = (faults: readonly Fault[]): Faults | undefined => {
  const [first, ...rest] = faults
  return first && [first, ...rest]
}
