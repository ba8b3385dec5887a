import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Finding } from './kinds.ts'

type Done<Name extends string, More = unknown> = { readonly step: Name; readonly on: PlainDate } & More

/** One thing that happened to a complaint or a suggestion, on the day it happened. */
export type PetitionEvent =
  | Done<'submit'>
  | Done<'accept', { readonly handler: string; readonly against: string }>
  | Done<'reassign', { readonly handler: string }>
  | Done<'answer', { readonly finding: Finding; readonly words: string }>
  | Done<'forward', { readonly to: string; readonly words: string }>
  | Done<'publish', { readonly item: string; readonly words: string }>
  | Done<'decline', { readonly reason: string }>
  | Done<'withdraw', { readonly reason: string }>
  | Done<'note', { readonly words: string }>
