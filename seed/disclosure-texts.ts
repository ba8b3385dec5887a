import { type PlainDate, plainDate } from '../src/kernel/plain-date.ts'
import { addWorkingDays, publishedCalendar } from '../src/modules/calendar/index.ts'

/** An invented item, its words by paragraphs. */
export type Sample = {
  readonly title: string
  readonly summary: string
  readonly column: string
  readonly documentNumber: string
  readonly subject: string
  readonly formedOn: PlainDate
  readonly countedFrom: PlainDate | null
  readonly validUntil: PlainDate | null
  readonly text: readonly string[]
}

const STREETS = ['德胜', '什刹海', '西长安街', '大栅栏', '天桥', '新街口', '金融街', '椿树', '陶然亭', '展览路', '月坛', '广内', '牛街', '白纸坊', '广外']
const THEMES: readonly (readonly [theme: string, column: string, did: string, found: string])[] = [
  ['井盖安全排查', 'inspections', '对主要道路的各类井盖逐一检查，核对权属和编号', '发现松动、破损的井盖，当场设置围挡并派给权属单位更换'],
  ['共享单车停放秩序整治', 'news', '在地铁口和商圈安排人员引导停放，清运占道车辆', '整治后人行道通行恢复，企业运维频次加密'],
  ['背街小巷环境巡查', 'news', '组织监督员按网格逐条胡同巡查，拍照上报', '堆物堆料、私搭乱建等问题按职责派发处置'],
  ['垃圾分类宣传周', 'news', '走进社区讲解分类方法，发放投放指引', '居民参与率有所提高，桶站值守进一步规范'],
  ['节日环境保障', 'news', '制定节日保障方案，落实值守和应急力量', '节日期间未发生影响较大的环境秩序问题'],
  ['施工工地扬尘检查', 'inspections', '会同有关部门检查裸土覆盖、车辆冲洗和渣土运输', '对没有落实措施的工地责令限期改正'],
  ['户外广告牌匾安全检查', 'news', '检查沿街牌匾的固定和用电安全', '存在隐患的牌匾已经通知设置单位拆除或者加固'],
  ['雨前排水设施检查', 'news', '疏通雨水箅子，检查低洼院落和下凹式立交', '清掏淤堵点位，备足抽排设备'],
  ['随手拍上报问题处置', 'news', '及时甄别居民上报的问题，派发到责任单位', '办理结果向上报人反馈，并请上报人评价'],
  ['文明城区创建督查', 'news', '对点位台账逐项核查，现场反馈问题', '街道按照清单整改，复查合格后销账'],
]
const NOTICES = [
  '调整元旦期间值守安排',
  '征集城市管理金点子',
  '开展政府开放日活动',
  '公布防汛值守电话',
  '更新信息公开查阅点开放时间',
  '随手拍奖励领取办法',
  '国庆期间施工管理要求',
  '冬季供暖问题上报渠道',
  '公众号升级维护',
  '年度满意度调查',
]
const [NEWS_ITEMS, NOTICE_ITEMS] = [136, 10]

const quarterOf = (day: PlainDate): string => `${Math.ceil(Number(day.slice(5, 7)) / 3)}`
const daily = (n: number): PlainDate => addWorkingDays(plainDate('2019-01-01'), 1 + Math.floor((n * 236) / (NEWS_ITEMS + NOTICE_ITEMS)), publishedCalendar)

function activity(n: number): Sample {
  const [theme, column, did, found] = THEMES[n % THEMES.length] ?? THEMES[0] ?? ['', 'news', '', '']
  const street = STREETS[(n * 7 + Math.floor(n / THEMES.length)) % STREETS.length] ?? ''
  const formedOn = daily(n)
  const title = `（样例）${street}街道${Number(formedOn.slice(5, 7))}月${theme}情况（第${n + 1}期）`
  return {
    title,
    summary: `${street}街道辖区${theme}的做法和结果。`,
    column,
    documentNumber: '',
    subject: '城乡建设、环境保护',
    formedOn,
    countedFrom: null,
    validUntil: null,
    text: [
      `按照${quarterOf(formedOn)}季度工作安排，区全响应服务中心与${street}街道分中心开展${theme}，${did}。`,
      `${found}。本次共涉及点位 ${12 + ((n * 13) % 60)} 处，立案 ${3 + ((n * 5) % 17)} 件，到期前全部办结。`,
      '下一步继续通过网格巡查和随手拍发现问题，办理结果在城市管理案件全公开栏目实时公布。以上内容为演示用样例。',
    ],
  }
}

