import { type LetterCode, LETTERS, letterOf } from '../letter.ts'

/**
 * A template as lines of text; `build-default.ts` sets it as a Word file in 公文 layout. A line begins with what it is:
 * `#` title, `=` number, `:` flush left, `>` signature, `?` only a mark of the template (a condition's ends), else a paragraph; an empty line is a line left free.
 */
export type DefaultText = readonly string[]

const RECEIVED = '本机关于{{收到日期}}收到{{称谓}}提出的政府信息公开申请（编号：{{申请编号}}），申请公开：{{申请内容}}'
const SIGNATURE = ['', '', '> {{机关}}', '> {{成文日期}}'] as const
const ASK_US = '承办机构：{{承办机构}}，联系电话：{{联系电话}}。'

const head = (code: LetterCode, to: string): string[] => [`# ${letterOf(code).title}`, '= {{文号}}', '', `: ${to}：`]

const toApplicant = (code: LetterCode, paragraphs: readonly string[]): DefaultText => [
  ...head(code, '{{申请人}}'),
  `${RECEIVED}。`,
  ...paragraphs,
  '{{救济途径}}',
  ASK_US,
  ...SIGNATURE,
]

const ATTACHED = ['?{{#附件}}', '附件：{{.}}', '?{{/附件}}'] as const
const answer = (code: LetterCode, paragraphs: readonly string[] = []): DefaultText => [
  ...head(code, '{{申请人}}'),
  `${RECEIVED}。经研究，现答复如下：`,
  '{{答复正文}}',
  ...paragraphs,
  '以上答复依据《中华人民共和国政府信息公开条例》{{依据条款}}作出。',
  '{{救济途径}}',
  ...ATTACHED,
  ...SIGNATURE,
]
const REASON = '理由：{{理由}}。'

