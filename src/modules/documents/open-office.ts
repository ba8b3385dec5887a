import type { Refusal } from '../../kernel/refusal.ts'
import { type Known, kindOf } from './kind.ts'
import { damaged, Stop } from './stop.ts'

export type { Package } from './package.ts'

/** Opens a Word or Excel file as its parts, within the limits of this module; files with macros, passwords or other contents are refused. */
export async function openOffice(name: string, bytes: Uint8Array): Promise<Exclude<Known, { kind: 'pdf' }> | Refusal> {
  try {
    const known = await kindOf(name, bytes)
    return known.kind === 'pdf' ? damaged().refusal : known
  } catch (error) {
    if (error instanceof Stop) return error.refusal
    return damaged().refusal
  }
}
