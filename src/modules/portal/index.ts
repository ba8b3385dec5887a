export { HomePage } from './home-page.tsx'
export { kioskRoutes } from './kiosk-routes.tsx'
export { indexServices } from './services.ts'
