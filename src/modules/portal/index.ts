export { HomePage } from './home-page.tsx'
export { indexServices } from './services.ts'
