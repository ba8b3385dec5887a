export { figurePublicRoutes } from './public-routes.tsx'
export { supervisionRoutes } from './supervision-routes.tsx'
export { figureFields } from './exports.ts'
export { loadToday, type Today } from './today.ts'
