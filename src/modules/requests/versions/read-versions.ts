import type { Compared } from '../../../kernel/compared.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { compare } from '../../../platform/compare.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { type LetterRecord, listEditions, wordsOfEdition } from '../../letters/index.ts'
import { editionSeen } from '../letters/letter-of.ts'
import { subjectOf } from '../letters/subject.ts'
import type { Request } from '../store.ts'
import {
  type Beside,
  type DraftVersion,
  draftBeside,
  draftVersions,
  letterBeside,
  letterTracks,
  type LetterVersion,
  type TrackKey,
  type Version,
} from './version.ts'

type AnyVersion = DraftVersion | LetterVersion
/** The versions of one thing, the first first. */
export type Track = { readonly key: TrackKey; readonly versions: readonly AnyVersion[] }
/** Two versions of one thing beside each other. */
export type Change = {
  readonly track: TrackKey
  readonly from: Version
  readonly to: Version
  readonly wasSentBack: boolean
  readonly compared: readonly Compared[]
}

/** The letters of a request are the office's; a 承办科室 sees the draft of the answer alone. */
const seesLetters = ({ role }: Viewer): boolean => role !== 'handling-department'

/** Everything of a request that has versions, as far as this viewer may see it. */
export async function tracksOf(house: House, request: Request, viewer: Viewer): Promise<readonly Track[]> {
  const drafts = draftVersions(request.events)
  const editions = seesLetters(viewer) ? await listEditions(house.db, request.agencyId, subjectOf(request)) : []
  const letters = [...letterTracks(request.state, request.events, editions)].map(([key, versions]) => ({ key, versions }))
  return [...(drafts.length > 0 ? [{ key: 'draft' as const, versions: drafts }] : []), ...letters]
}

/** What a version says; null where its words have been erased. A letter names the applicant: looking into it leaves a trace. */
async function wordsOf(house: House, request: Request, viewer: Viewer, version: AnyVersion): Promise<string | null> {
  if (request.erasedOn) return null
  if ('words' in version) return version.words
  if (version.edition.docx === '') return null
  await leaveTrace(house.db, { at: house.now(), by: viewer, act: '对照文书', subject: subjectOf(request), note: version.name })
  return await wordsOfEdition(house, version.edition)
}

/** One version read as a whole, and what was changed in it since another; undefined where words have been erased. */
export async function readVersion(
  house: House,
  request: Request,
  viewer: Viewer,
  track: TrackKey,
  { from, to }: { readonly from: AnyVersion | undefined; readonly to: AnyVersion },
): Promise<{ readonly words: string | null; readonly change: Change | undefined }> {
  const words = await wordsOf(house, request, viewer, to)
  const before = from && (await wordsOf(house, request, viewer, from))
  const change = from && typeof before === 'string' && words !== null ? { track, from, to, wasSentBack: false, compared: compare(before, words) } : undefined
  return { words, change }
}

async function lastChange(house: House, request: Request, viewer: Viewer, track: TrackKey, { from, to, wasSentBack }: Beside<AnyVersion>): Promise<Change[]> {
  if (from.key === to.key) return [{ track, from, to, wasSentBack, compared: [] }]
  const { change } = await readVersion(house, request, viewer, track, { from, to })
  return change ? [{ ...change, wasSentBack }] : []
}

/** What whoever reviews or signs an answer has to see: how it and its letter changed since they were sent back, or since the version before. */
export async function lastChanges(house: House, request: Request, viewer: Viewer, letters: readonly LetterRecord[]): Promise<readonly Change[]> {
  const { state, events } = request
  if (state.stage !== 'drafted' && state.stage !== 'reviewed') return []
  const draft = draftBeside(events)
  const current = seesLetters(viewer) ? letters.find((one) => `${one.id}:${one.edition}` === editionSeen(state, letters)) : undefined
  const wasSentBack = events.some(({ fact }) => fact.step === 'sendBack')
  const hasEarlier = current !== undefined && (current.edition > 1 || letters.length > 1 || wasSentBack)
  const editions = hasEarlier ? await listEditions(house.db, request.agencyId, subjectOf(request)) : []
  const letter = letterBeside(events, letterTracks(state, events, editions).get('answer') ?? [], editionSeen(state, letters))
  const changes = [
    ...(draft ? [lastChange(house, request, viewer, 'draft', draft)] : []),
    ...(letter ? [lastChange(house, request, viewer, 'answer', letter)] : []),
  ]
  return (await Promise.all(changes)).flat()
}
