export { leaveTrace, type Trace } from './store.ts'
