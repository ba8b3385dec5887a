export { insertTraces, leaveTrace, type Trace, type TraceValues, traceValues } from './store.ts'
export { auditRoutes } from './audit-routes.tsx'
