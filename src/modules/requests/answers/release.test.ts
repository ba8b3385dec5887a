import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { aSubmission } from '../builders.ts'
import { type Given, releaseFault } from './release.ts'
import { askedByOthers } from './same-matter.ts'

const { applicant } = aSubmission({
  applicant: { name: '样例甲', contact: '样例乙', phone: '13800000000', email: 'Sample@Example.invalid', address: '北京市西城区陶然亭街道样例胡同7号' },
})
const given: Given = {
  applicant,
  number: 'XQ-2026-0001',
  words: ['我住在样例胡同，想看2025年停车诱导系统的采购合同，因为《样例区停车设施建设和运行管理暂行办法》说应当公开', '只要第二标段'],
  days: [plainDate('2026-11-03')],
}

describe('what the applicant gave', () => {
  test.each([
    ['the name', '答复样例甲：可以公开', '申请人的姓名'],
    ['the name with a space in it', '答复样 例 甲', '申请人的姓名'],
    ['the contact', '由样例乙领取', '联系人的姓名'],
    ['the number of a paper, in parts', '证件尾号 1101-0119-0001-010000', ''],
    ['the telephone', '回电138 0000 0000', ''],
    ['the mail, in capitals', '发到SAMPLE@EXAMPLE.INVALID', ''],
    ['the mail, written around', '发到 sample at example.invalid'.replace(' at ', '＠'), ''],
    ['the house', '样例胡同7号门前', '申请人的地址'],
    ['the number of the application', 'xq-2026-0001 号申请', '申请编号'],
    ['the day it came', '2026年11月3日收到', '收到申请或者补正的日期（2026年11月3日）'],
    ['the day it came, in figures', '2026-11-03收到', '收到申请或者补正的日期'],
    ['twenty letters of the request', '想看2025年停车诱导系统的采购合同，因为', '申请人的原话“'],
    ['a short amendment as a whole', '申请人说：只要第二标段。', '申请人的原话“只要第二标段”'],
  ])('%s is refused, with the field named', (_name, answered, sentence) => {
    const fault = releaseFault({ title: '停车诱导系统', answered }, given)
    expect(fault?.refused).toBe('invalid')
    expect(fault?.because).toContain('“答复”')
    expect(fault?.because).toContain(sentence)
  })

  test('sealed values are not repeated in the sentence', () => {
    for (const answered of ['答复样例甲', '由样例乙领取', '样例胡同7号门前', '编号110101190001010000的证件'])
      for (const value of ['样例甲', '样例乙', '样例胡同']) expect(releaseFault({ answered }, given)?.because).not.toContain(value)
  })

  test('the office’s own words pass: places everybody shares, years and months, names of documents', () => {
    const answered = '北京市西城区陶然亭街道2025年停车诱导系统的采购合同，2026年11月收到的都可以公开，见《样例区停车设施建设和运行管理暂行办法》。'
    expect(releaseFault({ title: '停车诱导系统采购合同', asked: '采购合同的文本', answered }, given)).toBeUndefined()
  })
})

test.each([
  ['a telephone', '请致电13912345678', '“答复”第 4 个字起像是电话号码'],
  ['a plate', '车牌京A12345', '像是车牌号码'],
  ['somebody’s name', '联系人：王小样', '像是姓名'],
])('the release gate refuses %s of anybody, with its place', (_name, answered, sentence) => {
  expect(releaseFault({ answered }, { ...given, words: [] })?.because).toContain(sentence)
})

test('the same matter of others is found once an applicant, and never one’s own', () => {
  const one = { subject: '（样例）申请公开2025年停车诱导系统的采购合同', applicantFingerprint: 'a' }
  const others = [
    { subject: '申请公开停车诱导系统的采购合同', applicantFingerprint: 'b' },
    { subject: '请提供2025年停车诱导系统采购合同', applicantFingerprint: 'b' },
    { subject: '停车诱导系统2025年采购合同', applicantFingerprint: 'c' },
    { subject: '（样例）申请公开2025年停车诱导系统的采购合同', applicantFingerprint: 'a' },
    { subject: '（样例）申请公开2025年便民服务点名单', applicantFingerprint: 'd' },
    { subject: '样例', applicantFingerprint: 'e' },
  ]
  expect(askedByOthers(one, others).map(({ applicantFingerprint }) => applicantFingerprint)).toEqual(['b', 'c'])
  expect(askedByOthers({ subject: '样例', applicantFingerprint: 'x' }, others)).toEqual([])
})
