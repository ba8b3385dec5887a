export { annualReportRoutes } from './annual-report-routes.tsx'
export { checkReport, type Finding } from './check/index.ts'
export { checkRoutes } from './check-routes.tsx'
export { enterFigures } from './store.ts'
