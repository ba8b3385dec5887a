import { activitiesOf2019 } from './disclosure-texts/activities.ts'
import { PLANS } from './disclosure-texts/plans.ts'
import { RULE } from './disclosure-texts/rule.ts'
import type { Sample } from './disclosure-texts/sample.ts'

export { GUIDE } from './disclosure-texts/plans.ts'
export { FICTION, heading, table } from './disclosure-texts/markup.ts'
export type { Sample } from './disclosure-texts/sample.ts'

/** One rule, five plans, two of the duties and 146 activities, as the agency's report of 2019 counts them. */
export const samplesOf2019 = (): readonly Sample[] => [RULE, ...PLANS, ...activitiesOf2019()]