const notice = (words: string, i: number): Sample => ({
  title: `（样例）关于${words}的通知`,
  summary: `${words}的时间、地点和办法。`,
  column: 'notices',
  documentNumber: '',
  subject: '综合政务',
  formedOn: daily(Math.floor(((i + 0.5) * (NEWS_ITEMS + NOTICE_ITEMS)) / NOTICE_ITEMS)),
  countedFrom: null,
  validUntil: null,
  text: [`各有关单位、各位居民：现将${words}的有关事项通知如下。`, '一、时间和范围以本通知为准；二、有疑问的，工作日可以来电咨询。', '以上内容为演示用样例。'],
})

const single = (column: string, day: string, title: string, summary: string, more: Partial<Sample> = {}): Sample => ({
  title: `（样例）${title}`,
  summary,
  column,
  documentNumber: '',
  subject: '综合政务',
  formedOn: plainDate(day),
  countedFrom: null,
  validUntil: null,
  text: [summary, '本文是按照真实文件的体例编写的样例，数字和内容均为虚构。'],
  ...more,
})

/** What 条例第十二条 asks of a guide; the seed's second guide says the same. */
export const GUIDE = [
  '一、信息的分类和编排体系：主动公开的信息按《条例》第二十条、第二十一条分栏目，每条有索引号、名称、内容概述和生成日期。',
  '二、获取方式：在本平台检索、查阅、下载；也可以到公共查阅点查阅，或者依法申请公开。',
  '三、受理机构：信息公开受理点。办公地址：西城区样例街1号；办公时间：工作日 9:00—12:00、13:30—17:30。',
  '四、联系电话：010-00000000；传真号码：010-00000001；电子邮箱：sample@example.invalid。以上均为样例。',
]

const BUDGET_APPROVED = '2019-02-01'
const ACCOUNTS_APPROVED = '2019-08-16'
/** One rule, five plans, two of the duties and 146 activities, as the agency's report of 2019 counts them. */
export const samplesOf2019 = (): readonly Sample[] => [
  single('systems', '2019-06-10', '社会公众上报城市管理问题奖励实施办法', '上报问题的奖励标准、计算办法和领取方式。', {
    documentNumber: '西响应发〔2019〕3号',
  }),
  single('plans', '2019-01-15', '2019年工作要点', '全年城市管理监督指挥工作的目标和任务。'),
  single('plans', '2019-01-22', '2019年网格化管理提升计划', '网格划分、人员配置和考核的安排。'),
  single('plans', '2019-09-20', '重点时期环境保障监督工作方案', '重点时期的监督范围、频次和责任分工。'),
  single('budgets', BUDGET_APPROVED, '2019年部门预算', '收入、支出、政府采购和“三公”经费预算。', { countedFrom: plainDate(BUDGET_APPROVED) }),
  single('budgets', ACCOUNTS_APPROVED, '2018年部门决算', '收入、支出和“三公”经费决算。', { countedFrom: plainDate(ACCOUNTS_APPROVED) }),
  single('guide', '2019-05-20', '政府信息公开指南（2019版）', '受理机构、办公地址、联系方式和获取信息的办法。', { text: GUIDE }),
  single('organisation', '2019-03-12', '机构职能和内设科室', '主要职责、内设科室和联系方式。'),
  ...Array.from({ length: NEWS_ITEMS }, (_, n) => activity(n)),
  ...NOTICES.map(notice),
]
