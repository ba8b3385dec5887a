import { Hono } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { checkFields, page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { addRule, previewRule, type RulePreview } from './add-rule.ts'
import { RulesPage } from './pages/rules.tsx'
import type { RewardDesk } from './rewards-routes.tsx'
import { RuleForm, valuesOf } from './rule-form.ts'
import { listRules } from './rule-store.ts'
import { DEFAULT_RULE, ruleOn } from './rules.ts'

type Shown = { readonly values: Values; readonly errors: Values; readonly preview: RulePreview | null }

/** The versions of the rules; a new one is reckoned over last month before it is added. */
export function ruleRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, shown?: Shown, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const frame = await desk.frame(c)
    const rules = await listRules(house.db, frame.viewer.agencyId)
    const current = ruleOn(rules, beijingDay(house.now()))
    const { values, errors, preview } = shown ?? { values: valuesOf(current ?? DEFAULT_RULE), errors: {}, preview: null }
    const props = { ...frame, powers: desk.powersOf(frame.viewer), rules, inForce: current?.id ?? null, values, errors, preview }
    return page(c, <RulesPage {...props} />, status)
  }

  app.get('/', desk.readers, (c) => show(c))

  app.post('/', desk.approvers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const form = checkFields(values, RuleForm)
    if (!form.ok) return await show(c, { values, errors: form.errors, preview: null }, 422)
    const { rule, basis } = form.value
    if (values['confirm'] === 'yes') {
      const added = await addRule(house, viewer, rule, basis)
      return isRefusal(added)
        ? await show(c, { values, errors: { from: added.because }, preview: null }, statusOf[added.refused])
        : see(c, '/staff/rewards/rules')
    }
    const preview = await previewRule(house, viewer.agencyId, rule)
    if (isRefusal(preview)) return await show(c, { values, errors: { from: preview.because }, preview: null }, statusOf[preview.refused])
    return await show(c, { values, errors: {}, preview })
  })

  return app
}
