export { bytesOfRedacted, listRedactedCopies, lookPlain, type RedactedCopy } from './copies.ts'
export { eraseRedactions } from './erase-store.ts'
export { redactionRoutes } from './routes.tsx'
export type { Places } from './tables.ts'
