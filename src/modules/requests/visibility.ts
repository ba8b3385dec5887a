import { type ExpressionBuilder, sql } from 'kysely'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Tables } from '../../platform/database.ts'
import type { RequestState } from './request.ts'

type Reach = 'agency' | 'department' | 'nothing'

/** The one decision on who sees a request in the console: its own agency, and for a 承办科室 only what was circulated to it. */
function reachOf(viewer: Viewer): Reach {
  switch (viewer.role) {
    case 'information-officer':
    case 'reviewer':
    case 'signer':
      return 'agency'
    case 'handling-department':
      return viewer.department === null ? 'nothing' : 'department'
    // The hall of cases has its own records; the three administrators keep the house and read nobody's request.
    case 'screener':
    case 'dispatcher':
    case 'handler':
    case 'inspector':
    case 'duty-officer':
    case 'leader':
    case 'system-administrator':
    case 'security-administrator':
    case 'auditor':
      return 'nothing'
  }
}

/** The department whose own lists this person sees; null where it sees those of all. */
export const ownDepartment = (viewer: Viewer): string | null => (reachOf(viewer) === 'department' ? viewer.department : null)

export function isVisibleTo(request: { agencyId: number; state: Pick<RequestState, 'circulation'> }, viewer: Viewer): boolean {
  if (request.agencyId !== viewer.agencyId) return false
  const reach = reachOf(viewer)
  return reach === 'agency' || (reach === 'department' && request.state.circulation.some(({ department }) => department === viewer.department))
}

/** The same decision, said to the database. */
export function visibleTo(eb: ExpressionBuilder<Tables, 'requests.request'>, viewer: Viewer) {
  const own = eb('agency_id', '=', viewer.agencyId)
  const reach = reachOf(viewer)
  if (reach === 'agency') return own
  return eb.and([own, reach === 'department' ? sql<boolean>`departments <> '{}' and departments @> array[${viewer.department}::text]` : eb.lit(false)])
}
