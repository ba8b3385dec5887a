import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Refusal } from '../../../kernel/refusal.ts'
import type { Values } from '../../../ui/form.tsx'
import type { ConsoleFrame } from '../../../ui/page.tsx'
import type { Calendar, Clock } from '../../calendar/index.ts'
import type { Attachment } from '../../files/index.ts'
import type { LetterRecord, Words } from '../../letters/index.ts'
import type { AnswerStage } from '../answers/lifecycle.ts'
import type { Applicant } from '../applicant.ts'
import type { Copy } from '../copies/copy.ts'
import type { Step } from '../lifecycle.ts'
import type { EarlierOf } from '../radar/earlier.ts'
import type { RemedyState } from '../remedies/remedy.ts'
import type { Request } from '../store.ts'
import type { Change } from '../versions/read-versions.ts'

export type StaffRequestProps = ConsoleFrame & {
  request: Request
  clock: Clock
  today: PlainDate
  calendar: Calendar
  files: readonly Attachment[]
  /** Made so far; of a request whose answer is not drafted yet they stand on their own page. */
  letters: readonly LetterRecord[]
  /** Files that go to the applicant with the answer; also those taken back. */
  copies: readonly Copy[]
  /** What was changed of an answer that waits for review or signature. */
  changes: readonly Change[]
  departments: readonly string[]
  agencyName: string
  /** The office's texts of today, where an answer is drafted. */
  words?: Words | undefined
  /** Shown in full after an unmasking that has left its trace. */
  applicant: Applicant | null
  /** What became of its public answer; null where it may have none, or this person does not see to it. */
  publicAnswer: { readonly stage: AnswerStage | null; readonly number: string | null } | null
  /** What the same applicant asked for before. */
  earlier: EarlierOf
  /** The 复议 and 诉讼 over it. */
  remedies: readonly { readonly id: number; readonly state: RemedyState }[]
  /** The step whose form is asked for. */
  step?: Step | undefined
  /** A step that was refused, with what was typed into it. */
  refused?: { readonly step: Step; readonly because: Refusal; readonly values: Values }
}
