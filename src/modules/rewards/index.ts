export { expireUnclaimed } from './expire.ts'
export { rewardRoutes } from './rewards-routes.tsx'
export { ensureRewardRule } from './rule-store.ts'
