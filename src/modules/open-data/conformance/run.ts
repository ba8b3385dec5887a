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

/** Rules that hold answers against each other: on a living server a case may move on between two of them. */
const ofMoments = new Set<Rule>([...requestRules, ...filterRules, ...singleRules])

export type Result = Pick<Rule, 'id' | 'demands' | 'source'> & Verdict
const PATIENCE = 3

/** Runs every rule against a server; a server that does not answer at all, or stops answering, ends the run with `NoAnswer`. */
export async function checkServer(options: Options, tell: (result: Result) => void = () => {}): Promise<readonly Result[]> {
  const survey = openSurvey(options)
  await survey.get('services.xml')
  const results: Result[] = []
  let silent = 0
  for (const rule of rules) {
    const verdict = await settledVerdict(rule, survey)
    silent = verdict instanceof NoAnswer ? silent + 1 : 0
    if (verdict instanceof NoAnswer && silent >= PATIENCE) throw verdict
    const { id, demands, source } = rule
    const result: Result = { id, demands, source, ...(verdict instanceof NoAnswer ? broken(verdict.message, undefined) : verdict) }
    results.push(result)
    tell(result)
  }
  return results
}

/** What a rule finds broken it looks at once more with new answers: a fault is there again, a case that moved on in between is not. */
async function settledVerdict(rule: Rule, survey: Survey): Promise<Verdict | NoAnswer> {
  const verdict = await verdictOn(rule, survey)
  const isDoubtful = !(verdict instanceof NoAnswer) && verdict.kind === 'broken' && ofMoments.has(rule)
  return isDoubtful ? await verdictOn(rule, openSurvey(survey.options)) : verdict
}

async function verdictOn(rule: Rule, survey: Survey): Promise<Verdict | NoAnswer> {
  try {
    return await rule.run(survey)
  } catch (error) {
    if (error instanceof NoAnswer) return error
    throw error
  }
}
