import { addDays, type PlainDate } from '../src/kernel/plain-date.ts'
import type { Sample } from './disclosure-texts.ts'

const FICTION = '以上内容为演示用样例，数字、单位和地点均为虚构。'
type Given = readonly [column: string, ago: number, title: string, summary: string, text: readonly string[]]
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`

/** What an office like this one publishes in the columns of articles 20 and 21 that the reference year leaves empty; all of it invented. */
const GIVEN: readonly Given[] = [
  [
    'statistics',
    24,
    '城市管理案件三季度统计',
    '三季度立案、结案和按期结案的数量，按大类分列。',
    [
      table(
        ['大类', '立案（件）', '结案（件）', '按期结案率'],
        [
          ['公用设施', '1284', '1271', '98.4%'],
          ['道路交通', '902', '889', '97.6%'],
          ['市容环境', '3517', '3498', '99.1%'],
          ['园林绿化', '418', '415', '98.8%'],
        ],
      ),
      '按期结案率是期限以内结案的件数占结案件数的比例。',
    ],
  ],
  [
    'penalties',
    31,
    '行政处罚的实施依据、程序和本季度情况说明',
    '本单位没有行政处罚权；派遣给执法机关的案件由执法机关公开处罚决定。',
    [
      '本单位承担监督指挥职能，不实施行政处罚和行政强制。',
      '发现涉嫌违法的，派遣给有权的执法机关，处罚决定由作出决定的机关公开。本季度派遣 36 件，已经办结 33 件。',
    ],
  ],
  [
    'charges',
    38,
    '行政事业性收费目录清单',
    '本单位没有行政事业性收费项目；信息处理费按国家规定执行。',
    [
      table(
        ['项目', '依据', '标准'],
        [
          ['行政事业性收费', '无', '不收费'],
          ['政府信息公开信息处理费', '国办函〔2020〕109号', '申请数量、频次明显超过合理范围的，按件或者按量计收'],
        ],
      ),
    ],
  ],
  [
    'projects',
    27,
    '网格化监督指挥平台升级项目批准和实施情况',
    '项目的批准文号、投资、进度和验收安排。',
    ['项目于本年三月获得批准（样例发改批〔2026〕5号），总投资 312 万元，全部为财政资金。', '已经完成需求确认和设备采购，正在安装调试，计划十二月组织验收。'],
  ],
  [
    'livelihood',
    22,
    '便民服务点名录和服务时间',
    '十五个街道的便民服务点、服务事项和时间。',
    ['各街道设置便民服务点，受理居民反映的井盖、路灯、积水等问题，现场登记、现场给编号。', '服务时间为工作日 9:00 至 17:00；防汛、扫雪期间延长到 20:00。'],
  ],
  [
    'emergencies',
    45,
    '极端天气城市运行监督应急预案',
    '大风、暴雨、大雪时的值守、巡查、上报和处置要求。',
    ['接到预警后，监督员在一小时内到岗，重点巡查低洼点位、树木和广告牌匾。', '险情先派遣后补手续，两小时内反馈；预警解除后三日内总结。'],
  ],
  [
    'inspections',
    29,
    '三季度街面秩序监督检查情况',
    '检查的范围、发现的问题和整改结果。',
    ['三季度检查主要大街 42 条，发现占道经营、乱停车等问题 218 处，期限以内整改 211 处。', '没有整改的 7 处已经督办，下月复查。'],
  ],
  [
    'recruitment',
    34,
    '城市管理监督员公开招聘公告',
    '岗位、名额、条件、报名时间和考试安排。',
    ['招聘监督员 12 名，要求高中以上文化程度、身体健康、能适应户外工作。', '报名时间为本月 10 日至 20 日，笔试、面试成绩各占一半；录用结果在本栏目公布。'],
  ],
  [
    'city',
    26,
    '背街小巷环境整治提升年度完成情况',
    '本年整治的街巷、内容、投入和居民评议结果。',
    ['本年完成 38 条街巷的路面、护栏和绿化整治，改造雨水箅子 164 处、更换井盖 92 个。', '完工后请居民评议，满意的占 94%。'],
  ],
]

/** One item for each of these columns, of the days before `today`. */
export const statutorySamples = (today: PlainDate): readonly Sample[] =>
  GIVEN.map(([column, ago, title, summary, text]) => ({
    title: `（样例）${title}`,
    summary: `样例：${summary}`,
    column,
    documentNumber: '',
    subject: '综合政务',
    formedOn: addDays(today, -ago),
    countedFrom: null,
    validUntil: null,
    text: [...text, FICTION],
  }))
