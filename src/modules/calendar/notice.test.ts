import { describe, expect, test } from 'vitest'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { isWorkingDay, makeCalendar, publishedCalendar } from './index.ts'
import { readNotice } from './notice.ts'

const TITLE = '国务院办公厅关于2027年部分节假日安排的通知'
const SHORT = `元旦 2027-01-01..2027-01-03
春节 2027-02-05..2027-02-12 上班 2027-02-14 2027-02-20
清明节 2027-04-05
劳动节 2027-05-01..2027-05-05 上班 2027-05-08
端午节 2027-06-09
中秋节 2027-09-15
国庆节 2027-10-01..2027-10-07 上班 2027-09-26 2027-10-09`
const read = (text: string, year = 2027, notice = TITLE) => readNotice({ year, notice, text }, publishedCalendar)
const because = (text: string, year?: number): string => {
  const answer = read(text, year)
  return isRefusal(answer) ? answer.because : ''
}

// The notice for 2026 as it was printed.
const PRINTED = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

describe('a notice is read', () => {
  test('from short lines', () => {
    const years = read(SHORT)
    if (isRefusal(years)) throw new Error(years.because)
    const calendar = makeCalendar('2', [...publishedCalendar.years.values(), ...years])
    expect(['2027-01-01', '2027-02-14', '2027-02-12', '2027-10-09', '2027-10-08'].map((date) => isWorkingDay(plainDate(date), calendar))).toEqual([
      false,
      true,
      false,
      true,
      true,
    ])
  })

  test('from its own printed text, to the same days as the year that ships with the house', () => {
    const years = readNotice({ year: 2026, notice: 'x', text: PRINTED }, makeCalendar('0', []))
    const published = publishedCalendar.years.get(2026)
    expect(years).toMatchObject([{ year: 2026, off: published?.off, worked: published?.worked }])
  })

  test('from JSON', () => {
    const year = publishedCalendar.years.get(2025)
    const years = readNotice({ year: 2025, notice: 'x', text: JSON.stringify({ off: year?.off, worked: year?.worked }) }, makeCalendar('0', []))
    expect(years).toMatchObject([{ off: year?.off, worked: year?.worked }])
  })

  test('with a New Year that begins in December, the year before keeps what it had and gains those days', () => {
    const years = read(SHORT.replace('元旦 2027-01-01..2027-01-03', '元旦：2026年12月31日至2027年1月2日放假调休，共3天。2026年12月27日（周日）上班。'))
    expect(years).toMatchObject([
      {
        year: 2026,
        off: { '2026-10-01': '国庆节', '2026-12-31': '元旦' },
        worked: { '2026-12-27': '元旦', '2026-10-10': '国庆节' },
        notice: expect.stringContaining('2026年部分节假日'),
      },
      { year: 2027, off: { '2027-01-02': '元旦' } },
    ])
  })
})

describe('a notice is refused, and the sentence names the line', () => {
  test.each([
    ['a line without dates', SHORT.replace('2027-04-05', '清明'), '第 3 行'],
    ['a day that does not exist', SHORT.replace('2027-04-05', '2027-04-31'), '2027-04-31'],
    ['a span that ends before it begins', SHORT.replace('2027-01-01..2027-01-03', '2027-01-03..2027-01-01'), '早于'],
    ['a holiday of a month', SHORT.replace('2027-02-12', '2027-03-12'), '不会超过 15 天'],
    ['a made-up workday on a weekday', SHORT.replace('2027-05-08', '2027-05-07'), '周五'],
    ['a day off and worked', SHORT.replace('上班 2027-05-08', '上班 2027-05-02'), '2027-05-02'],
    ['a day of another year', SHORT.replace('2027-04-05', '2028-04-05'), '不在 2027 年'],
    ['a day twice', SHORT.replace('2027-06-09', '2027-04-05'), '前面已经写过'],
    ['a festival missing', SHORT.replace(/端午节.*\n/, ''), '端午'],
    ['a count that does not agree', SHORT.replace('清明节 2027-04-05', '清明节：4月5日至6日放假，共3天。'), '读出来是 2 天'],
    ['nothing', ' \n', '粘贴'],
    ['broken JSON', '{"off":', 'JSON'],
    ['JSON of another shape', '{"off":["2027-01-01"]}', 'JSON'],
  ])('%s', (_name, text, sentence) => expect(because(text)).toContain(sentence))

  test('the same content again', () => {
    const year = publishedCalendar.years.get(2026)
    expect(readNotice({ year: 2026, notice: year?.notice ?? '', text: PRINTED }, publishedCalendar)).toMatchObject({ refused: 'duplicate' })
  })

  test('an impossible year or no title', () => {
    expect(because(SHORT, 27)).toContain('年份')
    expect(readNotice({ year: 2027, notice: ' ', text: SHORT }, publishedCalendar)).toMatchObject({ because: expect.stringContaining('通知的名称') })
  })
})
