import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { guideHistory, guideSections, missingOf } from './guide-of.ts'
import { linesOf, nameOf } from './kinds.ts'
import { fenOf, wanOf, yuanOf } from './money.ts'
import { applyRecord, changedOn, contentFaults, nextFrom, pendingOf, recordClosed, type RecordHappened, replayRecord, standingOn } from './record.ts'

const day = plainDate
const write = (on: string, from: string, content: Readonly<Record<string, string>>, by = '甲'): RecordHappened => ({
  by,
  fact: { step: 'write', on: day(on), from: day(from), content, reason: '改' },
})
const clear = (on: string): RecordHappened => ({ by: '乙', fact: { step: 'clear', on: day(on), opinion: '可以' } })

describe('the life of a record', () => {
  test('nothing stands before another let it out, nor before its day; then the last that begins', () => {
    const written = replayRecord([write('2026-01-01', '2026-01-01', { name: '一' })])
    expect(standingOn(written, day('2026-02-01'))).toBeUndefined()
    expect(pendingOf(written)?.n).toBe(1)
    const out = applyRecord(written, clear('2026-01-03'))
    const later = [write('2026-02-01', '2026-03-01', { name: '二' }), clear('2026-02-02')].reduce(applyRecord, out)
    expect([standingOn(later, day('2026-02-28'))?.content['name'], standingOn(later, day('2026-03-01'))?.content['name']]).toEqual(['一', '二'])
    expect([nextFrom(later, day('2026-02-28')), nextFrom(later, day('2026-03-01'))]).toEqual(['2026-03-01', null])
    expect(later.versions.map(changedOn)).toEqual(['2026-01-03', '2026-03-01'])
    const ended = applyRecord(later, { by: '甲', fact: { step: 'end', on: day('2026-04-01'), reason: '撤并' } })
    expect([standingOn(ended, day('2026-04-01')), nextFrom(ended, day('2026-02-01'))]).toEqual([undefined, null])
    expect(
      standingOn([write('2026-05-01', '2026-05-01', { name: '三' }), clear('2026-05-01')].reduce(applyRecord, ended), day('2026-05-02'))?.content['name'],
    ).toBe('三')
  })

  test('what was not let out is written over, and stays out of what stands', () => {
    const state = replayRecord([
      write('2026-01-01', '2026-01-01', { name: '一' }),
      clear('2026-01-01'),
      write('2026-01-02', '2026-01-02', { name: '错' }),
      write('2026-01-03', '2026-01-03', { name: '对' }),
    ])
    expect(state.versions.map(({ content }) => content['name'])).toEqual(['一', '对'])
    expect(standingOn(state, day('2026-02-01'))?.content['name']).toBe('一')
  })

  test('who wrote it does not let it out; what is not waiting is not reviewed; what is not shown is not ended', () => {
    const state = replayRecord([write('2026-01-01', '2026-01-01', { name: '一' })])
    expect(recordClosed(state, 'clear', '甲')?.refused).toBe('not-yours')
    expect(recordClosed(state, 'clear', '乙')).toBeUndefined()
    expect(recordClosed(state, 'end', '甲')?.refused).toBe('not-now')
    const back = applyRecord(state, { by: '乙', fact: { step: 'sendBack', on: day('2026-01-02'), reason: '电话不对' } })
    expect([back.sentBack, recordClosed(back, 'clear', '乙')?.refused]).toEqual(['电话不对', 'not-now'])
    expect(recordClosed(applyRecord(back, write('2026-01-03', '2026-01-03', {})), 'clear', '乙')).toBeUndefined()
    expect(recordClosed(applyRecord(state, clear('2026-01-02')), 'clear', '丙')?.refused).toBe('not-now')
  })
})

