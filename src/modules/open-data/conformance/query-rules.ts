import type { Answer, Query } from './client.ts'
import { type Entry, textIn } from './facts.ts'
import { instantOf } from './moments.ts'
import { idle, judged, type Rule, type Verdict } from './rule.ts'
import { entriesOf, type Listing, type Survey } from './survey.ts'

const SOURCE = 'GeoReport v2「GET Service Requests：Optional Arguments」'

/** What the default list shows, from which questions are made. */
export type Sample = {
  readonly listing: Listing
  readonly entries: readonly Entry[]
  /** Entries with a number and a readable time, oldest first. */
  readonly dated: readonly { readonly id: string; readonly at: number; readonly text: string; readonly entry: Entry }[]
}

export const idsOf = (entries: readonly Entry[]): string[] => entries.map((entry) => textIn(entry, 'service_request_id')).sort()
export const codesOf = (entries: readonly Entry[]): string[] =>
  [...new Set(entries.map((entry) => textIn(entry, 'service_code')))].filter((code) => code !== '')

const samples = new WeakMap<Survey, Promise<Sample | undefined>>()

/** The sample of one run; taken once, for every question to be made from the same. */
export function sampleOf(survey: Survey): Promise<Sample | undefined> {
  const taken = samples.get(survey) ?? takeSample(survey)
  samples.set(survey, taken)
  return taken
}

async function takeSample(survey: Survey): Promise<Sample | undefined> {
  const listing = await survey.list()
  if (listing.entries === undefined || listing.entries.length === 0) return undefined
  const dated = listing.entries.flatMap((entry) => {
    const [id, text] = [textIn(entry, 'service_request_id'), textIn(entry, 'requested_datetime')]
    const at = instantOf(text)
    return id === '' || at === undefined ? [] : [{ id, at, text, entry }]
  })
  return { listing, entries: listing.entries, dated: dated.sort((one, other) => one.at - other.at) }
}

type Question = { readonly query: Query; readonly judge: (listing: Listing) => string | undefined | Promise<string | undefined> }

/** A rule that asks the list with a question made from the sample; a string says why no question can be made. */
export const queryRule = (id: string, demands: string, make: (sample: Sample, survey: Survey) => Question | string | Promise<Question | string>): Rule => ({
  id: `requests.${id}`,
  demands,
  source: SOURCE,
  run: async (survey): Promise<Verdict> => {
    const sample = await sampleOf(survey)
    if (sample === undefined) return idle('最近90日没有可读的案件，无从提问')
    const question = await make(sample, survey)
    if (typeof question === 'string') return idle(question)
    const listing = await survey.list(question.query)
    return judged(listing.answer, await question.judge(listing))
  },
})

/** A question that must be answered with a list. */
export const answered =
  (judge: (entries: readonly Entry[]) => string | undefined): Question['judge'] =>
  ({ answer, entries }) =>
    entries === undefined ? `HTTP ${answer.status}，没有得到列表` : judge(entries)

/** A question that makes no sense is refused with one of these statuses, or finds nothing. */
export const refusedOr =
  (...statuses: readonly number[]): Question['judge'] =>
  ({ answer, entries }) => {
    if (statuses.includes(answer.status) || (entries !== undefined && entries.length === 0)) return undefined
    return entries === undefined ? `HTTP ${answer.status}` : `当作没有这个参数，给出了 ${entries.length} 件`
  }

export const all =
  (what: string, holds: (entry: Entry) => boolean) =>
  (entries: readonly Entry[]): string | undefined => {
    const wrong = entries.find((entry) => !holds(entry))
    return wrong === undefined ? undefined : `${textIn(wrong, 'service_request_id')} ${what}`
  }

export const holding =
  (...ids: readonly string[]) =>
  (entries: readonly Entry[]): string | undefined => {
    const missing = ids.find((id) => !idsOf(entries).includes(id))
    return missing === undefined ? undefined : `没有 ${missing}`
  }

export const exactly = (ids: readonly string[]) => (entries: readonly Entry[]) => {
  const [wanted, got] = [[...ids].sort(), idsOf(entries)]
  return wanted.join('\n') === got.join('\n') ? undefined : `应是 ${wanted.length} 件，得到 ${got.length} 件：${got.slice(0, 5).join('、') || '（空）'}`
}

export const both =
  (...judges: readonly ((entries: readonly Entry[]) => string | undefined)[]) =>
  (entries: readonly Entry[]): string | undefined =>
    judges.map((judge) => judge(entries)).find((problem) => problem !== undefined)

/** The same requests as without the arguments. */
export const sameAsDefault =
  (survey: Survey): Question['judge'] =>
  async ({ answer, entries }) => {
    if (entries === undefined) return `HTTP ${answer.status}，没有得到列表`
    const plain = await survey.list()
    if (exactly(idsOf(plain.entries ?? []))(entries) === undefined) return undefined
    // A request may have come in between the two: before they are said to differ, both are asked once more.
    const [before, after] = [await askedAgain(survey, plain.answer), await askedAgain(survey, answer)]
    return exactly(idsOf(before))(after)
  }

const askedAgain = async ({ client }: Survey, { asked }: Answer): Promise<readonly Entry[]> => entriesOf(await client.get(asked.replace(/^GET /, ''))) ?? []
