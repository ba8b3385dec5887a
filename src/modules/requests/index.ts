export type { AnswerContent } from './answers/answer.ts'
export { ANSWER_FIELDS } from './answers/open-fields.ts'
export { draftAnswer, takeAnswerStepOn } from './answers/take-answer-step.ts'
export { requestApi } from './api-routes.ts'
export { DECISION_KEYS, DECISIONS, type Decision, type DecisionGroup, decisionGroupName, isDecision } from './decisions.ts'
export { type FeeFigures, feeFigures, type ListedFee, listFees } from './fees/fee-store.ts'
export { feeTable } from './pages/fees.tsx'
export {
  channelFigures,
  firstYearOf,
  listCarriedOut,
  type FigureOf,
  type FigureRecord,
  LEDGER_ROWS,
  listFigureRecords,
  listRemedies,
  REMEDY_CELLS,
  type Remedy,
  type RemedyCell,
  type RemedyFigures,
  type RequestFigures,
  remedyCellOf,
  remedyFigures,
  requestFigures,
} from './figures.ts'
export { APPLICANT_KINDS, type ApplicantKind, applicantKindName, type Channel, channelName, type DeliveryWay } from './kinds.ts'
export { countQueue } from './queue.ts'
export { receiptRule } from './receipt.ts'
export { draftText } from './reply.ts'
export { inWan } from './fees/fee.ts'
export { LETTERS_OF_DECISION } from './letters/letter-of.ts'
export type { Order } from './steps.ts'
export { type Receipt, registerRequest, type Submission, submitRequest } from './submit-request.ts'
export { findVisibleRequest } from './find-visible.ts'
export { takeStepOn } from './take-step.ts'
export { type PetitionSubmission, submitPetition } from './petitions/submit-petition.ts'
export type { PetitionOrder } from './petitions/steps.ts'
export { takePetitionStepOn } from './petitions/take-petition-step.ts'
export { resumeClocks } from './resume-clocks.ts'
export { requestPublicRoutes } from './public-routes.tsx'
export { previewMoves, rederiveDeadlines } from './rederive-deadlines.ts'
export { REMEDY_ROUTES, type RemedyRoute, remedyResultName, remedyRouteName } from './remedies/kinds.ts'
export { remedyRoutes } from './remedies/staff-routes.tsx'
export type { RemedyOrder } from './remedies/steps.ts'
export { addRemedy, takeRemedyStepOn } from './remedies/take-remedy-step.ts'
export { requestLetterValues } from './letters/request-values.ts'
export { requestLetterRoutes } from './letters/staff-routes.tsx'
export { requestStaffRoutes } from './staff-routes.tsx'
export { sweepImports } from './ledger/ledger-store.ts'
export { wantedByAsking } from './radar/wanted-by-asking.ts'