describe('what a record must say', () => {
  const today = day('2026-11-24')
  const bought = { project: '样例', method: '询价', supplier: '样例厂', amount: '1,200.50', awardedOn: '2026-11-20' }
  test('what is missing and what does not fit, by its field', () => {
    expect(contentFaults('procurement', bought, '2026-11-24', today)).toEqual({})
    expect(
      contentFaults(
        'procurement',
        { ...bought, method: '随便买', amount: '12.345', awardedOn: '2026-11-25', signedOn: '明天', central: 'x', supplier: '' },
        '',
        today,
      ),
    ).toEqual({
      method: '选采购方式',
      amount: expect.stringContaining('最多两位小数'),
      awardedOn: '中标、成交日期不能晚于今天（2026年11月24日）',
      signedOn: expect.stringContaining('这样的日期'),
      central: expect.any(String),
      supplier: '填中标、成交供应商',
      from: '填从哪一天起生效',
    })
    expect(contentFaults('leader', { name: '样例', post: '主任', duties: '全面', rank: '-1' }, '2028-01-01', today)).toEqual({
      rank: expect.any(String),
      from: expect.stringContaining('一年以后'),
    })
  })
  test('the office that handles requests has a fax and an address on the internet (条例第十二条第二款)', () => {
    const office = { name: '综合科', duties: '受理', address: '样例街1号', hours: '工作日 9:00—17:00', phone: '010' }
    expect(contentFaults('office', office, '2026-11-24', today)).toEqual({})
    expect(Object.keys(contentFaults('office', { ...office, handles: '1' }, '2026-11-24', today))).toEqual(['fax', 'online'])
  })
  test('an address to do it online leads into the platform or to https', () => {
    const service = { name: '甲', basis: '甲', conditions: '甲', materials: '甲', steps: '甲', limit: '甲', fee: '甲', window: '甲', hours: '甲', phone: '甲' }
    const faults = (online: string) => Object.keys(contentFaults('service', { ...service, online }, '2026-11-24', today))
    expect(['/report', 'https://example.invalid/a', ''].map(faults)).toEqual([[], [], []])
    expect(['javascript:alert(1)', '//evil.invalid', 'http://a', '/\\evil'].map(faults)).toEqual(Array.from({ length: 4 }, () => ['online']))
  })
  test('its words for comparing leave out empty fields and the order', () => {
    expect(linesOf('leader', { name: '样例负责人甲', post: '主任', duties: '', rank: '3' })).toBe('姓名：样例负责人甲\n职务：主任')
    expect(nameOf('procurement', bought)).toBe('样例')
  })
})

test('money is read and written digit by digit', () => {
  expect(['0.29', '1,234.5', '447377', '１２.00', '', '-1', '1.234'].map(fenOf)).toEqual([29, 123450, 44737700, 1200, undefined, undefined, undefined])
  expect([wanOf(44737700), wanOf(1000000), wanOf(5), yuanOf(123456789)]).toEqual(['44.7377', '1', '0.000005', '1,234,567.89'])
})

describe('the guide', () => {
  const guide = {
    title: '指南',
    classes: '按照条例第二十条分类公开',
    arrangement: '按索引号和日期依次排列',
    access: '在平台上检索查阅和下载',
    requests: '申请',
    remedies: '投诉',
  }
  const office = {
    name: '受理点',
    address: '样例街1号',
    hours: '工作日 9:00—17:00',
    phone: '010-00000000',
    fax: '010-00000001',
    online: 'a@example.invalid',
    handles: '1',
  }
  test('every element of article 12 is asked for, three of its own words and six of the office', () => {
    expect(missingOf({ guide, office })).toEqual([])
    expect(missingOf({ guide: undefined, office: undefined })).toHaveLength(9)
    for (const [name, label] of [
      ['fax', '传真号码'],
      ['online', '互联网联系方式'],
      ['hours', '办公时间'],
    ])
      expect(missingOf({ guide, office: { ...office, [name ?? '']: ' ' } })).toEqual([`工作机构的${label}`])
    expect(missingOf({ guide: { ...guide, arrangement: '' }, office })).toEqual(['政府信息的编排体系'])
  })
  test('its versions follow the office as well as its own words, and a change of neither is none', () => {
    const own = replayRecord([write('2026-01-01', '2026-01-01', guide), clear('2026-01-02')])
    const offices = [
      replayRecord([
        write('2026-01-01', '2026-01-01', office),
        clear('2026-01-01'),
        write('2026-02-01', '2026-03-01', { ...office, phone: '099' }),
        clear('2026-02-02'),
      ]),
      replayRecord([write('2026-01-05', '2026-01-05', { ...office, handles: '', name: '别的科' }), clear('2026-01-05')]),
    ]
    const history = guideHistory(own, offices, day('2026-11-24'))
    expect(history.map(({ on }) => on)).toEqual(['2026-01-02', '2026-03-01'])
    expect(history[1]?.words).toContain('联系电话：099')
    expect(guideHistory(own, offices, day('2026-02-20'))).toHaveLength(1)
    expect(guideSections({ guide, office }).map(({ title }) => title)).toContain('政府信息公开工作机构')
  })
})
