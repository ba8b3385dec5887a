export { open311Routes } from './open311/open311-routes.ts'
export { MOUNT as OPEN311 } from './open311/discovery.ts'
