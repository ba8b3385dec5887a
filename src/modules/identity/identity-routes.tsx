import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import type { WebEnv } from '../../platform/web.ts'
import { accountRoutes } from './account-routes.tsx'
import { enrolRoutes, signInRoutes } from './sign-in-routes.tsx'

/** Sign-in, one's own account, and the accounts of others. */
export const identityRoutes = (house: House): Hono<WebEnv> =>
  new Hono<WebEnv>().route('/', signInRoutes(house)).route('/', enrolRoutes(house)).route('/', accountRoutes(house))
