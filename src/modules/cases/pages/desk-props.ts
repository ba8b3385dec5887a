import type { Refusal } from '../../../kernel/refusal.ts'
import type { Values } from '../../../ui/form.tsx'
import type { ConsoleFrame } from '../../../ui/page.tsx'
import type { Photo } from '../../photos/index.ts'
import type { DeskCase } from '../desk-case.ts'
import type { Step } from '../lifecycle.ts'

export type RefusedStep = { readonly step: Step; readonly because: Refusal; readonly values: Values }
/** What was not done with a photo, and of which of its forms. */
export type RefusedPhoto = { readonly id: string; readonly form: 'released' | 'withheld' | 'redact'; readonly because: string; readonly values: Values }
export type DeskCaseProps = ConsoleFrame &
  DeskCase & {
    /** The step whose form is open. */
    step: Step | null
    refused?: RefusedStep
    refusedPhoto?: RefusedPhoto
    /** The key of the forms that carry photos, and what it holds already. */
    form: string
    sent: readonly Photo[]
  }
