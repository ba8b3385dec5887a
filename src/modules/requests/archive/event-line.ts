import { stepName } from '../lifecycle.ts'
import { sentenceOf } from '../pages/timeline.tsx'
import type { LoggedEvent } from '../store.ts'

/** One step as the file tells it, with its article. */
export const eventLine = ({ fact, article }: LoggedEvent): string =>
  [fact.step === 'register' ? '收到申请' : stepName[fact.step], sentenceOf(fact, true), article].filter(Boolean).join('　')
