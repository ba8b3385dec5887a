export { createAccount, hasDemonstrationAccounts, type NewAccount } from './accounts.ts'
export { identify, may, NotAllowed, SESSION_COOKIE, viewerOf } from './guard.ts'
export { openSession } from './sessions.ts'
export { identityRoutes } from './identity-routes.tsx'
