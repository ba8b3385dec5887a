import { inChinese } from '../../../kernel/plain-date.ts'
import { DECISIONS } from '../decisions.ts'
import { stanceName } from '../events.ts'
import { deliveryWayName } from '../kinds.ts'
import { stepName } from '../lifecycle.ts'
import type { RemedyEvent } from '../remedies/events.ts'
import { ENDINGS } from '../remedies/kinds.ts'
import { remedyEventName } from '../remedies/lifecycle.ts'
import { sentenceOf } from '../pages/timeline.tsx'
import type { LoggedEvent } from '../store.ts'

/** One step as the file tells it, with its article. */
export const eventLine = ({ fact, article }: LoggedEvent): string =>
  [fact.step === 'register' ? '收到申请' : stepName[fact.step], sentenceOf(fact, true), article].filter(Boolean).join('　')

/** The same of a 复议 or 诉讼. */
export const remedyLine = (fact: RemedyEvent, article: string): string =>
  [remedyEventName[fact.step], inChinese(fact.on), ...saidIn(fact), article].filter(Boolean).join('　')

function saidIn(fact: RemedyEvent): string[] {
  switch (fact.step) {
    case 'end':
    case 'orderRedo':
      return [ENDINGS[fact.ending].name, fact.words]
    case 'draftRedo':
    case 'redo':
      return [DECISIONS[fact.decision].short]
    case 'hearThird':
      return [fact.with, stanceName[fact.stance], fact.opinion]
    case 'sendRedo':
      return [deliveryWayName[fact.way], fact.tracking && `邮件号 ${fact.tracking}`, fact.evidence]
    default:
      return ['evidence', 'words', 'reason'].flatMap((name) => {
        const said = (fact as Readonly<Record<string, unknown>>)[name]
        return typeof said === 'string' ? [said] : []
      })
  }
}
