export { figurePublicRoutes } from './public-routes.tsx'
export { supervisionRoutes } from './supervision-routes.tsx'
