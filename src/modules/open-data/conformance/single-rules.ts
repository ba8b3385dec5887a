import { envelopeRules } from './envelope.ts'
import { differenceBetween, type Entry, fieldOf, textIn } from './facts.ts'
import { UNKNOWN } from './definition-rules.ts'
import { sampleOf } from './query-rules.ts'
import { idle, judged, type Rule } from './rule.ts'
import { entriesOf, type Survey } from './survey.ts'

const SOURCE = 'GeoReport v2「GET Service Request」'
const NONE = '没有可查的案件编号'
export const requestPath = (id: string): string => `requests/${encodeURIComponent(id)}`

/** The newest request of the list. */
async function newest(survey: Survey): Promise<{ id: string; entry: Entry } | undefined> {
  return (await sampleOf(survey))?.dated.at(-1)
}

const envelope = envelopeRules({
  name: 'request',
  title: '单件案件',
  source: SOURCE,
  root: 'service_requests',
  shape: 'one',
  statuses: [200],
  ask: async (survey, format) => {
    const found = await newest(survey)
    return found ? await survey.get(`${requestPath(found.id)}.${format}`) : NONE
  },
})

export const singleRules: readonly Rule[] = [
  ...envelope,
  {
    id: 'request.xml-one',
    demands: '单件案件的 XML 应恰有一个 <request>',
    source: SOURCE,
    run: async (survey) => {
      const found = await newest(survey)
      if (!found) return idle(NONE)
      const answer = await survey.get(`${requestPath(found.id)}.xml`)
      const entries = entriesOf(answer)
      return entries === undefined ? idle(`${answer.asked} 没有读到列表`) : judged(answer, entries.length === 1 ? undefined : `有 ${entries.length} 个`)
    },
  },
  {
    id: 'request.same-id',
    demands: '所给的应是所问的那一件',
    source: SOURCE,
    run: async (survey) => {
      const found = await newest(survey)
      if (!found) return idle(NONE)
      const answer = await survey.get(`${requestPath(found.id)}.xml`)
      const [entry] = entriesOf(answer) ?? []
      return entry === undefined
        ? idle(`${answer.asked} 没有读到案件`)
        : judged(answer, textIn(entry, 'service_request_id') === found.id ? undefined : `得到 ${textIn(entry, 'service_request_id')}`)
    },
  },
  {
    id: 'request.same-as-list',
    demands: '单件案件所说应与列表里的一致',
    source: SOURCE,
    run: async (survey) => {
      const found = await newest(survey)
      if (!found) return idle(NONE)
      const answer = await survey.get(`${requestPath(found.id)}.xml`)
      const [entry] = entriesOf(answer) ?? []
      if (entry === undefined) return idle(`${answer.asked} 没有读到案件`)
      // A single answer may say more than the list; what the list says has to be there.
      const difference = Object.keys(found.entry)
        .map((name) => differenceBetween(found.entry[name], fieldOf(entry, name), name))
        .find((problem) => problem !== undefined)
      return judged(answer, difference)
    },
  },
  {
    id: 'request.unknown-404',
    demands: '没有的案件编号应得 404',
    source: `${SOURCE}：Possible Errors`,
    run: async (survey) => {
      const answer = await survey.get(`${requestPath(UNKNOWN)}.xml`)
      return judged(answer, answer.status === 404 ? undefined : `HTTP ${answer.status}`)
    },
  },
]
