import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { publishedCalendar } from '../../calendar/index.ts'
import { clockOfState } from '../request.ts'
import { aPaper } from './builders.ts'
import { COLUMN_KEYS, type ColumnKey, columnOf } from './columns.ts'
import { dayIn, type Finding, nearestWord, readRow } from './read-row.ts'
import { type Life, replayRow } from './replay-row.ts'

const AT = { today: plainDate('2026-11-24'), calendar: publishedCalendar }
function lived(over: Partial<Record<ColumnKey, string>>): Life | readonly Finding[] {
  const row = readRow({ row: 7, cells: aPaper('2025-1', over) }, ['综合科', '网格管理科'])
  return 'paper' in row ? replayRow(row, AT) : row
}
function life(over: Partial<Record<ColumnKey, string>>): Life {
  const one = lived(over)
  if (!('state' in one)) throw new Error(JSON.stringify(one))
  return one
}
const sayings = (over: Partial<Record<ColumnKey, string>>): string => {
  const one = lived(over)
  return 'state' in one ? '' : one.map(({ column, says }) => `${column}：${says}`).join('\n')
}

test.each([
  ['2019-03-05', '2019-03-05'],
  ['2019/3/5', '2019-03-05'],
  ['2019.3.5', '2019-03-05'],
  ['2019年3月5日', '2019-03-05'],
  ['２０１９－０３－０５', '2019-03-05'],
  ['20190305', '2019-03-05'],
  ['2019-03-05 00:00:00', '2019-03-05'],
  ['2019年3月', undefined],
  ['2019-02-30', undefined],
  ['3月5日', undefined],
  ['43529', undefined],
])('the day “%s” is %s', (text, day) => {
  expect(dayIn(text)).toBe(day)
})

test('a whole life: passed on, amended, consulted, extended, answered and sent, each on its day', () => {
  const { state, receivedOn, done, remarks } = life({
    department: '综合科',
    amendAskedOn: '2025-06-05',
    amendedOn: '2025-06-12',
    consulted: '样例公司',
    consultedOn: '2025-06-16',
    opinionOn: '2025-06-24',
    stance: '不同意公开',
    extendedOn: '2025-07-01',
    extendedBy: '10个工作日',
    decision: '部分公开',
    repliedOn: '2025-07-15',
    replyNumber: '样例〔2025〕7号',
    sentOn: '2025-07-16',
    way: '邮寄',
  })
  expect(receivedOn).toBe('2025-06-03')
  expect(state).toMatchObject({ stage: 'concluded', department: '综合科', extendedBy: 10, conclusion: { decision: 'partly_granted', on: '2025-07-15' } })
  expect(state.amendment?.answeredOn).toBe('2025-06-12')
  expect(state.deliveries[0]?.sentOn).toBe('2025-07-16')
  expect(done.map(({ fact }) => fact.step)).toEqual(
    'assign askToAmend receiveAmendment consult receiveOpinion proposeExtension approveExtension draftReply review sign deliver'.split(' '),
  )
  expect(remarks).toEqual([])
})

test('a late answer stays late, by as many working days as it was', () => {
  const { state, remarks } = life({ decision: '予以公开', repliedOn: '2025-07-10' })
  // 2025-06-03 and twenty working days: 2025-07-01; seven more to 2025-07-10.
  expect(clockOfState(state, plainDate('2025-07-10'), publishedCalendar).due).toBe('2025-07-01')
  expect(remarks).toEqual(['答复超期 7 个工作日（期限2025年7月1日），照实导入'])
})

test('an answer on a day off is imported with a remark', () => {
  expect(life({ decision: '予以公开', repliedOn: '2025-06-14' }).remarks).toEqual(['答复日期2025年6月14日不是工作日，请核对'])
})

test('those that lapsed or were taken back end as they did', () => {
  expect(life({ amendAskedOn: '2025-06-05', decision: '逾期不补正', repliedOn: '2025-06-20' }).state.conclusion?.decision).toBe('other.not_amended')
  expect(life({ decision: '申请人撤回', repliedOn: '2025-06-06' }).state.conclusion?.decision).toBe('other.other')
  expect(life({ reasonsAskedOn: '2025-06-05', reasonsOn: '2025-06-10', decision: '无正当理由大量反复申请', repliedOn: '2025-06-12' }).state.stage).toBe(
    'concluded',
  )
  expect(life({}).state.stage).toBe('handling')
})

