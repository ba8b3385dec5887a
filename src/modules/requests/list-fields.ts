import type { Field, Fields } from '../../kernel/field.ts'
import { decisionWords } from './answers/answer.ts'
import { answerStageName, type AnswerStage } from './answers/lifecycle.ts'
import type { DeskAnswer } from './answers/store.ts'
import type { WaitedFor } from './circulation-store.ts'
import { DECISIONS } from './decisions.ts'
import type { ListedFee } from './fees/fee-store.ts'
import { basisName } from './fees/tariff.ts'
import type { Remedy } from './figures.ts'
import { applicantKindName, channelName } from './kinds.ts'
import { stageName } from './lifecycle.ts'
import { petitionStageName } from './petitions/lifecycle.ts'
import type { PetitionRow } from './petitions/store.ts'
import type { QueueRow } from './queue.ts'
import { ENDINGS, remedyResultName, remedyRouteName } from './remedies/kinds.ts'
import { remedyStageName } from './remedies/lifecycle.ts'
import type { WithheldRow } from './withheld/store.ts'
import { groundOf, withheldStageName } from './withheld/withheld.ts'

const text = (head: string, says: string): Field => ({ head, type: 'text', says })
const day = (head: string, says: string): Field => ({ head, type: 'date', says })
const count = (head: string, says: string): Field => ({ head, type: 'integer', says })

/** The queue as a file: no name and no contact of anybody. */
export const QUEUE_FIELDS = {
  number: text('编号', '申请编号'),
  receivedOn: day('收到', '收到申请之日（条例第三十一条）'),
  dueOn: day('到期', '答复期限；停计时为空'),
  stage: text('环节', '现在的环节'),
  concludedOn: day('办结', '答复或者终结之日'),
  decision: text('答复类型', '年报表三的格子'),
  applicantKind: text('申请人类型', '年报表三的列'),
  channel: text('提交方式', '申请怎样提出'),
  department: text('承办科室', '主办科室'),
  subject: text('事项', '申请的内容'),
} as const satisfies Fields<ReturnType<typeof queueLine>>

export const queueLine = (row: QueueRow) => ({
  number: row.number,
  receivedOn: row.receivedOn as string,
  dueOn: row.dueOn as string | null,
  stage: stageName[row.stage] as string,
  concludedOn: row.concludedOn as string | null,
  decision: row.decision ? (DECISIONS[row.decision].short as string) : null,
  applicantKind: applicantKindName[row.applicantKind] as string,
  channel: channelName[row.channel] as string,
  department: row.department,
  subject: row.subject,
})

/** The ledger of table four as a file. */
export const REMEDY_FIELDS = {
  route: text('途径', '行政复议，或者哪一种行政诉讼'),
  caseNumber: text('案号', '复议机关或者法院的案号'),
  authority: text('复议机关或者法院', '受理的机关'),
  request: text('申请', '与哪一件申请有关'),
  filedOn: day('受理', '受理之日'),
  stage: text('环节', '现在的环节'),
  dueOn: day('本机关的期限', '本机关自己要在这一天前办完的；没有的为空'),
  closedOn: day('审结', '审结之日'),
  result: text('结果', '年报表四的列；尚未审结的写明'),
  ending: text('怎样审结', '决定书、判决书的写法'),
  note: text('备注', '其他'),
} as const satisfies Fields<ReturnType<typeof remedyLine>>
export const remedyLine = (one: Remedy) => ({
  route: remedyRouteName[one.route] as string,
  caseNumber: one.caseNumber,
  authority: one.authority,
  request: one.requestNumber ?? '',
  filedOn: one.filedOn as string,
  stage: remedyStageName[one.stage] as string,
  dueOn: one.dueOn as string | null,
  closedOn: one.closedOn as string | null,
  result: one.result ? (remedyResultName[one.result] as string) : '尚未审结',
  ending: one.ending ? (ENDINGS[one.ending].name as string) : '',
  note: one.note,
})

/** Complaints and suggestions as a file, without whoever sent them. */
export const PETITION_FIELDS = {
  number: text('编号', '投诉或者建议的编号'),
  receivedOn: day('收到', '收到之日'),
  stage: text('环节', '现在的环节'),
  dueOn: day('期限', '本机关自定的期限'),
  endedOn: day('办结', '办结之日'),
  handler: text('承办', '承办人'),
  aboutRequest: text('关于申请', '与哪一件申请有关'),
  aboutItem: text('关于信息', '与哪一条公开的信息有关'),
  item: text('公开为', '采纳建议后公开的信息'),
  subject: text('内容', '投诉或者建议的内容'),
} as const satisfies Fields<ReturnType<typeof petitionLine>>

