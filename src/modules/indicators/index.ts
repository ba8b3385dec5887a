export { figurePublicRoutes } from './public-routes.tsx'
