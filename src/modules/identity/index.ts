export { createAccount, findViewer, hasDemonstrationAccounts } from './accounts.ts'
export { consoleFrame, identify, may, NotAllowed, NotSignedIn, viewerOf } from './guard.ts'
export { identityRoutes } from './identity-routes.tsx'
export { askToSignIn } from './sign-in-routes.tsx'
