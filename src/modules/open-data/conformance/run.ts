import { NoAnswer } from './client.ts'
import { creationRules } from './creation-rules.ts'
import { definitionRules } from './definition-rules.ts'
import { discoveryRules } from './discovery-rules.ts'
import { errorRules } from './error-rules.ts'
import { filterRules } from './filter-rules.ts'
import { generalRules } from './general-rules.ts'
import { refusalRules } from './refusal-rules.ts'
import { requestRules } from './request-rules.ts'
import { broken, type Rule, type Verdict } from './rule.ts'
import { serviceRules } from './service-rules.ts'
import { singleRules } from './single-rules.ts'
import { type Options, openSurvey, type Survey } from './survey.ts'
import { tokenRules } from './token-rules.ts'

/** In the order they run: what is read first, what creates later, what holds everywhere last. */
export const rules: readonly Rule[] = [
  ...discoveryRules,
  ...serviceRules,
  ...definitionRules,
  ...requestRules,
  ...filterRules,
  ...singleRules,
  ...errorRules,
  ...creationRules,
  ...refusalRules,
  ...tokenRules,
  ...generalRules,
]

export type Result = Pick<Rule, 'id' | 'demands' | 'source'> & Verdict
const PATIENCE = 3

/** Runs every rule against a server; a server that does not answer at all, or stops answering, ends the run with `NoAnswer`. */
export async function checkServer(options: Options, tell: (result: Result) => void = () => {}): Promise<readonly Result[]> {
  const survey = openSurvey(options)
  await survey.get('services.xml')
  const results: Result[] = []
  let silent = 0
  for (const rule of rules) {
    const verdict = await verdictOn(rule, survey)
    silent = verdict instanceof NoAnswer ? silent + 1 : 0
    if (verdict instanceof NoAnswer && silent >= PATIENCE) throw verdict
    const { id, demands, source } = rule
    const result: Result = { id, demands, source, ...(verdict instanceof NoAnswer ? broken(verdict.message, undefined) : verdict) }
    results.push(result)
    tell(result)
  }
  return results
}

async function verdictOn(rule: Rule, survey: Survey): Promise<Verdict | NoAnswer> {
  try {
    return await rule.run(survey)
  } catch (error) {
    if (error instanceof NoAnswer) return error
    throw error
  }
}
