import type { Viewer } from '../../kernel/viewer.ts'

/** The one decision on who sees a request in the console: its own agency, and for a 承办科室 only what was passed to it. */
export function isVisibleTo(request: { agencyId: number; state: { department: string | null } }, viewer: Viewer): boolean {
  if (request.agencyId !== viewer.agencyId) return false
  if (viewer.role === 'handling-department') return viewer.department !== null && request.state.department === viewer.department
  return viewer.role === 'information-officer' || viewer.role === 'reviewer' || viewer.role === 'signer'
}
