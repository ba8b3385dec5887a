import { type Entry, textIn } from './facts.ts'
import { DAY, instantOf, w3c, w3cInBeijing } from './moments.ts'
import { all, answered, both, codesOf, exactly, holding, queryRule, refusedOr, type Sample, sameAsDefault } from './query-rules.ts'
import type { Rule } from './rule.ts'

const ONE = '需要至少两件时间不同的案件'
const at = (entry: Entry): number => instantOf(textIn(entry, 'requested_datetime')) ?? Number.NaN

/** A request from the middle of the list, with some before it and some after. */
function middle({ dated }: Sample): Sample['dated'][number] | undefined {
  const found = dated[Math.floor(dated.length / 2)]
  return found && dated[0] && found.at > dated[0].at ? found : undefined
}

/** From the first instant to the last whole second that holds it, whatever the server keeps of a second. */
const endOf = (instant: number): string => w3c(Math.ceil(instant / 1000) * 1000)

const windows: readonly Rule[] = [
  queryRule('start-date', '给出 start_date 时，不应列出更早的案件', (sample) => {
    const pivot = middle(sample)
    return pivot ? { query: { start_date: pivot.text }, judge: answered(all('早于 start_date', (entry) => at(entry) >= pivot.at)) } : ONE
  }),
  queryRule('end-date', '给出 end_date 时，不应列出更晚的案件', (sample) => {
    const pivot = sample.dated[0]
    return pivot && middle(sample) ? { query: { end_date: pivot.text }, judge: answered(all('晚于 end_date', (entry) => at(entry) <= pivot.at)) } : ONE
  }),
  queryRule('date-range', 'start_date 与 end_date 同给时，只应列出其间的案件', (sample) => {
    const pivot = middle(sample)
    if (!pivot) return ONE
    const query = { start_date: w3c(pivot.at - 3_600_000), end_date: w3c(pivot.at + 3_600_000) }
    return {
      query,
      judge: answered(
        both(
          all('在范围之外', (entry) => Math.abs(at(entry) - pivot.at) <= 3_601_000),
          holding(pivot.id),
        ),
      ),
    }
  }),
  queryRule('start-inclusive', 'start_date 恰是受理时间的案件应列出', (sample) => {
    const pivot = middle(sample)
    return pivot ? { query: { start_date: pivot.text, end_date: w3c(pivot.at + 3_600_000) }, judge: answered(holding(pivot.id)) } : ONE
  }),
  queryRule('end-inclusive', 'end_date 恰是受理时间的案件应列出', (sample) => {
    const pivot = middle(sample)
    return pivot ? { query: { start_date: w3c(pivot.at - 3_600_000), end_date: pivot.text }, judge: answered(holding(pivot.id)) } : ONE
  }),
  queryRule('date-offset', '同一时刻用 +08:00 书写，结果应与用 Z 书写相同', (sample, survey) => {
    const pivot = middle(sample)
    if (!pivot) return ONE
    const [from, to] = [Math.floor(pivot.at / 1000) * 1000, pivot.at + 2 * 3_600_000]
    const query = { start_date: w3cInBeijing(from), end_date: w3cInBeijing(Math.ceil(to / 1000) * 1000) }
    return {
      query,
      judge: async (listing) => {
        const plain = await survey.list({ start_date: w3c(from), end_date: endOf(to) })
        if (plain.entries === undefined) return `${plain.answer.asked} 没有得到列表`
        return answered(exactly(plain.entries.map((entry) => textIn(entry, 'service_request_id'))))(listing)
      },
    }
  }),
  queryRule('older-window', '给出90日以前的时段，也应查得到', (sample) => {
    const first = sample.dated[0]
    if (!first) return ONE
    const [from, to] = [first.at - 80 * DAY, first.at + 3_600_000]
    const inside = all('在范围之外', (entry) => at(entry) >= from && at(entry) <= to)
    // A full answer may have left the one request away.
    const kept = (entries: readonly Entry[]) => (entries.length < 1000 ? holding(first.id)(entries) : undefined)
    return { query: { start_date: w3c(from), end_date: w3c(to) }, judge: answered(both(inside, kept)) }
  }),
  queryRule('span-over-90', '时段超过90日应得400，或只给90日之内的', () => ({
    query: { start_date: w3c(Date.now() - 400 * DAY), end_date: w3c(Date.now()) },
    judge: ({ answer, entries }) => {
      if (answer.status === 400) return undefined
      if (entries === undefined) return `HTTP ${answer.status}`
      const moments = entries.map(at).filter((moment) => !Number.isNaN(moment))
      const span = moments.length === 0 ? 0 : (Math.max(...moments) - Math.min(...moments)) / DAY
      return span > 91 ? `给出了 ${Math.round(span)} 日的案件` : undefined
    },
  })),
  queryRule('bad-date', '读不成时间的 start_date 应得400，或得空的列表', () => ({ query: { start_date: 'yesterday' }, judge: refusedOr(400) })),
  queryRule('bad-end-date', '不存在的日期作 end_date 应得400，或得空的列表', () => ({ query: { end_date: '2024-13-45T00:00:00Z' }, judge: refusedOr(400) })),
  queryRule('reversed-dates', 'start_date 晚于 end_date 应得400，或得空的列表', (sample) => {
    const [first, last] = [sample.dated[0], sample.dated.at(-1)]
    return first && last && first.at < last.at ? { query: { start_date: last.text, end_date: first.text }, judge: refusedOr(400) } : ONE
  }),
]

