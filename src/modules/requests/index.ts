export { requestApi } from './api-routes.ts'
export { deadlineCommand } from './deadline-command.ts'
export { DECISION_KEYS, DECISIONS, type Decision, type DecisionGroup, decisionGroupName, isDecision } from './decisions.ts'
export {
  channelFigures,
  type FigureRecord,
  LEDGER_ROWS,
  type LedgerRow,
  listFigureRecords,
  listRemedies,
  RECORDS_A_PAGE,
  REMEDY_CELLS,
  REMEDY_ROUTES,
  type Remedy,
  type RemedyCell,
  type RemedyFigures,
  type RequestFigures,
  remedyFigures,
  requestFigures,
} from './figures.ts'
export { APPLICANT_KINDS, type ApplicantKind, applicantKindName, CHANNELS, type Channel, channelName } from './kinds.ts'
export { requestPublicRoutes } from './public-routes.tsx'
export { type MovedDeadline, previewMoves, rederiveDeadlines } from './rederive-deadlines.ts'
export { addRemedy, closeRemedy } from './remedies.ts'
export { requestStaffRoutes } from './staff-routes.tsx'
export type { RemedyResult, RemedyRoute } from './tables.ts'
