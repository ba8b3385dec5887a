import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import type { WebEnv } from '../../platform/web.ts'
import { answerRoutes } from './answers/public-routes.tsx'
import { applyRoutes } from './apply-routes.tsx'
import { deadlineRoutes } from './deadline-routes.tsx'
import { offerRoutes } from './radar/offer-routes.tsx'
import { petitionRoutes } from './petitions/public-routes.tsx'
import { trackRoutes } from './track-routes.tsx'

/** `/requests`: everything an applicant does, without an account. */
export const requestPublicRoutes = (house: House): Hono<WebEnv> =>
  new Hono<WebEnv>()
    .route('/', applyRoutes(house))
    .route('/', offerRoutes(house))
    .route('/', answerRoutes(house))
    .route('/track', trackRoutes(house))
    .route('/', petitionRoutes(house))
    .route('/', deadlineRoutes(house))
