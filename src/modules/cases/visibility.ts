import type { Viewer } from '../../kernel/viewer.ts'
import type { CaseState } from './case.ts'

/** What the public sees: everything released, or only that there is a report and where it stands, or nothing. */
export type Shown = 'full' | 'outline' | 'none'

/**
 * The one decision on what the public sees of a report, for page, photo, list, feed, interface and export alike. Words and
 * photos of a resident are shown once the hall has read them; what was never filed shows its outline and why.
 */
export function shownOf(state: Pick<CaseState, 'stage' | 'filedAt'>): Shown {
  switch (state.stage) {
    case 'withdrawn':
    case 'transferred':
      return 'none'
    case 'reported':
    case 'on_site':
    case 'screened':
    case 'declined':
      return 'outline'
    case 'merged':
      return state.filedAt ? 'full' : 'outline'
    default:
      return 'full'
  }
}

type Seen = { readonly agencyId: number; readonly state: Pick<CaseState, 'stage' | 'tenure'> }
/** The one decision on who sees a case in the console: the hall all of its agency's, a handler those his unit has. */
export function isVisibleTo(one: Seen, viewer: Viewer): boolean {
  if (one.agencyId !== viewer.agencyId) return false
  switch (viewer.role) {
    case 'screener':
    case 'dispatcher':
    case 'inspector':
    case 'duty-officer':
    case 'leader':
      return true
    case 'handler':
      return viewer.department !== null && one.state.tenure?.unit.name === viewer.department
    // The information office has its own records; the three administrators keep the house and read nobody's case.
    case 'information-officer':
    case 'handling-department':
    case 'reviewer':
    case 'signer':
    case 'system-administrator':
    case 'security-administrator':
    case 'auditor':
      return false
  }
}
