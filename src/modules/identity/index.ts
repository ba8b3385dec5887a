export { createAccount, hasDemonstrationAccounts } from './accounts.ts'
export { consoleFrame, identify, may, NotAllowed, viewerOf } from './guard.ts'
export { identityRoutes } from './identity-routes.tsx'
