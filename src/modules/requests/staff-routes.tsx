import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import type { WebEnv } from '../../platform/web.ts'
import { answerStaffRoutes } from './answers/staff-routes.tsx'
import { petitionStaffRoutes } from './petitions/staff-routes.tsx'
import { queueRoutes } from './queue-routes.tsx'
import { recordRoutes } from './record-routes.tsx'
import { registerRoutes } from './register-routes.tsx'

/** What staff do with requests. `/requests/new` and `/requests/answers` stand before `/requests/:number`. */
export const requestStaffRoutes = (house: House): Hono<WebEnv> =>
  new Hono<WebEnv>()
    .route('/', queueRoutes(house))
    .route('/', registerRoutes(house))
    .route('/', answerStaffRoutes(house))
    .route('/', petitionStaffRoutes(house))
    .route('/', recordRoutes(house))