const NOTICES = {
  P1: [
    `# ${LETTERS.P1.title}`,
    '',
    ': {{申请人}}：',
    `${RECEIVED}。提交方式：{{提交方式}}。`,
    '依据《中华人民共和国政府信息公开条例》第三十三条，本机关将在{{答复期限}}前答复{{称谓}}。需要补正、征求意见或者延长答复期限的，将另行告知。',
    '{{救济途径}}',
    ASK_US,
    ...SIGNATURE,
  ],
  P2: toApplicant('P2', [
    '经审查，申请内容不明确。依据《中华人民共和国政府信息公开条例》第三十条，请{{称谓}}补正以下事项：',
    '{{补正事项}}',
    '请在{{补正期限}}前补正。答复期限自本机关收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。',
  ]),
  P3: toApplicant('P3', [
    '{{需说明的事项}}',
    '依据《中华人民共和国政府信息公开条例》第三十五条，请{{称谓}}在{{说明期限}}前书面说明理由。本机关认为理由不合理的，将告知{{称谓}}不予处理；理由合理但是无法在规定期限内答复的，将确定延迟答复的合理期限并告知{{称谓}}。',
  ]),
  P4: toApplicant('P4', [
    '因{{延期理由}}，本机关不能在规定期限内答复。依据《中华人民共和国政府信息公开条例》第三十三条第二款，经政府信息公开工作机构负责人同意，答复期限延长至{{延期至}}。',
  ]),
  P5: [
    ...head('P5', '{{第三方名称}}'),
    '本机关收到一件政府信息公开申请，拟公开的信息涉及你单位（你）的合法权益。依据《中华人民共和国政府信息公开条例》第三十二条，现征求以下意见：',
    '{{征求事项}}',
    '请在{{反馈期限}}书面反馈意见。逾期未反馈的，由本机关依照条例的规定决定是否公开。你单位（你）不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的内容和理由书面告知。',
    '{{救济途径}}',
    ASK_US,
    ...SIGNATURE,
    '',
    ': 附：回执（请填写后盖章或者签名，寄回本机关）',
    ': 一、□ 同意公开　　□ 不同意公开　　□ 同意部分公开',
    ': 二、理由：',
    '',
    ': 三、联系人、电话：',
    ': 四、日期：',
  ],
  P6: toApplicant('P6', [
    '{{称谓}}申请的信息涉及第三方或者其他机关，本机关已经依法书面征求意见。依据《中华人民共和国政府信息公开条例》第三十三条第三款，征求意见所需时间不计算在答复期限内。收到意见后，本机关将继续办理并依法答复{{称谓}}。',
  ]),
  P7: [
    ...head('P7', '{{被征求机关}}'),
    '本机关收到一件政府信息公开申请，所申请的信息由你机关与本机关共同制作，或者涉及你机关。依据《中华人民共和国政府信息公开条例》第十一条、第三十四条，现征求以下意见：',
    '{{征求事项}}',
    '请在{{反馈期限}}书面反馈意见。属于共同制作的，逾期未反馈视为同意公开。',
    '{{救济途径}}',
    ASK_US,
    ...SIGNATURE,
  ],
  P8: toApplicant('P8', [
    '{{称谓}}申请公开政府信息的数量、频次明显超过合理范围。依据《中华人民共和国政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本机关决定收取信息处理费。',
    '计费：{{计费明细}}。应当缴纳：{{费用金额}}。',
    '请在{{缴费期限}}前缴纳，缴纳方式：{{缴纳方式}}。答复期限自{{称谓}}缴清费用次日起重新计算；逾期未缴纳的，视为放弃申请，本机关不再处理该申请。',
  ]),
  P9: [
    ...head('P9', '{{第三方名称}}'),
    '本机关就一件涉及你单位（你）的政府信息公开申请征求过意见，征求意见的内容是：{{征求事项}}。',
    '经审查，不公开可能对公共利益造成重大影响。依据《中华人民共和国政府信息公开条例》第三十二条，本机关决定公开上述信息，现将决定公开的内容和理由告知如下：',
    '{{理由}}',
    '{{救济途径}}',
    ASK_US,
    ...SIGNATURE,
  ],
  P10: toApplicant('P10', ['依据《中华人民共和国政府信息公开条例》第四十一条，现将办理情况告知如下：', '{{转送或更正情况}}']),
  P11: toApplicant('P11', [
    '{{不再处理原因}}。依据《中华人民共和国政府信息公开条例》{{依据条款}}，本机关不再处理该申请。{{称谓}}仍需要有关信息的，可以重新提出申请。',
  ]),
} as const satisfies Partial<Record<LetterCode, DefaultText>>

const ANSWERS = {
  D1: answer('D1', ['获取方式：{{获取方式}}。']),
  D2: answer('D2', ['获取方式：{{获取方式}}。']),
  D3: answer('D3', ['不予公开的部分：{{不公开部分}}。', REASON, '公开部分的获取方式：{{获取方式}}。']),
  D4: answer('D4', [REASON]),
  D5: answer('D5', [REASON]),
  D6: answer('D6', [REASON]),
  D7: answer('D7', [REASON]),
  D8: answer('D8', [REASON]),
  D9: answer('D9', [REASON]),
  D10: answer('D10', [REASON]),
  D11: answer('D11', ['办理渠道：{{办理渠道}}。']),
  D12: answer('D12', ['检索情况：{{检索说明}}。']),
  D13: answer('D13', ['负责公开该信息的机关：{{承担机关}}；联系方式：{{承担机关联系方式}}。']),
  D14: answer('D14'),
  D15: answer('D15'),
  D16: answer('D16', ['先前的答复：{{先前答复文号}}。']),
  D17: answer('D17', ['{{称谓}}可以通过以下渠道提出：{{办理渠道}}。']),
  D18: answer('D18', ['获取途径：{{办理渠道}}。']),
  D19: answer('D19', [REASON]),
  D20: answer('D20'),
} as const satisfies Partial<Record<LetterCode, DefaultText>>

/** The templates an office begins with, one for each letter. */
export const DEFAULT_TEXTS: Readonly<Record<LetterCode, DefaultText>> = { ...NOTICES, ...ANSWERS }
