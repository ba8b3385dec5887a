import type { Context } from 'hono'
import type { RefusalCode } from '../kernel/refusal.ts'
import type { Viewer } from '../kernel/viewer.ts'
import type { Look } from '../ui/look.ts'

/** What middleware has found out before a route runs. */
export type WebEnv = { Variables: { viewer: Viewer | undefined; look: Look } }
export type Web = Context<WebEnv>

/** One status for each reason to say no; a new reason does not compile until it has one. */
export const statusOf = {
  'not-found': 404,
  'not-now': 409,
  'not-yours': 403,
  stale: 409,
  invalid: 422,
  'too-late': 409,
  limit: 413,
  duplicate: 409,
  unreadable: 422,
  'does-not-balance': 422,
} as const satisfies Record<RefusalCode, number>
