import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Decision } from '../decisions.ts'
import type { Stance } from '../events.ts'
import type { DeliveryWay } from '../kinds.ts'
import type { Ending, Procedure, RedoEnding, RemedyRoute, Unit } from './kinds.ts'

/** A file that came with a step; the bytes stand under `remedies/ID`. */
export type StepFile = { readonly id: string; readonly name: string }
type Done<Name extends string, More = unknown> = { readonly step: Name; readonly on: PlainDate; readonly files?: readonly StepFile[] } & More

/** One thing that happened to a 复议 or a 诉讼, on the day it happened; `on` of `file` is the day the authority accepted it. */
export type RemedyEvent =
  | Done<
      'file',
      {
        readonly route: RemedyRoute
        readonly requestNumber: string | null
        /** The authority or the court, and its number for it; older records may lack both. */
        readonly authority: string
        readonly caseNumber: string
        readonly procedure: Procedure
        /** The 复议 that a 诉讼 follows. */
        readonly follows: number | null
        readonly note: string
      }
    >
  | Done<'receiveCopy', { readonly evidence: string }>
  | Done<'turnOrdinary', { readonly reason: string }>
  | Done<'answer', { readonly evidence: string; readonly words: string }>
  | Done<'supplement', { readonly words: string }>
  | Done<'extend', { readonly days: number; readonly reason: string }>
  | Done<'suspend', { readonly reason: string }>
  | Done<'resume', { readonly reason: string }>
  | Done<'note', { readonly words: string }>
  | Done<'end', { readonly ending: Ending; readonly words: string }>
  /** `usual`: the decision named no time, and that of an answer applies. */
  | Done<
      'orderRedo',
      {
        readonly ending: RedoEnding
        readonly servedOn: PlainDate
        readonly days: number
        readonly unit: Unit
        readonly words: string
        readonly usual?: true
      }
    >
  | Done<'hearThird', { readonly with: string; readonly askedOn: PlainDate; readonly stance: Stance; readonly opinion: string }>
  | Done<'draftRedo', { readonly decision: Decision; readonly text: string; readonly overriding?: string }>
  | Done<'takeRedoBack'>
  /** The letter and edition that was let pass or sent back, `id:edition`; empty when none was made. */
  | Done<'reviewRedo', { readonly letters?: string }>
  | Done<'sendRedoBack', { readonly reason: string; readonly letters?: string }>
  | Done<'signRedo'>
  | Done<'sendRedo', { readonly way: DeliveryWay; readonly tracking: string; readonly evidence: string }>
  | Done<'confirmRedo', { readonly index: number; readonly evidence: string }>
  | Done<'failRedo', { readonly index: number; readonly reason: string }>
  /** These two were kept before an answer ordered anew was reviewed and signed; no step makes them any more. */
  | Done<'redo', { readonly decision: Decision; readonly text: string }>
  | Done<'deliverRedo', { readonly evidence: string }>
