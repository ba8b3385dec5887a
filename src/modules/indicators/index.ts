export { figurePublicRoutes } from './public-routes.tsx'
export { supervisionRoutes } from './supervision-routes.tsx'
export { figureFields } from './exports.ts'
