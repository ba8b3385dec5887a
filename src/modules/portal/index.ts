export { homeRoutes } from './home-routes.tsx'
export { kioskRoutes } from './kiosk-routes.tsx'
export { indexServices } from './services.ts'
