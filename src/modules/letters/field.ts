import { keysOf } from '../../kernel/closed.ts'

/** What a merge field of a letter holds. The office writes it in Word as {{name}}. */
export type Field = {
  readonly name: string
  readonly says: string
  readonly sample: string
  /** What to do when its value is missing. */
  readonly how: string
  /** Several lines, each of which {{#name}}{{.}}{{/name}} writes once. */
  readonly list?: true
}

const field = (name: string, says: string, sample: string, how: string): Field => ({ name, says, sample, how })
const FROM_REQUEST = '由申请的记录自动填入；没有的，先在申请页补登记'

/** Every field a template may name. The dictionary is closed: an unknown one refuses the template. */
export const FIELDS = {
  agency: field('机关', '本机关全称，用作落款', '样例区全响应服务中心', '由网站标识自动填入'),
  office: field('承办机构', '政府信息公开工作机构', '信息公开科', '由网站标识自动填入'),
  phone: field('联系电话', '政府信息公开工作机构的电话', '010-00000000', '由网站标识自动填入'),
  agencyAddress: field('机关地址', '受理和查阅的地址', '样例区样例路1号', '由网站标识自动填入'),
  documentNumber: field('文号', '发文字号，编号时自动给出，年份用〔〕', '信公复〔2026〕1号', '编号时自动给出'),
  letterDate: field('成文日期', '签发的日期，阿拉伯数字', '2026年3月2日', '制作时自动填入'),
  requestNumber: field('申请编号', '平台给出的申请编号', 'XQ-2026-0001', FROM_REQUEST),
  applicant: field('申请人', '申请人的姓名或者名称', '林样例', FROM_REQUEST),
  you: field('称谓', '对申请人的称呼：您、你单位', '您', '由申请人类型自动填入'),
  receivedOn: field('收到日期', '依条例第三十一条确定的收到申请之日', '2026年2月3日', FROM_REQUEST),
  asked: field('申请内容', '申请公开的内容，照申请书', '2025年度道路保洁经费的支出明细', FROM_REQUEST),
  channel: field('提交方式', '当面、邮寄、互联网、传真', '互联网', FROM_REQUEST),
  replyDue: field('答复期限', '依法应当答复的最后一日', '2026年3月12日', FROM_REQUEST),
  body: field('答复正文', '答复的主要内容：事实、理由和结果', '您申请的信息可以公开，现予提供。', '写明事实、理由和结果'),
  law: field('依据条款', '依据的条例条款，写到款、项', '第三十六条第二项', '写到款、项，例如：第三十六条第二项'),
  reason: field('理由', '不予公开、不予处理等决定的理由', '公开后会泄露第三方的商业秘密', '结合申请的具体内容写明理由'),
  remedy: field('救济途径', '复议、诉讼的途径和期限，依答复类型自动给出', '', '由“理由和救济”中现行的文字自动填入'),
  way: field('获取方式', '提供信息或者获取信息的方式、途径和时间', '通过电子邮件发送至申请时填写的邮箱', '写明网址、查阅地点或者提供的方式和时间'),
  attachments: { ...field('附件', '随信附上的材料，一行一项', '2025年度道路保洁经费支出明细表', '一行写一项'), list: true },
  withheld: field('不公开部分', '部分公开时不予公开的部分', '附表第3列（供应商报价）', '写明不公开的是哪一部分'),
  search: field('检索说明', '检索的范围、方式和结果', '已检索本机关档案系统和各科室2025年度文件，未检索到相关信息', '写明检索了哪里、用什么方式、结果如何'),
  keeper: field('承担机关', '负责公开该信息的机关', '样例区城市管理委员会', '写明机关全称；不能确定的，写“无法确定”'),
  keeperContact: field('承担机关联系方式', '该机关的联系方式', '010-00000002', '写明电话或者地址；不能确定的，写“无法确定”'),
  earlierNumber: field('先前答复文号', '先前就相同信息作出的答复', '信公复〔2025〕18号', '写明先前答复的文号和日期'),
  properChannel: field('办理渠道', '可以提出诉求或者获取的渠道', '样例区信访接待中心，电话010-00000003', '写明渠道的名称、地址或者电话'),
  amendMatters: field('补正事项', '需要补正的内容，一次告知', '写明所需文件的名称、文号，或者能够查找的其他特征', '一次写全需要补正的事项（条例第三十条）'),
  amendDue: field('补正期限', '补正的最后一日', '2026年3月3日', '写明合理的补正期限（条例第三十条）'),
  extendedTo: field('延期至', '延期后应当答复的最后一日', '2026年4月9日', '先在申请页提请延期，经负责人同意后自动填入'),
  extensionReason: field('延期理由', '需要延长的理由', '需要向三个科室核对有关内容', '先在申请页提请延期并写明理由'),
  thirdParty: field('第三方名称', '被征求意见的第三方', '样例保洁有限公司', '先在申请页登记征求意见'),
  consultedAgency: field('被征求机关', '被征求意见的行政机关', '样例区财政局', '先在申请页登记征求意见'),
  consultDue: field('反馈期限', '反馈意见的期限', '自收到本意见书之日起15个工作日内', '写明反馈的期限'),
  consultMatters: field('征求事项', '请对方答复的事项，不含申请人的身份', '是否同意公开贵公司2025年道路保洁服务报价', '写明拟公开的内容'),
  excessMatters: field(
    '需说明的事项',
    '数量、频次超过合理范围的情况',
    '您在2026年1月至2月共提出36件申请，明显超过合理范围',
    '写明件数和期间（条例第三十五条）',
  ),
  explainDue: field('说明期限', '说明理由的最后一日', '2026年3月3日', '写明说明理由的期限'),
  feeBasis: field(
    '计费明细',
    '计费方式、数量和金额的计算',
    '按件计收：35件，其中第11至30件20件、每件100元，第31至35件5件、每件200元',
    '写明按件或者按量、数量和每档金额',
  ),
  feeAmount: field('费用金额', '应当缴纳的金额', '3000元', '写明金额'),
  feeDue: field('缴费期限', '缴费的最后一日', '2026年3月31日', '自收到通知次日起20个工作日'),
  feeHow: field('缴纳方式', '缴费的账户和办法', '持本通知书到样例区非税收入缴款窗口缴纳', '写明缴款的账户或者窗口'),
  endedBecause: field('不再处理原因', '逾期不补正、逾期不缴费、撤回', '您没有在2026年3月3日前补正申请内容', '写明事实和日期'),
  transfer: field('转送或更正情况', '更正的内容，或者转送的机关', '已将您的更正申请转送样例区民政局办理，电话010-00000004', '写明更正了什么，或者转送到哪里'),
} as const satisfies Record<string, Field>

export type FieldKey = keyof typeof FIELDS
export const FIELD_KEYS = keysOf<FieldKey>(FIELDS)

const byName = new Map<string, FieldKey>(FIELD_KEYS.map((key) => [FIELDS[key].name, key]))
/** The field of this Chinese name, without the braces. */
export const fieldNamed = (name: string): FieldKey | undefined => byName.get(name)
export const fieldOf = (key: FieldKey): Field => FIELDS[key]

/** What is filled in, each a text; several lines are several paragraphs. */
export type Values = Readonly<Partial<Record<FieldKey, string>>>
