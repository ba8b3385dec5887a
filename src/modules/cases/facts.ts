import type { Limit } from '../standards/index.ts'

/** A part of the work with a limit of its own, such as 围护 before 修复. */
export type WorkStage = { readonly name: string; readonly limit: Limit }

/** The 立案条件 a case was filed under, copied from the version of the standard in force, so that it never changes with it. */
export type Filing = {
  readonly version: number
  readonly condition: string
  readonly category: string
  readonly text: string
  readonly limit: Limit
  readonly stages: readonly WorkStage[]
  readonly closing: string
  readonly level: 1 | 2 | 3
}
export type Unit = { readonly id: number; readonly name: string }
export type Spot = { readonly streetCode: string | null; readonly gridCode: string | null; readonly lon: number | null; readonly lat: number | null }
export const SUPERVISION_LEVELS = ['remind', 'formal', 'leader'] as const
export type SupervisionLevel = (typeof SUPERVISION_LEVELS)[number]
export const supervisionName = { remind: '提醒', formal: '督办单', leader: '领导督办' } as const satisfies Record<SupervisionLevel, string>

/** One thing that happened; its facts are all a replay needs beside the moment. */
export type CaseFact =
  | { readonly step: 'report' }
  | { readonly step: 'accept'; readonly filing: Filing; readonly spot: Spot; readonly title: string; readonly place: string }
  | { readonly step: 'decline'; readonly reason: string }
  | { readonly step: 'merge'; readonly parent: string; readonly because: string }
  | { readonly step: 'unmerge'; readonly reason: string }
  | { readonly step: 'askOnSite'; readonly reason: string }
  | { readonly step: 'reportOnSite'; readonly found: boolean; readonly note: string; readonly metres: number | null }
  | { readonly step: 'transfer'; readonly channel: string; readonly reason: string }
  | { readonly step: 'withdraw'; readonly reason: string }
  | { readonly step: 'file' }
  | { readonly step: 'reclassify'; readonly filing: Filing; readonly spot: Spot; readonly reason: string }
  | { readonly step: 'void'; readonly reason: string }
  | { readonly step: 'dispatch'; readonly unit: Unit; readonly note: string; readonly because: string }
  | { readonly step: 'recall'; readonly reason: string }
  | { readonly step: 'receive' }
  | { readonly step: 'return'; readonly reason: string }
  | { readonly step: 'dispute'; readonly reason: string }
  | { readonly step: 'decide'; readonly unit: Unit; readonly ground: string }
  | { readonly step: 'finishStage'; readonly name: string; readonly note: string }
  | { readonly step: 'feedBack'; readonly note: string; readonly account: string }
  | { readonly step: 'askPostponement'; readonly amount: number; readonly reason: string }
  | { readonly step: 'grantPostponement'; readonly note: string }
  | { readonly step: 'refusePostponement'; readonly reason: string }
  | { readonly step: 'askSuspension'; readonly until: string; readonly reason: string }
  | { readonly step: 'grantSuspension'; readonly note: string }
  | { readonly step: 'refuseSuspension'; readonly reason: string }
  | { readonly step: 'resume'; readonly note: string }
  | { readonly step: 'supervise'; readonly level: SupervisionLevel; readonly note: string }
  | { readonly step: 'pass'; readonly note: string; readonly metres: number | null; readonly account: string }
  | { readonly step: 'fail'; readonly note: string; readonly metres: number | null; readonly account: string }
  | { readonly step: 'close'; readonly opinion: string }
  | { readonly step: 'rateSatisfied'; readonly reason: string }
  | { readonly step: 'rateDissatisfied'; readonly reason: string }
  | { readonly step: 'appeal'; readonly reason: string }
  | { readonly step: 'grantAppeal'; readonly note: string }
  | { readonly step: 'refuseAppeal'; readonly reason: string }
  | { readonly step: 'askVisit'; readonly reason: string }
  | { readonly step: 'explain'; readonly note: string }
  | { readonly step: 'reopen'; readonly reason: string }
  | { readonly step: 'reconsider'; readonly reason: string }
export type Happened = { readonly at: Date; readonly fact: CaseFact }
