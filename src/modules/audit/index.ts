export { leaveTrace, leaveTraces, type Trace } from './store.ts'
