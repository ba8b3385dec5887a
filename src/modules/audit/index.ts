export { leaveTrace, leaveTraces, type Trace } from './store.ts'
export { auditRoutes } from './audit-routes.tsx'
