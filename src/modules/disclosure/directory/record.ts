import { isOwnPath } from '../../../kernel/own-path.ts'
import { inChinese, isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { fenOf } from './money.ts'
import { definitionOf, type RecordContent, type RecordField, type RecordKind } from './kinds.ts'

/** One thing that happened to a record. */
export type RecordFact =
  | { readonly step: 'write'; readonly on: PlainDate; readonly content: RecordContent; readonly from: PlainDate; readonly reason: string }
  | { readonly step: 'clear'; readonly on: PlainDate; readonly opinion: string }
  | { readonly step: 'sendBack'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'end'; readonly on: PlainDate; readonly reason: string }
export type RecordHappened = { readonly by: string; readonly fact: RecordFact }
export type RecordStep = RecordFact['step']
export const recordStepName = { write: '填写', clear: '审查通过，可以公开', sendBack: '退回修改', end: '停止公开' } as const satisfies Record<
  RecordStep,
  string
>

/** What was written, from which day it stands, and who let it out. */
export type RecordVersion = {
  readonly n: number
  readonly content: RecordContent
  readonly from: PlainDate
  readonly by: string
  readonly on: PlainDate
  readonly reason: string
  readonly cleared: { readonly by: string; readonly on: PlainDate; readonly opinion: string } | null
}
export type RecordState = {
  readonly versions: readonly RecordVersion[]
  readonly sentBack: string | null
  readonly ended: { readonly on: PlainDate; readonly reason: string } | null
}
const NONE: RecordState = { versions: [], sentBack: null, ended: null }

/** The state after one more thing; what was not let out yet is written over. */
export function applyRecord(state: RecordState, { by, fact }: RecordHappened): RecordState {
  const waiting = pendingOf(state)
  switch (fact.step) {
    case 'write': {
      const kept = waiting ? state.versions.slice(0, -1) : state.versions
      const version = { n: kept.length + 1, content: fact.content, from: fact.from, by, on: fact.on, reason: fact.reason, cleared: null }
      return { versions: [...kept, version], sentBack: null, ended: null }
    }
    case 'clear':
      return waiting ? { ...state, versions: [...state.versions.slice(0, -1), { ...waiting, cleared: { by, on: fact.on, opinion: fact.opinion } }] } : state
    case 'sendBack':
      return { ...state, sentBack: fact.reason }
    case 'end':
      return { ...state, ended: { on: fact.on, reason: fact.reason } }
  }
}
export const replayRecord = (events: readonly RecordHappened[]): RecordState => events.reduce(applyRecord, NONE)

/** What has been written and not been let out. */
export const pendingOf = ({ versions }: RecordState): RecordVersion | undefined => (versions.at(-1)?.cleared === null ? versions.at(-1) : undefined)
/** What stood on a day: of what was let out and begins by then, the last. */
export const standingOn = (state: RecordState, day: PlainDate): RecordVersion | undefined =>
  state.ended
    ? undefined
    : state.versions
        .filter(({ cleared, from }) => cleared !== null && from <= day)
        .reduce<RecordVersion | undefined>((best, one) => (best === undefined || one.from >= best.from ? one : best), undefined)
/** The day the next that was let out begins. */
export const nextFrom = (state: RecordState, day: PlainDate): PlainDate | null =>
  state.ended
    ? null
    : (state.versions
        .filter(({ cleared, from }) => cleared !== null && from > day)
        .map(({ from }) => from)
        .toSorted()[0] ?? null)
/** What the public reads as 更新日期: the day it was let out or the day it begins, whichever is later. */
export const changedOn = ({ from, cleared }: RecordVersion): PlainDate => (cleared && cleared.on > from ? cleared.on : from)

/** Why a step is closed to this person now; undefined when it is open. */
export function recordClosed(state: RecordState, step: RecordStep, by: string): Refusal | undefined {
  const waiting = pendingOf(state)
  if (step === 'write') return undefined
  if (step === 'end')
    return state.versions.some(({ cleared }) => cleared !== null) && !state.ended ? undefined : refuse('not-now', '这一条没有在公开，不用停止')
  if (!waiting || state.sentBack !== null) return refuse('not-now', '没有等着审查的内容')
  return step === 'clear' && waiting.by === by ? refuse('not-yours', '填写人不能审查自己写的内容，请另一位审核人办理', '条例第十七条') : undefined
}

const [LONGEST_LINE, LONGEST_TEXT] = [200, 6_000]
const LATEST_YEARS = 1 // office setting: how far ahead a version may be dated

/** What is wrong with what was typed, field by field. */
export function contentFaults(kind: RecordKind, content: RecordContent, from: string, today: PlainDate): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  for (const field of definitionOf(kind).fields) {
    const fault = fieldFault(field, content[field.name] ?? '')
    if (fault) faults[field.name] = fault
  }
  const latest = `${Number(today.slice(0, 4)) + LATEST_YEARS}${today.slice(4)}`
  if (!isPlainDate(from)) faults['from'] = '填从哪一天起生效'
  else if (from > latest) faults['from'] = '生效日期最晚可以填一年以后'
  const day = content['awardedOn'] ?? ''
  if (kind === 'procurement' && isPlainDate(day) && day > today) faults['awardedOn'] = `中标、成交日期不能晚于今天（${inChinese(today)}）`
  if (kind === 'office' && content['handles'] === '1')
    for (const [name, label] of [
      ['fax', '传真号码'],
      ['online', '互联网联系方式'],
    ] as const)
      if ((content[name] ?? '') === '') faults[name] = `政府信息公开工作机构要填${label}（条例第十二条第二款）`
  if (kind === 'service' && content['online'] && !(isOwnPath(content['online']) || /^https:\/\/\S+$/.test(content['online'])))
    faults['online'] = '网上办理地址写 /report 这样的地址，或者 https:// 开头的网址'
  return faults
}

function fieldFault({ label, kind, optional, options }: RecordField, value: string): string | undefined {
  if (value === '') return optional ? undefined : `填${label}`
  switch (kind) {
    case 'line':
      return value.length > LONGEST_LINE ? `${label}最多 ${LONGEST_LINE} 字` : undefined
    case 'text':
      return value.length > LONGEST_TEXT ? `${label}最多 ${LONGEST_TEXT} 字` : undefined
    case 'day':
      return isPlainDate(value) ? undefined : `${label}填成“2026-11-24”这样的日期`
    case 'money':
      return fenOf(value) === undefined ? `${label}填数字，最多两位小数，如 44737.50` : undefined
    case 'choice':
      return options?.includes(value) ? undefined : `选${label}`
    case 'flag':
      return value === '1' ? undefined : `${label}只能勾选或者不勾选`
    case 'rank':
      return /^\d{1,4}$/.test(value) ? undefined : `${label}填 0 到 9999 的整数`
  }
}
