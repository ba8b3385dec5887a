import type { ApplicantKind, Channel, Decision, DeliveryWay, Order } from '../src/modules/requests/index.ts'
import { type PlainDate, plainDate } from '../src/kernel/plain-date.ts'
import type { Role } from '../src/kernel/viewer.ts'

/** A step on a day, at ten in the morning. */
type SampleStep = readonly [on: string, by: Role, order: Order]
export type SampleRequest = {
  readonly receivedOn: string
  readonly channel: Channel
  readonly kind: ApplicantKind
  readonly name: string
  readonly subject: string
  readonly steps: readonly SampleStep[]
}

const on = (text: string): PlainDate => plainDate(text)
const officer = 'information-officer'

/** Drafted one day, reviewed and signed on the next. */
function answered(drafted: string, signed: string, decision: Decision): SampleStep[] {
  return [
    [drafted, officer, { step: 'draftReply', decision, text: '' }],
    [signed, 'reviewer', { step: 'review' }],
    [signed, 'signer', { step: 'sign' }],
  ]
}
const assign = (day: string, department: string): SampleStep => [day, officer, { step: 'assign', department }]
/** Passed on with an inner day, answered by the one who leads. */
const circulated = (day: string, department: string, helpers: readonly string[], said: string, words: string): SampleStep[] => [
  [day, officer, { step: 'assign', department, helpers, withinDays: 5, note: '请查有无相关文件，能否公开，理由是什么' }],
  [said, 'handling-department', { step: 'giveOpinion', opinion: words }],
]
/** Sent, arrived and put away. */
function filed(sent: string, way: DeliveryWay, arrived: string, proof: string, archived: string): SampleStep[] {
  const tracking = way === 'post' ? `样例邮件${sent.replaceAll('-', '')}` : ''
  return [
    [sent, officer, { step: 'deliver', way, on: on(sent), tracking, evidence: '样例：寄送登记' }],
    [arrived, officer, { step: 'confirmDelivery', index: 0, on: on(arrived), evidence: `样例：${proof}` }],
    [
      archived,
      officer,
      { step: 'archive', fileNumber: `样例档${sent.slice(0, 4)}-${sent.slice(5).replace('-', '')}`, retention: 'thirty_years', place: '样例档案室' },
    ],
  ]
}
const opinion = (day: string, text: string): SampleStep => [day, 'handling-department', { step: 'giveOpinion', opinion: text }]

/**
 * The reference year: four applications by natural persons, one by letter, one online, two in person; three granted and one
 * not held. The numbers are those of the published report; names, days and subjects are invented.
 */
export const REQUESTS_OF_2019: readonly SampleRequest[] = [
  {
    receivedOn: '2019-05-21',
    channel: 'in_person',
    kind: 'natural_person',
    name: '样例甲',
    subject: '（样例）申请公开2018年度城市管理网格划分的文件',
    steps: [
      ...circulated('2019-05-22', '监督指挥科', ['综合科'], '2019-05-27', '文件在档，可以公开（样例）'),
      ...answered('2019-06-03', '2019-06-04', 'granted'),
      ...filed('2019-06-04', 'collect', '2019-06-04', '申请人当面领取并签收', '2019-06-10'),
    ],
  },
  {
    receivedOn: '2019-06-25',
    channel: 'letter',
    kind: 'natural_person',
    name: '样例乙',
    subject: '（样例）申请公开“西城网格监督”举报奖励的发放标准',
    steps: [
      ...circulated('2019-06-26', '综合科', [], '2019-07-02', '发放标准可以公开（样例）'),
      ...answered('2019-07-15', '2019-07-16', 'granted'),
      ...filed('2019-07-16', 'post', '2019-07-18', '挂号信由本人签收', '2019-07-22'),
    ],
  },
  {
    receivedOn: '2019-08-06',
    channel: 'online',
    kind: 'natural_person',
    name: '样例丙',
    subject: '（样例）申请公开某小区物业服务企业的资质评定材料',
    steps: [
      ...circulated('2019-08-07', '综合科', ['监督指挥科'], '2019-08-14', '检索了2015年以来的收文和档案，没有这些材料；物业资质由住房城乡建设部门管理（样例）'),
      ...answered('2019-08-26', '2019-08-28', 'unable.not_held'),
      ...filed('2019-08-28', 'email', '2019-08-28', '邮件已送达收件服务器', '2019-09-03'),
    ],
  },
  {
    receivedOn: '2019-10-22',
    channel: 'in_person',
    kind: 'natural_person',
    name: '样例丁',
    subject: '（样例）申请公开2019年第三季度城市管理案件办理情况统计',
    steps: [
      ...circulated('2019-10-23', '监督指挥科', [], '2019-10-28', '统计表可以公开（样例）'),
      ...answered('2019-11-04', '2019-11-05', 'granted'),
      ...filed('2019-11-05', 'collect', '2019-11-06', '申请人当面领取并签收', '2019-11-11'),
    ],
  },
]