test.each<[string, Partial<Record<ColumnKey, string>>, string]>([
  ['an unknown answer', { decision: '公开', repliedOn: '2025-06-10' }, '答复类型：“公开”不认识，最接近的是“予以公开”'],
  ['an unknown channel', { channel: '快递' }, '提交方式：“快递”不认识'],
  ['an unknown kind', { kind: '个人' }, '申请人类型：“个人”不认识，最接近的是“自然人”；可填：自然人、商业企业'],
  ['a department there is none of', { department: '财务科' }, '没有“财务科”这个科室；可填：综合科、网格管理科'],
  ['a day that is none', { arrivedOn: '2025-02-30' }, '到达日期：“2025-02-30”不是日期'],
  ['a letter nobody confirmed', { channel: '平常信函（无需签收）' }, '确认日期：填写与申请人确认的日期'],
  ['an answer without its day', { decision: '予以公开' }, '答复日期：答复类型和答复日期要一起填'],
  ['an answer before the receipt', { decision: '予以公开', repliedOn: '2025-06-02' }, '2025年6月2日早于前一步（2025年6月3日）'],
  ['a day to come', { arrivedOn: '2027-01-04' }, '到达日期不能晚于今天'],
  ['a correction asked for too late', { amendAskedOn: '2025-06-20' }, '告知补正：补正应在收到申请之日起 7 个工作日内告知'],
  ['thirty days more', { extendedOn: '2025-06-10', extendedBy: '30' }, '延期工作日：填 1 到 20 的整数'],
  ['excess without reasons', { decision: '无正当理由大量反复申请', repliedOn: '2025-06-10' }, '要先要求申请人说明理由'],
  ['still unclear without a correction', { decision: '补正后申请内容仍不明确', repliedOn: '2025-06-10' }, '要先告知补正，并且收到补正'],
  ['a third party nobody asked', { decision: '保护第三方合法权益', repliedOn: '2025-06-10' }, '要先书面征求第三方的意见'],
  ['a repetition of nothing', { decision: '重复申请', repliedOn: '2025-06-10' }, '没有查到答复过同一申请人以前的申请'],
  [
    'silence where the paper knows no arrival',
    { consulted: '样例公司', consultedOn: '2025-06-05', opinionOn: '2025-06-27', stance: '期满未答复', decision: '予以公开', repliedOn: '2025-06-30' },
    '先登记征求意见书的送达',
  ],
  ['an opinion still awaited', { consultedOn: '2025-06-05', decision: '予以公开', repliedOn: '2025-06-10' }, '还有征求意见没有收到答复'],
  ['the time before the law', { arrivedOn: '2019-05-14' }, '2019年5月15日以前收到的申请适用原条例的期限'],
  ['nothing asked for', { subject: '文件' }, '申请内容：写清楚申请什么，至少 6 个字'],
  ['an unpaid fee', { decision: '逾期不缴费', repliedOn: '2025-08-01' }, '再在该件上补办收费的各步'],
])('%s is said with its column and what is possible', (_, over, says) => {
  expect(sayings(over)).toContain(says)
})

test('the nearest word is one of the column’s', () => {
  expect(nearestWord('decision', '不掌握')).toBe('本机关不掌握相关政府信息')
  expect(nearestWord('decision', '国家秘密')).toBe('属于国家秘密')
})

test('whatever stands in the cells, a row is understood or every finding says its column', () => {
  const heads = COLUMN_KEYS.map((key) => columnOf(key).head)
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('2025-06-10', '2025-06-31', '予以公开', '自然人', '当面提交', '综合科', '10', '-1', '9'.repeat(5_000)),
  )
  fc.assert(
    fc.property(fc.record(Object.fromEntries(COLUMN_KEYS.map((key) => [key, cell])), { requiredKeys: [] }), (given) => {
      const one = lived(given as Partial<Record<ColumnKey, string>>)
      if ('state' in one) return
      expect(one.length).toBeGreaterThan(0)
      for (const { column, says } of one) expect([heads.includes(column), says.length > 4]).toEqual([true, true])
    }),
    { numRuns: 300 },
  )
})
