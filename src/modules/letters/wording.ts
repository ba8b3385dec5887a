import { plainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { type LetterCode, LETTERS, type RemedyKind } from './letter.ts'

const REVIEW_DAYS = 60 // 行政复议法第二十条：自知道或者应当知道之日起六十日内申请行政复议
const SUIT_AFTER_REVIEW_DAYS = 15 // 行政诉讼法第四十五条：收到复议决定书之日起十五日内起诉
const SUIT_MONTHS = 6 // 行政诉讼法第四十六条：自知道或者应当知道作出行政行为之日起六个月内起诉

/** A text of the office with the article it rests on. */
export type Wording = { readonly text: string; readonly law: string }
export type WordingRow = Wording & { readonly effectiveFrom: PlainDate; readonly id: number; readonly by: string; readonly at: Date }

const EITHER = `可以自收到本文书之日起${REVIEW_DAYS}日内向本级人民政府申请行政复议，或者自收到本文书之日起${SUIT_MONTHS}个月内向人民法院提起行政诉讼。`
const REVIEW_FIRST = `应当先自收到本文书之日起${REVIEW_DAYS}日内向本级人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起${SUIT_AFTER_REVIEW_DAYS}日内向人民法院提起行政诉讼。`
const NO_REPLY = `本机关逾期不答复的，可以自答复期限届满之日起${REVIEW_DAYS}日内向本级人民政府申请行政复议。`

/** 行政复议法第二十三条第一款第四项、第二款：不予公开的，先复议，作出决定时应当告知. */
const REMEDIES = {
  reviewFirst: { text: `对本答复不服的，${REVIEW_FIRST}`, law: '行政复议法第二十三条第一款第四项、第二款' },
  either: { text: `对本答复不服的，${EITHER}`, law: '行政复议法第二十条、行政诉讼法第四十六条' },
  partly: {
    text: `对其中不予公开的部分不服的，${REVIEW_FIRST}对本答复的其他内容不服的，${EITHER}`,
    law: '行政复议法第二十条、第二十三条，行政诉讼法第四十六条',
  },
  receipt: { text: `本回执只证明收到申请，不是答复。${NO_REPLY}`, law: '条例第三十三条、第五十一条' },
  notice: {
    text: `本告知书是办理过程中的告知，不单独申请行政复议或者提起行政诉讼；有疑问的，可以向承办机构询问。对最终答复不服的，可以依法申请行政复议或者提起行政诉讼。`,
    law: '法释〔2025〕8号、国办函〔2021〕132号',
  },
  extension: { text: `延长答复期限不单独申请行政复议或者提起行政诉讼；有疑问的，可以向承办机构询问。${NO_REPLY}`, law: '法释〔2025〕8号、国办函〔2021〕132号' },
  fee: {
    text: '对收费有异议的，可以在缴费期限内向本机关书面提出。本通知书不单独申请行政复议或者提起行政诉讼；对本机关因未缴费作出的不再处理决定不服的，可以依法申请行政复议或者提起行政诉讼。',
    law: '国办函〔2020〕109号、国办函〔2021〕132号',
  },
  excess: {
    text: '本告知书是办理过程中的告知，不单独申请行政复议或者提起行政诉讼；有疑问的，可以向承办机构询问。对最终答复或者不予处理的决定不服的，可以依法申请行政复议或者提起行政诉讼。',
    law: '条例第三十五条',
  },
  consulted: { text: '意见请以书面形式反馈；不同意公开的，请一并说明合理理由。对本意见书有疑问的，可以向承办机构询问。', law: '条例第三十二条、第三十四条' },
  thirdParty: { text: `对本决定不服的，${EITHER}`, law: '条例第五十一条，行政复议法第二十条，行政诉讼法第四十六条' },
} as const satisfies Record<RemedyKind, Wording>
/** What the reader of a letter can do against it, as it ships; the office's own words are rows with days. */
export const shippedRemedy = (code: LetterCode): string => REMEDIES[LETTERS[code].remedy].text

const own = (text: string, law: string): Wording => ({ text, law })
/** What each answer says unless the officer writes something else; 〔〕 is to be filled in, `law` is the 依据条款. */
const GROUNDS = {
  P11: own('', '第三十条'),
  D1: own('{称谓}申请的信息可以公开，现予提供。', '第三十六条第二项'),
  D2: own('经核查，{称谓}申请的信息已经主动公开，可以按照下述方式获取。', '第三十六条第一项'),
  D3: own('{称谓}申请的信息中含有不应当公开的内容，但是能够作区分处理。现将可以公开的部分提供给{称谓}，其余部分不予公开。', '第三十七条'),
  D4: own('{称谓}申请的信息属于依法确定为国家秘密的政府信息，决定不予公开。', '第十四条、第三十六条第三项'),
  D5: own('{称谓}申请的信息属于法律、行政法规禁止公开的政府信息，决定不予公开。', '第十四条、第三十六条第三项'),
  D6: own('{称谓}申请的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定，决定不予公开。', '第十四条、第三十六条第三项'),
  D7: own('{称谓}申请的信息涉及第三方合法权益。经书面征求意见，第三方不同意公开且有合理理由，决定不予公开。', '第十五条、第三十二条、第三十六条第三项'),
  D8: own('{称谓}申请的信息属于本机关人事管理、后勤管理、内部工作流程等方面的内部事务信息，决定不予公开。', '第十六条第一款、第三十六条第三项'),
  D9: own(
    '{称谓}申请的信息属于本机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息，决定不予公开。',
    '第十六条第二款、第三十六条第三项',
  ),
  D10: own('{称谓}申请的信息属于行政执法案卷信息，法律、法规、规章没有规定应当公开，决定不予公开。', '第十六条第二款、第三十六条第三项'),
  D11: own('{称谓}申请的信息属于工商、不动产登记资料等信息，有关法律、行政法规对信息的获取有特别规定，请依照有关规定办理。', '第三十六条第七项'),
  D12: own('经检索，本机关没有{称谓}申请的政府信息，该信息不存在。', '第三十六条第四项'),
  D13: own('{称谓}申请的信息不属于本机关负责公开。', '第三十六条第五项'),
  D14: own('{称谓}申请的内容需要对现有政府信息进行加工、分析，本机关没有现成的信息，不予提供。', '第三十八条'),
  D15: own('{称谓}补正后的申请内容仍不明确，本机关无法据此查找，现予告知。{称谓}可以重新提出内容明确的申请。', '第三十条'),
  D16: own('本机关已就{称谓}申请的相同信息作出答复，对{称谓}再次提出的申请不予重复处理。', '第三十六条第六项'),
  D17: own('{称谓}以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理。', '第三十九条第一款'),
  D18: own('{称谓}申请提供的是政府公报、报刊、书籍等公开出版物，可以通过下述途径获取。', '第三十九条第二款'),
  D19: own('{称谓}申请公开政府信息的数量、频次明显超过合理范围，经本机关要求说明理由，认为理由不合理，决定不予处理。', '第三十五条'),
  D20: own('{称谓}要求对已经获取的政府信息进行确认或者重新出具，本机关不予重复处理。', '第三十六条第六项'),
} as const satisfies Partial<Record<LetterCode, Wording>>

/** 不予公开的理由 an officer begins with; each has a place that only the case can fill. */
const REASONS = {
  D3: own('不公开部分〔写明属于条例第几条的哪一类，公开会有什么后果〕', '条例第三十七条'),
  D4: own('该信息的载体标明密级为〔密级〕，定密依据是〔依据〕', '条例第十四条，保守国家秘密法'),
  D5: own('〔法律、行政法规的名称和条款〕规定该类信息不得公开', '条例第十四条'),
  D6: own('公开后〔写明会危及什么、怎样危及〕', '条例第十四条'),
  D7: own('该信息涉及〔商业秘密、个人隐私〕，公开会对第三方合法权益造成损害，不公开也不会对公共利益造成重大影响', '条例第十五条、第三十二条'),
  D8: own('该信息是本机关〔人事管理、后勤管理、内部工作流程〕信息，不对外部产生约束力', '条例第十六条第一款'),
  D9: own('该信息是〔讨论记录、过程稿、磋商信函、请示报告〕，有关事项尚在研究或者已由最终文件代替', '条例第十六条第二款'),
  D10: own('该信息形成于〔案件名称或者编号〕的调查处理过程，收存于执法案卷', '条例第十六条第二款'),
  D19: own('{称谓}说明的理由是〔申请人的理由〕，本机关认为〔写明为什么不合理〕', '条例第三十五条'),
} as const satisfies Partial<Record<LetterCode, Wording>>

export const NUMBER_MARK: Wording = { text: '信公复', law: '' }

/** Every text of the office with the words it has at first; keys as they are kept. */
export const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ['number', NUMBER_MARK],
  ...Object.entries(REMEDIES).map(([kind, wording]): [string, Wording] => [`remedy.${kind}`, wording]),
  ...Object.entries(GROUNDS).map(([code, wording]): [string, Wording] => [`ground.${code}`, wording]),
  ...Object.entries(REASONS).map(([code, wording]): [string, Wording] => [`reason.${code}`, wording]),
])
export const isWordingKey = (key: string): boolean => WORDINGS.has(key)

