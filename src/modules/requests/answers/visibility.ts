import type { Viewer } from '../../../kernel/viewer.ts'
import { isVisibleTo } from '../visibility.ts'

/** Who of the staff writes and judges public answers: the office; a department handles what is asked, not what is published. */
export const ANSWER_DESK = ['information-officer', 'reviewer', 'signer'] as const

/** The one decision on who of the staff sees a public answer: who sees its request, and belongs to the office. */
export const isAnswerVisibleTo = (request: Parameters<typeof isVisibleTo>[0], viewer: Viewer): boolean =>
  isVisibleTo(request, viewer) && ANSWER_DESK.some((role) => role === viewer.role)
