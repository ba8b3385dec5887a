import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { findPrivate, privateName } from '../../../kernel/release-gate.ts'
import type { Applicant } from '../applicant.ts'
import type { AnswerContent } from './answer.ts'

/** What an applicant gave, and the days that tell an application apart: none of it is shown. */
export type Given = {
  readonly applicant: Applicant
  readonly number: string
  /** What was asked, and what was added when the application was amended, in the applicant's words. */
  readonly words: readonly string[]
  readonly days: readonly PlainDate[]
}

const LONGEST_COPIED = 20 // office setting: letters in a row that are the applicant's own
const LEAST_ADDRESS = 4
const LEAST_DIGITS = 6
const COUNTED = 12

const fieldName = { title: '标题', asked: '申请公开的内容', answered: '答复', reason: '理由' } as const
type Field = keyof typeof fieldName

/** Letters and figures only, for a name with a space in it is the name. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
/** The names of documents are nobody's own words. */
const withoutNames = (text: string): string => text.replace(/《[^》]*》/g, '\n')

/** Why these words may not be let out: what of them is private or came from the applicant, and where it stands. Pure. */
export function releaseFault(texts: Partial<Record<Field, string>>, given: Given): Refusal<'invalid'> | undefined {
  for (const [field, text] of Object.entries(texts) as [Field, string][]) {
    const [found] = findPrivate(text)
    if (found) {
      const where = `“${fieldName[field]}”第 ${found.from + 1} 个字起`
      return refuse('invalid', `${where}像是${privateName[found.kind]}：“${text.slice(found.from, found.to)}”，请删去或者换个说法`, '条例第十五条')
    }
    const gave = givenIn(text, given)
    if (gave !== undefined) return refuse('invalid', `“${fieldName[field]}”里有${gave}`, '条例第十五条')
  }
  return undefined
}
/** The words of an answer by their fields. */
export const textsOf = ({ title, asked, answered }: AnswerContent) => ({ title, asked, answered })

/** What the applicant gave that stands in a text, said without repeating what is sealed. */
function givenIn(text: string, { applicant, number, words, days }: Given): string | undefined {
  const letters = plain(text)
  const holds = (part: string): boolean => part !== '' && letters.includes(part)
  if (holds(plain(applicant.name))) return `申请人的${applicant.kind === 'natural_person' ? '姓名' : '名称'}，请删去`
  if (holds(plain(applicant.contact))) return '联系人的姓名，请删去'
  if ([applicant.identity, applicant.phone].flatMap(numbersIn).some(holds)) return '申请人的证件或者电话号码，请删去'
  if (holds(plain(applicant.email))) return '申请人的邮箱，请删去'
  const address = plain(streetOf(applicant.address))
  if (address.length >= LEAST_ADDRESS && holds(address)) return '申请人的地址，请删去'
  if (holds(plain(number))) return '申请编号，请删去：公开的答复另有编号'
  const day = days.find((one) => [one, inChinese(one), one.replaceAll('-', '/'), one.replaceAll('-', '.')].some((form) => text.includes(form)))
  if (day !== undefined) return `收到申请或者补正的日期（${inChinese(day)}），请删去：它能认出是哪一件`
  const run = words.map((one) => copied(text, one)).find((one) => one !== undefined)
  return run === undefined ? undefined : `申请人的原话“${run}”，请用本机关的话概括；文件名称用《》括起来`
}

const numbersIn = (text: string): string[] => (plain(text).match(/[a-z0-9]+/g) ?? []).filter((part) => part.length >= LEAST_DIGITS)
/** An address without the places that everybody shares. */
const streetOf = (address: string): string => address.replace(/^(?:[^省市区县\s]{2,8}(?:省|自治区|市|区|县)\s?)*(?:[^街镇乡\s]{2,8}(?:街道|镇|乡)\s?)?/, '')

/** The first run of the applicant's words that a text repeats, or all of them where they are few. */
function copied(text: string, theirs: string): string | undefined {
  if (theirs.trim() !== '' && text.includes(theirs.trim())) return theirs.trim()
  const ours = withoutNames(text).split('\n').map(plain)
  for (const part of withoutNames(theirs).split('\n').map(plain)) {
    for (let i = 0; i + LONGEST_COPIED <= part.length; i++) {
      const run = part.slice(i, i + LONGEST_COPIED)
      if (ours.some((one) => one.includes(run))) return `${run.slice(0, COUNTED)}……`
    }
  }
  return undefined
}
