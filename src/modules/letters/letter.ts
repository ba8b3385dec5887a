import { isKeyOf, keysOf } from '../../kernel/closed.ts'
import { FIELD_KEYS, FIELDS, type FieldKey, type Values } from './field.ts'

/** Against what a letter's reader can go, and how; the words are in wording.ts. */
export type RemedyKind = 'reviewFirst' | 'either' | 'partly' | 'receipt' | 'notice' | 'extension' | 'fee' | 'excess' | 'consulted' | 'thirdParty'

export type Letter = {
  readonly name: string
  /** What stands above the text. */
  readonly title: string
  readonly law: string
  readonly remedy: RemedyKind
  /** Whether it takes the next 文号 of the year. */
  readonly numbered: boolean
  /** Fields a template must name and a letter must have. */
  readonly needs: readonly FieldKey[]
  /** Fields it may have besides, and those every letter may have. */
  readonly may: readonly FieldKey[]
}

const EVERY = ['agency', 'office', 'phone', 'agencyAddress', 'you', 'requestNumber'] as const satisfies readonly FieldKey[]
const FRAME = ['documentNumber', 'letterDate'] as const satisfies readonly FieldKey[]
const ASKED = ['applicant', 'receivedOn', 'asked'] as const satisfies readonly FieldKey[]

const REPLY_TITLE = '政府信息公开申请答复书'
const notice = (name: string, law: string, remedy: RemedyKind, needs: readonly FieldKey[], may: readonly FieldKey[] = []): Letter => ({
  name,
  title: `政府信息公开${name}`,
  law,
  remedy,
  numbered: true,
  needs: [...FRAME, ...ASKED, ...needs, 'remedy'],
  may,
})
/** To somebody who is not the applicant and is not told who that is (个人信息保护法第六条). */
const outward = (name: string, law: string, remedy: RemedyKind, needs: readonly FieldKey[], may: readonly FieldKey[] = []): Letter => ({
  name,
  title: `政府信息公开${name}`,
  law,
  remedy,
  numbered: true,
  needs: [...FRAME, ...needs, 'remedy'],
  may,
})
const reply = (name: string, law: string, remedy: RemedyKind, needs: readonly FieldKey[] = [], may: readonly FieldKey[] = []): Letter => ({
  name,
  title: REPLY_TITLE,
  law,
  remedy,
  numbered: true,
  needs: [...FRAME, ...ASKED, 'body', 'law', ...needs, 'remedy'],
  may: [...may, 'attachments'],
})

