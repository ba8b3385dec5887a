import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import { type Judgement, judgeSignal, loadSignals } from './judge-signal.ts'
import { type RefusedJudgement, SignalsPage } from './pages/signals.tsx'
import type { RewardDesk } from './rewards-routes.tsx'
import { VERDICTS } from './signal-decision.ts'

/** What is worth a look among the reports of the last days, and what a person says of it. */
export function signalRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, refused?: RefusedJudgement, status: 200 | (typeof statusOf)[keyof typeof statusOf] = 200) => {
    const frame = await desk.frame(c)
    const signals = await loadSignals(house, frame.viewer.agencyId, desk.reportsSince)
    return page(c, <SignalsPage {...{ ...frame, path: '/staff/rewards' }} {...signals} refused={refused} />, status)
  }

  app.get('/', desk.readers, (c) => show(c))

  app.post('/', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const { name = '', verdict, because = '' } = await textFields(c)
    const judgement: Judgement = { name, verdict: VERDICTS.find((one) => one === verdict), because }
    const refused = await judgeSignal(house, viewer, desk.reportsSince, judgement)
    return refused ? await show(c, { ...judgement, refused: refused.because }, statusOf[refused.refused]) : see(c, '/staff/rewards/signals')
  })
  return app
}
