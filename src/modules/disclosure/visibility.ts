import type { Viewer } from '../../kernel/viewer.ts'

/** The one decision on who of the staff sees an item: the office all of its agency's, a department those it drafted. */
export function isVisibleTo(item: { readonly agencyId: number; readonly department: string | null }, viewer: Viewer): boolean {
  if (item.agencyId !== viewer.agencyId) return false
  switch (viewer.role) {
    case 'information-officer':
    case 'reviewer':
    case 'signer':
      return true
    case 'handling-department':
      return viewer.department !== null && item.department === viewer.department
    default:
      return false
  }
}
