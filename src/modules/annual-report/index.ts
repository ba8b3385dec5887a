export { annualReportRoutes } from './annual-report-routes.tsx'
export { enterFigures } from './store.ts'
