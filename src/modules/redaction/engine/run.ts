import type { Refusal } from '../../../kernel/refusal.ts'
import { redactOffice } from '../office/redact-office.ts'
import { redactPdf } from '../pdf/redact-pdf.ts'
import { redactPicture } from '../picture/redact-picture.ts'
import type { FileKind, Look, Redaction, Result } from '../redaction.ts'
import { damaged, Stop } from '../stop.ts'
import { look } from './look.ts'

export type Order = { readonly kind: FileKind; readonly name: string; readonly bytes: Uint8Array; readonly redactions?: readonly Redaction[] }

/** Looks at a file, or covers it where redactions are given; here and now. Whoever is not alone in the process calls `engine.ts`. */
export async function run(order: Order): Promise<Look | Result | Refusal> {
  try {
    const { kind, name, redactions } = order
    const bytes = new Uint8Array(order.bytes)
    if (redactions === undefined) return await look(kind, name, bytes)
    if (kind === 'pdf') return await redactPdf(bytes, redactions)
    return kind === 'picture' ? await redactPicture(bytes, redactions) : await redactOffice(name, bytes, redactions)
  } catch (error) {
    if (error instanceof Stop) return error.refusal
    // Readers of other people's formats fail in ways of their own; whatever it was, this file is not handed out.
    return damaged().refusal
  }
}