/** The letters of 依申请公开, from the receipt to every kind of answer. */
export const LETTERS = {
  P1: {
    name: '登记回执',
    title: '政府信息公开申请登记回执',
    law: '条例第三十一条、第四十五条',
    remedy: 'receipt',
    numbered: false,
    needs: ['letterDate', ...ASKED, 'requestNumber', 'channel', 'replyDue', 'remedy'],
    may: [],
  },
  P2: notice('补正告知书', '条例第三十条', 'notice', ['amendMatters', 'amendDue']),
  P3: notice('说明理由告知书', '条例第三十五条', 'excess', ['excessMatters', 'explainDue']),
  P4: notice('延期答复告知书', '条例第三十三条第二款', 'extension', ['extensionReason', 'extendedTo']),
  P5: outward('征求第三方意见书', '条例第三十二条', 'consulted', ['thirdParty', 'consultMatters', 'consultDue']),
  P6: notice('征求意见告知书', '条例第三十三条第三款', 'notice', [], ['thirdParty', 'consultedAgency']),
  P7: {
    ...outward('征求意见书（行政机关）', '条例第三十四条、第十一条', 'consulted', ['consultedAgency', 'consultMatters', 'consultDue']),
    title: '政府信息公开征求意见书',
  },
  P8: notice('收费通知书', '条例第四十二条', 'fee', ['feeBasis', 'feeAmount', 'feeDue', 'feeHow']),
  P9: {
    ...outward('公开决定告知书（第三方）', '条例第三十二条', 'thirdParty', ['thirdParty', 'consultMatters', 'reason']),
    title: '政府信息公开决定告知书',
  },
  P10: { ...notice('更正、转送告知书', '条例第四十一条', 'either', ['transfer']), title: '政府信息更正、转送告知书' },
  P11: notice('不再处理告知书', '条例第三十条、第四十二条', 'either', ['endedBecause', 'law']),
  D1: reply('予以公开', '条例第三十六条第二项', 'either', ['way']),
  D2: reply('已主动公开', '条例第三十六条第一项', 'either', ['way']),
  D3: reply('部分公开', '条例第三十七条', 'partly', ['way', 'withheld', 'reason']),
  D4: reply('不予公开：国家秘密', '条例第十四条、第三十六条第三项', 'reviewFirst', ['reason']),
  D5: reply('不予公开：法律、行政法规禁止', '条例第十四条、第三十六条第三项', 'reviewFirst', ['reason']),
  D6: reply('不予公开：三安全一稳定', '条例第十四条、第三十六条第三项', 'reviewFirst', ['reason']),
  D7: reply('不予公开：第三方合法权益', '条例第十五条、第三十六条第三项', 'reviewFirst', ['reason'], ['thirdParty']),
  D8: reply('不予公开：内部事务信息', '条例第十六条第一款、第三十六条第三项', 'reviewFirst', ['reason']),
  D9: reply('不予公开：过程性信息', '条例第十六条第二款、第三十六条第三项', 'reviewFirst', ['reason']),
  D10: reply('不予公开：行政执法案卷', '条例第十六条第二款、第三十六条第三项', 'reviewFirst', ['reason']),
  D11: reply('行政查询事项', '条例第三十六条第七项', 'either', ['properChannel']),
  D12: reply('信息不存在', '条例第三十六条第四项', 'either', ['search']),
  D13: reply('不属于本机关负责公开', '条例第三十六条第五项', 'either', ['keeper', 'keeperContact']),
  D14: reply('需要另行制作', '条例第三十八条', 'either'),
  D15: reply('补正后仍不明确', '条例第三十条', 'either', [], ['amendMatters']),
  D16: reply('重复申请', '条例第三十六条第六项', 'either', ['earlierNumber']),
  D17: reply('信访、投诉、举报', '条例第三十九条第一款', 'either', ['properChannel']),
  D18: reply('公开出版物', '条例第三十九条第二款', 'either', ['properChannel']),
  D19: reply('大量、反复申请', '条例第三十五条', 'either', ['reason']),
  D20: reply('确认或者重新出具', '条例第三十六条第六项', 'either', [], ['earlierNumber']),
} as const satisfies Record<string, Letter>

export type LetterCode = keyof typeof LETTERS
export const LETTER_CODES = keysOf<LetterCode>(LETTERS)
export const isLetterCode = isKeyOf(LETTERS)
/** Which of the texts on remedies a letter ends with, as a key of the office's texts. */
export const remedyOf = (code: LetterCode): string => `remedy.${LETTERS[code].remedy}`
export const letterOf = (code: LetterCode): Letter => LETTERS[code]

/** Letters on the way, each with a delivery of its own; an answer goes out with its file, and the receipt is handed over when it is asked for. */
const SENT_ALONE: readonly LetterCode[] = ['P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10']
export const isSentAlone = (code: LetterCode): boolean => SENT_ALONE.includes(code)

/** The fields a template of this letter may name, in the dictionary's order. */
export function fieldsOf(code: LetterCode): FieldKey[] {
  const allowed = new Set<FieldKey>([...EVERY, ...LETTERS[code].needs, ...LETTERS[code].may])
  return FIELD_KEYS.filter((key) => allowed.has(key))
}
export const isNeeded = (code: LetterCode, key: FieldKey): boolean => letterOf(code).needs.includes(key)

export type Missing = { readonly key: FieldKey; readonly name: string; readonly how: string }

/** Places of a text nobody has filled in yet; 〔2026〕 is a year. */
const openPlaces = (text: string): string[] => text.match(/〔(?!\d{4}〕)[^〕]*〕/g) ?? []

/** What a letter still lacks, with what to do about it; the number is given when the letter is taken up. */
export function missingIn(code: LetterCode, values: Values): Missing[] {
  return fieldsOf(code).flatMap((key): Missing[] => {
    const { name, how } = FIELDS[key]
    const value = values[key] ?? ''
    if (value.trim() === '') return isNeeded(code, key) && key !== 'documentNumber' ? [{ key, name, how }] : []
    const open = key === 'asked' ? [] : openPlaces(value) // what the applicant wrote is not ours to fill in
    return open.length > 0 ? [{ key, name, how: `还有没填的地方：${open.join('、')}` }] : []
  })
}
