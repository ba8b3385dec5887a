import type { Viewer } from '../../../kernel/viewer.ts'
import type { NormState } from './norm.ts'

type Seen = { readonly agencyId: number; readonly department: string | null; readonly state: NormState }

/** The one decision on who of the staff sees a document: the office all of its agency's, a department those it drafts or was asked about. */
export function isNormVisibleTo({ agencyId, department, state }: Seen, viewer: Viewer): boolean {
  if (agencyId !== viewer.agencyId) return false
  switch (viewer.role) {
    case 'information-officer':
    case 'reviewer':
    case 'signer':
      return true
    case 'handling-department':
      return viewer.department !== null && (department === viewer.department || state.circulation?.units.includes(viewer.department) === true)
    default:
      return false
  }
}

/** Whether the public may see the words it was or is asked about. */
export const isConsultationShown = ({ state }: Seen): boolean => state.consultation !== null
/** Whether the public may still say something: to the end of the last day. */
export const isConsultationOpen = ({ stage, consultation }: NormState, today: string): boolean =>
  stage === 'consulting' && consultation !== null && today <= consultation.until