/** A working year for the demonstration, everything invented: answered in every manner, and open in every stage on 2026-11-24. */
export const REQUESTS_OF_2026: readonly SampleRequest[] = [
  {
    receivedOn: '2026-03-10',
    channel: 'online',
    kind: 'natural_person',
    name: '样例赵',
    subject: '（样例）申请公开2025年度便民服务点名单',
    steps: [...answered('2026-03-24', '2026-03-25', 'granted'), ...filed('2026-03-25', 'email', '2026-03-26', '邮件已打开', '2026-04-01')],
  },
  {
    receivedOn: '2026-04-21',
    channel: 'registered_letter',
    kind: 'business',
    name: '样例设备有限公司',
    subject: '（样例）申请公开停车诱导系统采购合同及验收报告',
    steps: [
      ['2026-04-23', officer, { step: 'consult', kind: 'third_party', with: '样例供应商', on: on('2026-04-23'), evidence: '样例邮件0423' }],
      ['2026-05-12', officer, { step: 'receiveOpinion', index: 0, on: on('2026-05-12'), opinion: '同意公开合同，不同意公开单价，理由是商业秘密' }],
      ...answered('2026-05-20', '2026-05-22', 'partly_granted'),
      ...filed('2026-05-22', 'post', '2026-05-25', '挂号信由本人签收', '2026-06-01'),
    ],
  },
  {
    receivedOn: '2026-05-18',
    channel: 'online',
    kind: 'legal_service',
    name: '样例律师事务所',
    subject: '（样例）申请公开网格员考核办法讨论稿及会议记录',
    steps: [
      ...answered('2026-06-08', '2026-06-10', 'refused.process_information'),
      ...filed('2026-06-10', 'post', '2026-06-12', '挂号信由收发室签收', '2026-06-18'),
    ],
  },
  {
    receivedOn: '2026-06-16',
    channel: 'letter',
    kind: 'natural_person',
    name: '样例钱',
    subject: '（样例）申请公开历年所有文件',
    steps: [
      ['2026-06-18', officer, { step: 'askToAmend', matters: '写明所需文件的名称、文号、年度或者其他便于查询的特征', withinDays: 15 }],
      ['2026-07-20', officer, { step: 'lapse', evidence: '样例：邮件单号，申请人签收' }],
    ],
  },
  {
    receivedOn: '2026-08-04',
    channel: 'online',
    kind: 'natural_person',
    name: '样例孙',
    subject: '（样例）申请公开陶然亭街道公厕改造计划',
    steps: [['2026-08-06', officer, { step: 'withdraw', reason: '申请人来电说明已从网站找到（样例）。' }]],
  },
  {
    receivedOn: '2026-09-08',
    channel: 'in_person',
    kind: 'public_interest',
    name: '样例社区服务中心',
    subject: '（样例）申请公开社区养老驿站选址的批准文件',
    steps: [...answered('2026-09-22', '2026-09-23', 'unable.not_held'), ...filed('2026-09-23', 'collect', '2026-09-24', '当面领取并签收', '2026-10-09')],
  },
  {
    receivedOn: '2026-09-22',
    channel: 'online',
    kind: 'natural_person',
    name: '样例李',
    subject: '（样例）2026年1至8月陶然亭街道便道修复工程的施工合同和验收材料',
    steps: [
      ['2026-09-23', officer, { step: 'assign', department: '综合科', helpers: ['监督指挥科'], withinDays: 8, note: '请查合同和验收材料' }],
      ['2026-09-30', officer, { step: 'urge', department: '监督指挥科', words: '节前请给出意见（样例）' }],
      opinion('2026-10-09', '合同1册、验收材料10册，均为本中心保存。单价表建议不公开。'),
      ['2026-10-12', officer, { step: 'consult', kind: 'third_party', with: '样例施工单位', on: on('2026-10-12'), evidence: '样例邮件1012' }],
      ['2026-10-30', officer, { step: 'receiveOpinion', index: 0, on: on('2026-10-30'), opinion: '同意公开工程量和验收结论，不同意公开单价' }],
      ['2026-11-12', officer, { step: 'proposeExtension', days: 20, reason: '合同和验收材料共11册，需要逐页区分处理' }],
      ['2026-11-12', 'signer', { step: 'approveExtension' }],
    ],
  },
  {
    receivedOn: '2026-10-14',
    channel: 'fax',
    kind: 'natural_person',
    name: '样例周',
    subject: '（样例）反映楼下夜市噪声并要求公开处理结果',
    steps: answered('2026-10-20', '2026-10-21', 'not_processed.complaint'),
  },
  {
    receivedOn: '2026-10-23',
    channel: 'registered_letter',
    kind: 'natural_person',
    name: '样例吴',
    subject: '（样例）申请公开2025年网格划分调整的批复',
    steps: [['2026-10-26', officer, { step: 'assign', department: '监督指挥科', helpers: ['综合科'], withinDays: 6, note: '请查批复' }]],
  },
  {
    receivedOn: '2026-10-27',
    channel: 'registered_letter',
    kind: 'business',
    name: '样例咨询有限公司',
    subject: '（样例）申请公开工地扬尘处罚信息',
    steps: [
      assign('2026-10-28', '监督指挥科'),
      opinion('2026-11-05', '处罚信息已在网站公开，可以告知查询途径。'),
      ['2026-11-20', officer, { step: 'draftReply', decision: 'granted', text: '' }],
      ['2026-11-23', 'reviewer', { step: 'review' }],
    ],
  },
  {
    receivedOn: '2026-10-28',
    channel: 'in_person',
    kind: 'natural_person',
    name: '样例郑',
    subject: '（样例）申请公开架空线入地计划',
    steps: [['2026-11-23', officer, { step: 'draftReply', decision: 'partly_granted', text: '' }]],
  },
  {
    receivedOn: '2026-10-30',
    channel: 'online',
    kind: 'research',
    name: '样例大学城市研究所',
    subject: '（样例）申请公开井盖普查数据',
    steps: [assign('2026-11-02', '监督指挥科'), ['2026-11-20', officer, { step: 'proposeExtension', days: 10, reason: '数据分存三处，需要逐项核对' }]],
  },
  {
    receivedOn: '2026-11-03',
    channel: 'online',
    kind: 'other_organisation',
    name: '样例业主委员会',
    subject: '（样例）申请公开停车诱导系统二期合同',
    steps: [['2026-11-12', officer, { step: 'consult', kind: 'third_party', with: '样例供应商', on: on('2026-11-12'), evidence: '样例邮件号' }]],
  },
  {
    receivedOn: '2026-11-09',
    channel: 'letter',
    kind: 'natural_person',
    name: '样例王',
    subject: '（样例）申请公开绿地认养名录',
    steps: [assign('2026-11-10', '综合科'), opinion('2026-11-17', '名录可以公开。')],
  },
  {
    receivedOn: '2026-11-17',
    channel: 'online',
    kind: 'natural_person',
    name: '样例冯',
    subject: '（样例）申请公开有关拆迁的全部材料',
    steps: [['2026-11-19', officer, { step: 'askToAmend', matters: '写明地块的位置、年度，以及需要的是批复、公告还是补偿方案', withinDays: 15 }]],
  },
  { receivedOn: '2026-11-23', channel: 'online', kind: 'natural_person', name: '样例陈', subject: '（样例）申请公开2026年冬季供热应急预案', steps: [] },
]
