import { z } from 'zod'
import { isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { listIssuedAfter } from './list-store.ts'
import { RELATION_KINDS } from './norm.ts'
import { findNorm } from './store.ts'

const day = z.string().refine(isPlainDate) as z.ZodType<PlainDate>
/** A document of the register as one platform tells it to another. */
export const TOLD_NORM = z.object({
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  issuer: z.string(),
  subject: z.string(),
  document_number: z.string(),
  issued_on: day,
  effective_on: day,
  valid_until: day.nullable(),
  item: z.string(),
  relations: z.array(z.object({ kind: z.enum(RELATION_KINDS), norm: z.string().nullable(), item: z.string().nullable(), words: z.string() })),
  endings: z.array(z.object({ kind: z.enum(['amended', 'expired', 'abolished']), from: day, by: z.string(), reason: z.string() })),
})
export type ToldNorm = z.infer<typeof TOLD_NORM>

/** The documents whose text is public, by their place in the register; `next` is where to go on. */
export async function tellNorms(db: Db, agencyId: number, after: number, most: number): Promise<{ norms: ToldNorm[]; next: number | null }> {
  const rows = await listIssuedAfter(db, agencyId, after, most + 1)
  const norms: ToldNorm[] = []
  for (const { number } of rows.slice(0, most)) {
    const norm = await findNorm(db, agencyId, number)
    const { issue, item, content, relations, endings } = norm?.state ?? {}
    if (!issue || !item || !content) continue
    norms.push({
      number,
      title: content.title,
      summary: content.summary,
      issuer: content.issuer,
      subject: content.subject,
      document_number: issue.documentNumber,
      issued_on: issue.issuedOn,
      effective_on: issue.effectiveOn,
      valid_until: issue.validUntil,
      item,
      relations: [...(relations ?? [])],
      endings: [...(endings ?? [])],
    })
  }
  return { norms, next: rows.length > most ? (rows[most - 1]?.id ?? null) : null }
}
