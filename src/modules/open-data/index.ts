export { apiKeyRoutes } from './api-key-routes.tsx'
export { MOUNT as OPEN311 } from './open311/discovery.ts'
export { open311PageRoutes } from './open311-page-routes.tsx'
export { open311Routes } from './open311/open311-routes.ts'