const ofStatus = (status: string) => all(`不是 ${status}`, (entry) => textIn(entry, 'status') === status)
const statusRule = (status: 'open' | 'closed'): Rule =>
  queryRule(`status-${status}`, `status=${status} 应只列出这种状态的案件`, ({ entries }) => {
    const some = entries.find((entry) => textIn(entry, 'status') === status)
    const kept = some === undefined || entries.length >= 1000 ? [] : [textIn(some, 'service_request_id')]
    return { query: { status }, judge: answered(both(ofStatus(status), holding(...kept))) }
  })

const statuses: readonly Rule[] = [
  statusRule('open'),
  statusRule('closed'),
  queryRule('status-both', 'status=open,closed 应与不限状态相同', (_, survey) => ({ query: { status: 'open,closed' }, judge: sameAsDefault(survey) })),
  queryRule('status-unknown', '没有的 status 应得400，或得空的列表', () => ({ query: { status: 'conformance' }, judge: refusedOr(400) })),
]

const codes: readonly Rule[] = [
  queryRule('by-service-code', 'service_code 应只列出该服务的案件', ({ entries }) => {
    const [code] = codesOf(entries)
    if (code === undefined) return '案件没有 service_code'
    const some = entries.find((entry) => textIn(entry, 'service_code') === code)
    return {
      query: { service_code: code },
      judge: answered(
        both(
          all(`不属于 ${code}`, (entry) => textIn(entry, 'service_code') === code),
          holding(textIn(some, 'service_request_id')),
        ),
      ),
    }
  }),
  queryRule('by-service-codes', 'service_code 可用逗号给出几个', ({ entries }) => {
    const [one, other] = codesOf(entries)
    if (one === undefined || other === undefined) return '案件只有一种 service_code'
    const kept = [one, other].map((code) =>
      textIn(
        entries.find((entry) => textIn(entry, 'service_code') === code),
        'service_request_id',
      ),
    )
    return {
      query: { service_code: `${one},${other}` },
      judge: answered(
        both(
          all(`不属于 ${one}、${other}`, (entry) => [one, other].includes(textIn(entry, 'service_code'))),
          holding(...kept),
        ),
      ),
    }
  }),
  queryRule('service-code-unknown', '没有的 service_code 应得400、404，或得空的列表', () => ({
    query: { service_code: 'conformance-none' },
    judge: refusedOr(400, 404),
  })),
  queryRule('filters-together', 'status 与 service_code 同给，两者都应起作用', ({ entries }) => {
    const some = entries[0]
    const [status, code] = [textIn(some, 'status'), textIn(some, 'service_code')]
    const holds = (entry: Entry) => textIn(entry, 'status') === status && textIn(entry, 'service_code') === code
    return {
      query: { status, service_code: code },
      judge: answered(both(all(`不是 ${code} 的 ${status}`, holds), holding(textIn(some, 'service_request_id')))),
    }
  }),
]

const NOWHERE = { start_date: '2001-01-01T00:00:00Z', end_date: '2001-01-02T00:00:00Z' }
const opposite = (entry: Entry | undefined): string => (textIn(entry, 'status') === 'open' ? 'closed' : 'open')

const ids: readonly Rule[] = [
  queryRule('by-id', 'service_request_id 应只列出这一件', ({ dated: [one] }) =>
    one ? { query: { service_request_id: one.id }, judge: answered(exactly([one.id])) } : '案件没有编号',
  ),
  queryRule('by-ids', 'service_request_id 可用逗号给出几个', ({ dated }) => {
    const some = dated.slice(0, 3).map(({ id }) => id)
    return some.length < 2 ? '只有一件案件' : { query: { service_request_id: some.join(',') }, judge: answered(exactly(some)) }
  }),
  queryRule('ids-override-status', 'service_request_id 应压倒 status', ({ dated: [one] }) =>
    one ? { query: { service_request_id: one.id, status: opposite(one.entry) }, judge: answered(exactly([one.id])) } : '案件没有编号',
  ),
  queryRule('ids-override-dates', 'service_request_id 应压倒 start_date 与 end_date', ({ dated: [one] }) =>
    one ? { query: { service_request_id: one.id, ...NOWHERE }, judge: answered(exactly([one.id])) } : '案件没有编号',
  ),
  queryRule('ids-override-service-code', 'service_request_id 应压倒 service_code', ({ dated, entries }) => {
    const [one] = dated
    const other = codesOf(entries).find((code) => code !== textIn(one?.entry, 'service_code'))
    return one && other ? { query: { service_request_id: one.id, service_code: other }, judge: answered(exactly([one.id])) } : '案件只有一种 service_code'
  }),
  queryRule('ids-beyond-window', '按编号查询不受最近90日的限制', async (sample, survey) => {
    const now = Date.now()
    const old = await survey.list({ start_date: w3c(now - 180 * DAY), end_date: w3c(now - 92 * DAY) })
    const id = textIn(
      old.entries?.find((entry) => at(entry) < now - 92 * DAY),
      'service_request_id',
    )
    return id === '' || sample.entries.length === 0 ? '没有更早的案件' : { query: { service_request_id: id }, judge: answered(exactly([id])) }
  }),
  queryRule('ids-unknown', '没有的编号应得空的列表或404', () => ({ query: { service_request_id: 'conformance-none' }, judge: refusedOr(400, 404) })),
]

const EMPTY = { service_request_id: '', service_code: '', start_date: '', end_date: '', status: '' }
const empties: readonly Rule[] = Object.keys(EMPTY).map((name) =>
  queryRule(`empty-${name.replaceAll('_', '-')}`, `空的 ${name} 应与没有这个参数一样`, (_, survey) => ({
    query: { [name]: '' },
    judge: sameAsDefault(survey),
  })),
)

export const filterRules: readonly Rule[] = [...windows, ...statuses, ...codes, ...ids, ...empties]
