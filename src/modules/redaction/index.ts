export { redactionRoutes } from './routes.tsx'
