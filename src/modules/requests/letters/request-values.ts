import { beijingDay } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import type { LetterCode, LetterValues } from '../../letters/index.ts'
import { findRequest, openApplicant, type Request } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { notMadeBecause } from './closed-letters.ts'
import { subjectOf } from './subject.ts'
import { letterValues } from './values.ts'

/** The fields of a letter that this request fills in, as it is today. */
export async function valuesOfRequest(house: House, request: Request, code: LetterCode): Promise<LetterValues> {
  const calendar = await loadCalendar(house.db)
  return letterValues({ ...request, applicant: openApplicant(request, house.cipher) }, code, beijingDay(house.now()), calendar)
}

/** The same for a request by its number, for whoever makes letters of many; the applicant's name leaves a trace. */
export const requestLetterValues =
  (house: House) =>
  async (
    viewer: Viewer,
    number: string,
    code: LetterCode,
  ): Promise<{ readonly subject: string; readonly values: LetterValues; readonly closed: Refusal | undefined } | Refusal> => {
    const request = await findRequest(house.db, number)
    if (!request || !isVisibleTo(request, viewer)) return refuse('not-found', `没有编号为 ${number.slice(0, 40)} 的申请`)
    const subject = subjectOf(request)
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '查看个人信息', subject, article: '个人信息保护法第五十一条', note: `制作文书 ${code}` })
    return { subject, values: await valuesOfRequest(house, request, code), closed: notMadeBecause(request, code) }
  }
