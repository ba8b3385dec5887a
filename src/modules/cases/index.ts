export { applyFact, type CaseState, replay } from './case.ts'
export type { CaseFact, Filing, Spot, Unit } from './facts.ts'
export { CASE_FIGURES, type CaseFigure, type CaseFigures, caseFiguresFor, type CaseRecord, listCaseRecords } from './figures.ts'
export { ACCESSES, type Access, accessName, CHANNELS, type Channel, channelName, PLACE_SOURCES, type PlaceSource, placeSourceName } from './kinds.ts'
export { isHandledIn, isRatedIn, lastQuarter, type Period, yearPeriod } from './counted.ts'
export { type Actor, isStep, type Stage, STAGES, STEPS, type Step, stageName, stepName } from './lifecycle.ts'
export { majorOf, type Projection, projectionOf } from './projection.ts'
export { promiseOf } from './promise.ts'
export { findRecordExtras, type RecordExtras } from './record-extras.ts'
export { type Line, momentText, type PublicCase, publicCaseOf } from './public-record.ts'
export { covered, findPrivate } from './release-gate.ts'
export { isThreeFail, type Order, takeStep } from './steps.ts'
export { maskedReporter, signOf } from './reporter.ts'
export {
  type Cursor,
  findOpen311Submission,
  listServiceRequests,
  type ServiceRequestFilter,
  type ServiceRequests,
  type Window,
} from './service-request-store.ts'
export { type Case, findCase } from './store.ts'
export { phoneField } from './report-form.ts'
export { type Receipt, type Report, submitReport } from './submit-report.ts'
export { type By, takeStepOn } from './take-step.ts'
export { isVisibleTo, type Shown, shownOf } from './visibility.ts'
export { countPublic, type PublicCounts } from './public-list-store.ts'
export { caseExportRoutes, casePublicRoutes } from './public-routes.tsx'
export { reportRoutes } from './report-routes.tsx'
export { CASE_ROLES } from './desk.ts'
export { caseDeskRoutes } from './desk-routes.tsx'