export const petitionLine = (row: PetitionRow) => ({
  number: row.number,
  receivedOn: row.receivedOn as string,
  stage: petitionStageName[row.stage] as string,
  dueOn: row.dueOn as string | null,
  endedOn: row.endedOn as string | null,
  handler: row.handler,
  aboutRequest: row.aboutRequest,
  aboutItem: row.aboutItem,
  item: row.item,
  subject: row.subject,
})

/** The register of what was withheld as a file. */
export const WITHHELD_FIELDS = {
  number: text('申请', '哪一件申请'),
  withheldOn: day('答复', '答复之日'),
  ground: text('理由', '不予公开的理由和条款'),
  stage: text('情况', '现在的情况'),
  reviewOn: day('评估之日', '下一次评估之日（条例第十八条）'),
  item: text('公开为', '评估后公开的信息'),
  subject: text('内容', '申请的内容'),
} as const satisfies Fields<ReturnType<typeof withheldLine>>

export const withheldLine = (row: WithheldRow) => ({
  number: row.number,
  withheldOn: row.withheldOn as string,
  ground: groundOf(row.decision),
  stage: withheldStageName[row.stage] as string,
  reviewOn: row.reviewOn as string | null,
  item: row.item,
  subject: row.subject,
})

/** The desk of public answers as a file. */
export const DESK_ANSWER_FIELDS = {
  request: text('申请编号', '从哪一件申请来'),
  number: text('公开编号', '公开答复的编号；没有公开过的为空'),
  stage: text('环节', '起草、待审核、公开、撤下'),
  title: text('标题', '公开的标题'),
  decision: text('答复', '怎样答复'),
  repliedOn: day('答复之日', '作出答复之日'),
} as const satisfies Fields<ReturnType<typeof deskAnswerLine>>

export const deskAnswerLine = (one: DeskAnswer, stage: AnswerStage) => ({
  request: one.request,
  number: one.number,
  stage: answerStageName[stage] as string,
  title: one.title,
  decision: decisionWords(one.decision),
  repliedOn: one.repliedOn as string,
})

/** What departments owe, as a file. */
export const OWED_FIELDS = {
  number: text('编号', '申请编号'),
  department: text('科室', '传阅给哪个科室'),
  part: text('主办会办', '主办还是会办'),
  askedOn: day('送交', '传阅之日'),
  dueOn: day('内部期限', '科室提出意见的期限'),
  urged: count('催办次数', '催办过几次'),
  requestDueOn: day('答复期限', '答复申请人的期限'),
  subject: text('事项', '申请的内容'),
} as const satisfies Fields<ReturnType<typeof owedLine>>

export const owedLine = (one: WaitedFor) => ({
  number: one.number,
  department: one.department,
  part: one.leads ? '主办' : '会办',
  askedOn: one.askedOn as string,
  dueOn: one.dueOn as string | null,
  urged: one.urged,
  requestDueOn: one.requestDueOn as string | null,
  subject: one.subject,
})

/** The ledger of fees as a file. */
export const FEE_FIELDS = {
  number: text('申请编号', '申请编号'),
  basis: text('怎样计收', '按件还是按量'),
  quantity: count('件数或页数', '按件的件数，按量的页数'),
  yuan: count('金额（元）', '应收的整数元，异议以后减过的是减后的'),
  cutYuan: count('减去（元）', '对异议答复时减去的整数元'),
  noticedOn: day('通知', '发出收费通知之日'),
  dueOn: day('缴费期限', '缴费期满之日'),
  paidOn: day('缴清', '缴清之日'),
  receipt: text('票据', '财政票据号'),
  waivedOn: day('减免', '减免之日'),
  waivedBecause: text('减免理由', '为什么减免'),
} as const satisfies Fields<ReturnType<typeof feeLine>>

export const feeLine = (one: ListedFee) => ({
  number: one.number,
  basis: basisName[one.basis] as string,
  quantity: one.quantity,
  yuan: one.yuan,
  cutYuan: one.cutYuan,
  noticedOn: one.noticedOn as string,
  dueOn: one.dueOn as string | null,
  paidOn: one.paidOn as string | null,
  receipt: one.receipt,
  waivedOn: one.waivedOn as string | null,
  waivedBecause: one.waivedBecause,
})

/** What was offered to who was about to apply, as a file. */
export const OFFERED_FIELDS = {
  title: text('信息', '出示的信息或者答复的标题'),
  path: text('地址', '在本平台的地址'),
  shown: count('出示', '出示给填申请表的人的次数'),
  opened: count('打开', '其中打开的次数'),
  filed: count('仍然申请', '看到以后仍然提交申请的次数'),
  left: count('没有申请', '看到以后没有提交申请的次数'),
} as const satisfies Fields<{ title: string; path: string; shown: number; opened: number; filed: number; left: number }>
