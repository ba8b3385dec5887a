import { Hono, type MiddlewareHandler } from 'hono'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { awardRoutes } from './award-routes.tsx'
import { BalancePage } from './pages/balance.tsx'
import type { RewardPowers } from './pages/tabs.tsx'
import { excludedRoutes } from './excluded-routes.tsx'
import type { Person } from './excluded-store.ts'
import { payoutRoutes } from './payout-routes.tsx'
import { reconcile } from './reconcile.ts'
import type { RecentReports } from './signals.ts'
import { signalRoutes } from './signal-routes.tsx'
import { ruleRoutes } from './rule-routes.tsx'

/** Who may do what, handed in by `app.tsx`. */
export type RewardDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  /** Approve, take back, and add a version of the rules. */
  readonly approvers: MiddlewareHandler<WebEnv>
  /** Prepare lists for finance and record what was paid. */
  readonly payers: MiddlewareHandler<WebEnv>
  /** Keep the list of those who are not rewarded. */
  readonly staffKeepers: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  /** What is known of the reports since a moment, for signals; the cases tell it. */
  readonly reportsSince: (agencyId: number, since: Date) => Promise<RecentReports>
  /** How the reporters of these cases may be reached, by number: for the file that finance pays from, and nothing else. */
  readonly reportersOf: (agencyId: number, numbers: readonly string[]) => Promise<ReadonlyMap<string, { readonly phone: string; readonly email: string }>>
  /** Whose a telephone or mail is, as the cases know reporters; undefined when it is neither. */
  readonly personOf: (contact: string) => Person | undefined
  /** Which forms a page shows; the guards above decide. */
  readonly powersOf: (viewer: Viewer) => RewardPowers
}

/** `/staff/rewards`: awards, lists for finance, rules, signals to judge, who is not rewarded, and whether the ledger balances. Words stand before `/:id`. */
export function rewardRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/balance', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    return page(c, <BalancePage {...frame} {...(await reconcile(house.db, frame.viewer.agencyId))} />)
  })
  return app
    .route('/payouts', payoutRoutes(house, desk))
    .route('/excluded', excludedRoutes(house, desk))
    .route('/rules', ruleRoutes(house, desk))
    .route('/signals', signalRoutes(house, desk))
    .route('/', awardRoutes(house, desk))
}
