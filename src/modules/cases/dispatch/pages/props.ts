import type { Refusal } from '../../../../kernel/refusal.ts'
import type { Values } from '../../../../ui/form.tsx'
import type { ConsoleFrame } from '../../../../ui/page.tsx'
import type { HandlingUnit, Street } from '../../../organizations/index.ts'
import type { Photo } from '../../../photos/index.ts'
import type { DeskPlace, DeskRow } from '../../desk-store.ts'
import type { Suspected } from '../../duplicates-store.ts'
import type { Stage, Step } from '../../lifecycle.ts'
import type { Names } from '../../naming.ts'
import type { Case } from '../../store.ts'
import type { Asked } from '../address.ts'
import type { Goal } from '../carry.ts'
import type { Draft } from '../draft.ts'
import type { Load } from '../suggest.ts'

export type DispatchProps = ConsoleFrame & {
  rows: readonly DeskRow[]
  next: DeskPlace | null
  asked: Asked
  counts: ReadonlyMap<Stage | 'asks', number>
  names: Names
  streets: readonly Street[]
  units: readonly HandlingUnit[]
  load: ReadonlyMap<number, Load>
  chosen: Chosen | undefined
  /** The case moved on a moment ago. */
  last: Case | undefined
  /** A batch was sent with nothing picked. */
  none: boolean
  refused: RefusedHere | undefined
  now: Date
}

export type Chosen = {
  readonly one: Case
  readonly draft: Draft
  readonly photos: readonly Photo[]
  /** What is perhaps the same problem. */
  readonly suspected: readonly Suspected[]
  readonly steps: readonly Step[]
  /** The number of the case after it in the list. */
  readonly next: string
}
export type RefusedHere = { readonly step: Goal | 'merge' | 'transfer'; readonly because: Refusal; readonly done: readonly Goal[]; readonly values: Values }
export type ChosenProps = DispatchProps & { chosen: Chosen }
