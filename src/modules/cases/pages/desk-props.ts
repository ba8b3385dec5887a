import type { Refusal } from '../../../kernel/refusal.ts'
import type { Values } from '../../../ui/form.tsx'
import type { ConsoleFrame } from '../../../ui/page.tsx'
import type { Photo } from '../../photos/index.ts'
import type { DeskCase } from '../desk-case.ts'
import type { Step } from '../lifecycle.ts'

export type RefusedStep = { readonly step: Step; readonly because: Refusal; readonly values: Values }
export type DeskCaseProps = ConsoleFrame &
  DeskCase & {
    /** The step whose form is open. */
    step: Step | null
    refused?: RefusedStep
    /** The key of the forms that carry photos, and what it holds already. */
    form: string
    sent: readonly Photo[]
  }
