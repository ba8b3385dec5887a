export { insertTraces, leaveTrace, type TraceValues, traceValues } from './store.ts'
export { auditRoutes } from './audit-routes.tsx'
