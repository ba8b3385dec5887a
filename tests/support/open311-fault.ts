import type { Format } from '../../src/modules/open-data/conformance/reading.ts'

export type Kind = 'discovery' | 'services' | 'definition' | 'requests' | 'request' | 'tokens' | 'create' | 'errors'
/** What goes over the wire. */
export type Wire = { readonly status: number; readonly type: string; readonly body: string | Uint8Array }

/** One thing a server does wrong, and the rule that must notice. */
export type Fault = {
  readonly name: string
  readonly rule: string
  /** A branch of the server that takes the wrong way. */
  readonly turn?: string
  readonly at?: Kind
  readonly format?: Format
  /** What is said, before it is written in a format. */
  readonly value?: (value: unknown) => unknown
  readonly wire?: (wire: Wire, root: string) => Wire
}
