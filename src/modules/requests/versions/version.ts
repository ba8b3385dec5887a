import { beijingDay, beijingTime, inShortChinese } from '../../../kernel/plain-date.ts'
import { type LetterCode, type LetterEdition, letterOf } from '../../letters/index.ts'
import { DECISIONS } from '../decisions.ts'
import type { RequestEvent } from '../events.ts'
import { tellsAnswer } from '../letters/letter-of.ts'
import type { RequestState } from '../request.ts'

/** One state of something that is written and rewritten. */
export type Version = {
  readonly key: string
  readonly name: string
  readonly at: Date
  readonly by: string
  readonly how: string
  /** What became of it: reviewed, sent back, signed. */
  readonly fate: readonly string[]
}
export type DraftVersion = Version & { readonly words: string }
export type LetterVersion = Version & { readonly edition: LetterEdition }

/** What the versions of one thing are called together: the draft of the answer, the letters that tell it, any other letter. */
export type TrackKey = 'draft' | 'answer' | LetterCode
export const trackName = (key: TrackKey): string => (key === 'draft' ? '答复正文' : key === 'answer' ? '答复书' : `${key} ${letterOf(key).name}`)

export const trackOf = (state: RequestState, code: LetterCode): TrackKey => (tellsAnswer(state, code) ? 'answer' : code)

type Logged = { readonly at: Date; readonly by: string; readonly fact: RequestEvent }

export const momentOf = (at: Date): string => `${inShortChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)}`

function fateOf({ at, by, fact }: Logged): string | undefined {
  switch (fact.step) {
    case 'review':
      return `${momentOf(at)} ${by}审核通过`
    case 'sendBack':
      return `${momentOf(at)} ${by}退回：${fact.reason}`
    case 'takeBack':
      return `${momentOf(at)} ${by}收回`
    case 'sign':
      return `${momentOf(at)} ${by}签发`
    default:
      return undefined
  }
}

/** Blank lines are no change. */
const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** Every draft of the answer, with its kind before its words, the first first. */
export function draftVersions(events: readonly Logged[]): readonly DraftVersion[] {
  const all: DraftVersion[] = []
  for (const event of events) {
    const { fact, at, by } = event
    const last = all.at(-1)
    const fate = fateOf(event)
    if (fact.step === 'draftReply') {
      const n = all.length + 1
      const overriding = fact.overriding ? `\n第三方不同意而仍要公开的理由：${fact.overriding}` : ''
      const { label } = DECISIONS[fact.decision]
      all.push({ key: String(n), name: `第 ${n} 稿`, at, by, how: label, fate: [], words: `答复类型：${label}\n${linesOf(fact.text)}${overriding}` })
    } else if (last && fate) all[all.length - 1] = { ...last, fate: [...last.fate, fate] }
  }
  return all
}

export const editionKey = ({ id, edition }: Pick<LetterEdition, 'id' | 'edition'>): string => `${id}:${edition}`

/** Every edition of a request's letters, those that tell the answer together and the others by their kind. */
export function letterTracks(
  state: RequestState,
  events: readonly Logged[],
  editions: readonly LetterEdition[],
): ReadonlyMap<TrackKey, readonly LetterVersion[]> {
  return Map.groupBy(
    editions.map((edition) => letterVersion(edition, events)),
    ({ edition: { code } }) => trackOf(state, code),
  )
}

function letterVersion(edition: LetterEdition, events: readonly Logged[]): LetterVersion {
  const key = editionKey(edition)
  const { number, code, edition: n, at, by, kind, templateVersion, signedBy } = edition
  const fate = events.flatMap((event) => ('letters' in event.fact && event.fact.letters === key ? (fateOf(event) ?? []) : []))
  return {
    ...{ key, at, by, edition },
    name: `${number ?? code} 第 ${n} 稿`,
    how: kind === 'edited' ? '在 Word 里改过' : `用${code}范本第 ${templateVersion} 版制作`,
    fate: signedBy === null ? fate : [...fate, `${signedBy}签发`],
  }
}

/** What the last version of a track is looked at beside: the one last sent back, or the one before it. */
export type Beside<V extends Version> = { readonly from: V; readonly to: V; readonly wasSentBack: boolean }

export function draftBeside(events: readonly Logged[]): Beside<DraftVersion> | undefined {
  const returned = events.findLastIndex(({ fact }) => fact.step === 'sendBack')
  const all = draftVersions(events)
  const to = all.at(-1)
  const sentBack = draftVersions(events.slice(0, returned + 1)).length
  return to && beside(all, to, all[sentBack - 1])
}

/** The same of the letter that carries the answer now; `current` is its edition. */
export function letterBeside(events: readonly Logged[], versions: readonly LetterVersion[], current: string): Beside<LetterVersion> | undefined {
  const to = versions.find(({ key }) => key === current)
  const returned = events.findLast(({ fact }) => fact.step === 'sendBack')
  const key = returned?.fact.step === 'sendBack' ? returned.fact.letters : undefined
  // Returns of before their edition was kept: whichever was the last by then.
  const sentBack = key === undefined ? returned && versions.findLast(({ at }) => at <= returned.at) : versions.find((one) => one.key === key)
  return to && beside(versions, to, sentBack)
}

function beside<V extends Version>(all: readonly V[], to: V, sentBack: V | undefined): Beside<V> | undefined {
  const from = sentBack ?? all[all.findIndex(({ key }) => key === to.key) - 1]
  return from && { from, to, wasSentBack: sentBack !== undefined }
}
