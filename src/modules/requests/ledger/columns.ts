import { keysOf } from '../../../kernel/closed.ts'
import { DECISION_KEYS, DECISIONS, type Decision } from '../decisions.ts'
import { STANCES, stanceName } from '../events.ts'
import { APPLICANT_KINDS, applicantKindName, CHANNELS, channelName, DELIVERY_WAYS, deliveryWayName, FORMATS, formatName } from '../kinds.ts'

type Column = {
  readonly head: string
  readonly says: string
  readonly width: number
  readonly needed?: boolean
  readonly isDay?: boolean
  /** What may stand in it, by the word that stands for it. */
  readonly words?: Readonly<Record<string, string>>
}
const wordsOf = <Key extends string>(keys: readonly Key[], name: Readonly<Record<Key, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.map((key) => [name[key], key]))
const day = (head: string, says: string): Column => ({ head, says, width: 14, isDay: true })

/** What stands in the column of answers when there was none, because the applicant took the application back. */
export const WITHDRAWN = 'withdrawn'
const DECISION_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    DECISION_KEYS.map((key) => [
      key === 'other.other' ? '其他处理' : key.endsWith('.not_amended') ? '逾期不补正' : key.endsWith('.unpaid') ? '逾期不缴费' : DECISIONS[key].short,
      key,
    ]),
  ),
  申请人撤回: WITHDRAWN,
}

/** The columns of the workbook, in their order: a paper ledger's, and nothing the platform can count itself. */
export const COLUMNS = {
  paper: { head: '原编号', says: '纸质台账上的编号，每件不同；导入后作为凭据保留，平台另给连续的编号', width: 16, needed: true },
  channel: { head: '提交方式', says: '怎样提出的', width: 18, needed: true, words: wordsOf(CHANNELS, channelName) },
  arrivedOn: { ...day('到达日期', '提交、签收、收到之日'), needed: true },
  confirmedOn: day('确认日期', '与申请人确认之日；平常信函、传真必填（条例第三十一条）'),
  kind: { head: '申请人类型', says: '年报表三的列', width: 14, needed: true, words: wordsOf(APPLICANT_KINDS, applicantKindName) },
  name: { head: '申请人', says: '姓名或者名称', width: 16, needed: true },
  identity: { head: '身份证明', says: '证件名称和号码；认出同一申请人靠它', width: 26 },
  phone: { head: '联系电话', says: '', width: 16 },
  email: { head: '电子邮箱', says: '', width: 22 },
  address: { head: '通信地址', says: '', width: 28 },
  subject: { head: '申请内容', says: '至少 6 个字', width: 48, needed: true },
  format: { head: '信息形式', says: '不填按纸质', width: 12, words: wordsOf(FORMATS, formatName) },
  way: { head: '获取方式', says: '不填按自行领取', width: 22, words: wordsOf(DELIVERY_WAYS, deliveryWayName) },
  department: { head: '承办科室', says: '平台里已有的科室', width: 16 },
  amendAskedOn: day('告知补正日期', '收到之日起 7 个工作日内（条例第三十条）'),
  amendedOn: day('收到补正日期', '期限自这一天重新起算'),
  consulted: { head: '征求意见对象', says: '第三方的名称', width: 20 },
  consultedOn: day('征求意见日期', '发出之日'),
  opinionOn: day('收到意见日期', '这段时间不计入期限（条例第三十三条第三款）'),
  stance: { head: '第三方意见', says: '不填按同意公开', width: 14, words: wordsOf(STANCES, stanceName) },
  reasonsAskedOn: day('要求说明理由日期', '大量反复申请的（条例第三十五条）'),
  reasonsOn: day('收到理由日期', ''),
  extendedOn: day('延期日期', '同意延期并告知之日'),
  extendedBy: { head: '延期工作日', says: '1 到 20（条例第三十三条第二款）', width: 12 },
  decision: { head: '答复类型', says: '年报表三的格子；还没有答复的不填', width: 30, words: DECISION_WORDS },
  repliedOn: day('答复日期', '作出答复之日；迟了的照实填'),
  replyNumber: { head: '答复文号', says: '', width: 22 },
  sentOn: day('寄送日期', '答复交寄、交付、发出之日'),
  tracking: { head: '邮件号', says: '', width: 18 },
} as const satisfies Record<string, Column>

export type ColumnKey = keyof typeof COLUMNS
export const COLUMN_KEYS = keysOf<ColumnKey>(COLUMNS)
export const columnOf = (key: ColumnKey): Column => COLUMNS[key]

/** A row as it was read: its number in the sheet and what its cells say. */
export type Cells = { readonly row: number; readonly cells: Readonly<Partial<Record<ColumnKey, string>>> }
/** Rows whose number begins so show how to fill in, and are not read. */
export const EXAMPLE = '示例'

/** The key of a column whose head this is; a star, spaces and brackets around it do not matter. */
export function columnNamed(head: string): ColumnKey | undefined {
  const plain = head.normalize('NFKC').replace(/[*\s]|\(.*\)/g, '')
  return COLUMN_KEYS.find((key) => COLUMNS[key].head === plain)
}

export type Ended = Decision | typeof WITHDRAWN