const remedyName = {
  reviewFirst: '不予公开：复议前置',
  either: '一般答复：复议或者诉讼',
  partly: '部分公开',
  receipt: '登记回执',
  notice: '补正、征求意见的告知',
  extension: '延期答复',
  fee: '收费通知',
  excess: '要求说明理由',
  consulted: '征求意见书',
  thirdParty: '告知第三方',
} as const satisfies Record<RemedyKind, string>

/** What a text is for, as the office calls it. */
export function wordingName(key: string): string {
  const [group, rest = ''] = key.split('.')
  if (group === 'number') return '文号代字'
  if (group === 'remedy') return `救济途径　${Object.hasOwn(remedyName, rest) ? remedyName[rest as RemedyKind] : rest}` // checked a word before
  const letter = Object.hasOwn(LETTERS, rest) ? LETTERS[rest as LetterCode].name : rest // checked a word before
  return `${group === 'ground' ? '答复正文' : '理由'}　${rest} ${letter}`
}

/** The words in force on a day: of those that apply by then the last one, or those the platform began with. */
export function wordingOn(rows: readonly WordingRow[], key: string, day: PlainDate): Wording {
  const mine = rows.filter((row) => row.effectiveFrom <= day)
  const last = mine.toSorted((a, b) => (a.effectiveFrom === b.effectiveFrom ? a.id - b.id : a.effectiveFrom < b.effectiveFrom ? -1 : 1)).at(-1)
  const found = last ?? WORDINGS.get(key)
  if (!found) throw new Error(`there is no text ${key}`)
  return found
}

/** The texts of the office by key, on a day. */
export type Words = (key: string) => Wording
/** Those the platform began with. */
export const shippedWords: Words = (key) => wordingOn([], key, FIRST_DAY)
const FIRST_DAY = plainDate('2019-05-15') // 条例施行之日

/** A text with the applicant spoken to. */
export const spokenTo = (text: string, you: string): string => text.replaceAll('{称谓}', you)
