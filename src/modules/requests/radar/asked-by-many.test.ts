import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { type Asked, askedByMany } from './asked-by-many.ts'

const asked = (number: string, subject: string, applicantFingerprint: string, day = '2026-03-02'): Asked => ({
  number,
  subject,
  applicantFingerprint,
  receivedOn: plainDate(day),
})
const CONTRACT = '停车诱导系统的采购合同'

test('three applicants make a matter; one who asks three times does not', () => {
  const rows = [
    asked('3', `申请公开${CONTRACT}的复印件`, 'c', '2026-03-05'),
    asked('1', CONTRACT, 'a', '2026-03-01'),
    asked('2', `请提供${CONTRACT}`, 'b'),
    asked('4', '夜市噪声投诉的处理结果', 'd'),
    asked('5', '夜市噪声投诉的处理结果', 'd'),
    asked('6', '夜市噪声投诉的处理结果', 'd'),
  ]
  expect(askedByMany(rows).map(({ requests, applicants }) => [requests.map(({ number }) => number), applicants])).toEqual([[['1', '2', '3'], 3]])
  expect(askedByMany(rows.slice(1))).toEqual([])
  expect(askedByMany(rows.slice(1), 2)).toHaveLength(1)
})

test('years apart are matters apart, and the order rows come in changes nothing', () => {
  const rows = ['a', 'b', 'c'].flatMap((who) => [asked(`24${who}`, `2024年${CONTRACT}`, who), asked(`25${who}`, `2025年${CONTRACT}`, who)])
  expect(askedByMany(rows)).toHaveLength(2)
  expect(askedByMany(rows.toReversed())).toEqual(askedByMany(rows))
})

test('two thousand requests are looked through in a moment', () => {
  const streets = ['金融街', '德胜', '什刹海', '展览路', '月坛', '广内', '陶然亭', '大栅栏', '天桥', '牛街']
  const rows = Array.from({ length: 2_000 }, (_, i) =>
    asked(String(i), `申请公开${streets[i % 10] ?? ''}街道${1990 + (i % 37)}年第${i % 113}号地块的网格划分调整文件和会议记录`, `p${i}`),
  )
  const begun = performance.now()
  askedByMany(rows)
  expect(performance.now() - begun).toBeLessThan(5_000)
})
