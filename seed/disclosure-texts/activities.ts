import { addDays, type PlainDate, plainDate } from '../../src/kernel/plain-date.ts'
import { addWorkingDays, publishedCalendar } from '../../src/modules/calendar/index.ts'
import { NOTICES } from './notices.ts'
import { FICTION, heading, table } from './markup.ts'
import type { Sample } from './sample.ts'
import { type Theme, THEMES } from './themes.ts'

const STREETS = ['德胜', '什刹海', '西长安街', '大栅栏', '天桥', '新街口', '金融街', '椿树', '陶然亭', '展览路', '月坛', '广内', '牛街', '白纸坊', '广外']
const NEWS_ITEMS = 136
const ALL = NEWS_ITEMS + NOTICES.length
const WORKING_DAYS = 236 // of 2019, so that the last item is out before the year's end

const daily = (n: number): PlainDate => addWorkingDays(plainDate('2019-01-01'), 1 + Math.floor((n * WORKING_DAYS) / ALL), publishedCalendar)
const monthOf = (day: PlainDate): number => Number(day.slice(5, 7))
const inChinese = (day: PlainDate): string => `${monthOf(day)}月${Number(day.slice(8))}日`
const isSeason = ({ months: [from, to] }: Theme, month: number): boolean => (from <= to ? month >= from && month <= to : month >= from || month <= to)

/** The theme of an item: those of its month in turn. */
function themeOf(n: number): Theme {
  const open = THEMES.filter((theme) => isSeason(theme, monthOf(daily(n))))
  const theme = open[n % open.length]
  if (!theme) throw new Error(`no theme for item ${n}`)
  return theme
}

const ORDINALS = ['（一）', '（二）', '（三）']
const LEADS = ['本次', '此次检查', '从结果看，本次'] as const

/** One activity of a street's centre, its figures made of its number; rows add up to the sums in the words. */
function activity(n: number): Sample {
  const theme = themeOf(n)
  const street = STREETS[(n * 7 + Math.floor(n / THEMES.length)) % STREETS.length] ?? ''
  const formedOn = daily(n)
  const rows = theme.kinds.map((kind, i): [string, number, number, number] => {
    const found = 4 + ((n * 13 + i * 29) % 23)
    const filed = found - ((n + i) % 4)
    return [kind, found, filed, filed - ((n + 2 * i) % 7 === 0 ? 1 : 0)]
  })
  const sum = (column: 1 | 2 | 3): number => rows.reduce((total, row) => total + row[column], 0)
  const [found, filed, kept] = [sum(1), sum(2), sum(3)]
  const checked = found + 35 + ((n * 17) % 120)
  const late = filed - kept
  return {
    title: `（样例）${street}街道${monthOf(formedOn)}月${theme.name}情况（第${n + 1}期）`,
    summary: `${street}街道${theme.name}：检查${theme.places} ${checked} 处，发现问题 ${found} 处，立案 ${filed} 件，按期结案 ${kept} 件。`,
    column: theme.column,
    documentNumber: '',
    subject: '城乡建设、环境保护',
    formedOn,
    countedFrom: null,
    validUntil: null,
    text: [
      heading('一、基本情况'),
      `${theme.why}，${inChinese(addDays(formedOn, -6 - (n % 5)))}至${inChinese(addDays(formedOn, -2))}，区全响应服务中心与${street}街道分中心开展${theme.name}，出动监督员 ${12 + ((n * 11) % 37)} 人次，检查${theme.places} ${checked} 处。`,
      heading('二、主要做法'),
      ...theme.did.map((did, i) => `${ORDINALS[i]}${did}。`),
      heading('三、发现的问题和处置'),
      `${LEADS[n % LEADS.length]}共发现问题 ${found} 处，其中 ${found - filed} 处当场改正，其余 ${filed} 处立案派遣，按期结案 ${kept} 件。`,
      table(`${street}街道${theme.name}结果`, ['类别', '发现（处）', '立案（件）', '按期结案（件）'], [...rows, ['合计', found, filed, kept]]),
      late === 0 ? '立案的案件全部在时限以内结案。' : `有 ${late} 件超过时限，原因是需要等待配件或者协调产权单位，处置的经过在案件页公布。`,
      heading('四、下一步'),
      `${theme.next}。居民发现类似问题，可以通过随手拍上报，办理结果在城市管理案件栏目实时公开。`,
      FICTION,
    ],
  }
}

const notice = ([about, summary, words]: (typeof NOTICES)[number], i: number): Sample => ({
  title: `（样例）关于${about}的通知`,
  summary,
  column: 'notices',
  documentNumber: '',
  subject: '综合政务',
  formedOn: daily(Math.floor(((i + 0.5) * ALL) / NOTICES.length)),
  countedFrom: null,
  validUntil: null,
  text: ['各有关单位、各位居民：', ...words, '特此通知。', FICTION],
})

/** The 146 activities of the reference year, ten of them notices. */
export const activitiesOf2019 = (): readonly Sample[] => [...Array.from({ length: NEWS_ITEMS }, (_, n) => activity(n)), ...NOTICES.map(notice)]
