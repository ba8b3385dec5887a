import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import type { WebEnv } from '../../platform/web.ts'
import { answerStaffRoutes } from './answers/staff-routes.tsx'
import { archiveRoutes } from './archive/archive-routes.tsx'
import { copyRoutes } from './copies/staff-routes.tsx'
import { feedRoutes } from './deadlines/feed-routes.tsx'
import { feeRoutes } from './fees/fee-routes.tsx'
import { importRoutes } from './ledger/import-routes.tsx'
import { offeredRoutes } from './radar/offered-routes.tsx'
import { petitionStaffRoutes } from './petitions/staff-routes.tsx'
import { queueRoutes } from './queue-routes.tsx'
import { recordRoutes } from './record-routes.tsx'
import { registerRoutes } from './register-routes.tsx'
import { versionRoutes } from './versions/staff-routes.tsx'
import { supervisionRoutes } from './supervision-routes.tsx'
import { withheldRoutes } from './withheld/staff-routes.tsx'

/** What staff do with requests. `/requests/new` and others of one word stand before `/requests/:number`. */
export const requestStaffRoutes = (house: House): Hono<WebEnv> =>
  new Hono<WebEnv>()
    .route('/', queueRoutes(house))
    .route('/', registerRoutes(house))
    .route('/', importRoutes(house))
    .route('/', feedRoutes(house))
    .route('/', offeredRoutes(house))
    .route('/', answerStaffRoutes(house))
    .route('/', supervisionRoutes(house))
    .route('/', feeRoutes(house))
    .route('/', archiveRoutes(house))
    .route('/', petitionStaffRoutes(house))
    .route('/', withheldRoutes(house))
    .route('/', versionRoutes(house))
    .route('/', copyRoutes(house))
    .route('/', recordRoutes(house))
