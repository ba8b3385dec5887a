import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { findContact, insertComment, weighComment } from './comment-store.ts'
import { lockNorm, type Norm } from './store.ts'
import { type Verdict, VERDICTS } from './tables.ts'
import { isConsultationOpen, isNormVisibleTo } from './visibility.ts'

const MOST_LETTERS = 3_000 // office setting
const MOST_SHORT = 100
export const verdictName = { adopted: '采纳', partly: '部分采纳', rejected: '不采纳', unrelated: '与草案无关' } as const satisfies Record<Verdict, string>

export type Commented = { readonly body: string; readonly name: string; readonly contact: string }
/** What of a comment cannot be taken, a sentence a field. */
export function commentFaults({ body, name, contact }: Commented): Readonly<Record<string, string>> {
  return {
    ...(body === '' ? { body: '写下您的意见' } : body.length > MOST_LETTERS ? { body: `意见最多 ${MOST_LETTERS} 字，现在是 ${body.length} 字` } : {}),
    ...(name.length > MOST_SHORT ? { name: `称呼最多 ${MOST_SHORT} 字` } : {}),
    ...(contact.length > MOST_SHORT ? { contact: `联系方式最多 ${MOST_SHORT} 字` } : {}),
  }
}

/** Takes a comment of the public; gives its number among those on this draft. The same key twice is one comment. */
export async function commentOn(house: House, agencyId: number, number: string, key: string, said: Commented): Promise<number | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const norm = await lockNorm(tx, agencyId, number)
    if (!norm?.state.consultation) return refuse('not-found', '没有这一次征求意见')
    if (!isConsultationOpen(norm.state, beijingDay(at)))
      return refuse('too-late', `征求意见已于${inChinese(norm.state.consultation.until)}截止，不再接收意见；可以用首页的联系方式反映`)
    const sealed = (text: string) => (text === '' ? null : house.cipher.seal(text))
    const { n, fresh } = await insertComment(tx, {
      normId: norm.id,
      key,
      at,
      body: said.body,
      nameSealed: sealed(said.name),
      contactSealed: sealed(said.contact),
    })
    if (fresh)
      await leaveTrace(tx, { at, by: 'public', act: '提交意见', subject: `norms/${number}`, article: '优化营商环境条例第六十二条', note: `第 ${n} 条` })
    return n
  })
}

type Weighing = { readonly verdict: string; readonly reply: string }
/** Writes down whether a comment is taken up and why; after the answer is published nothing is weighed anew. */
export async function weigh(house: House, by: Viewer, number: string, n: number, { verdict: asked, reply }: Weighing): Promise<Norm | Refusal> {
  const at = house.now()
  const verdict = VERDICTS.find((one) => one === asked)
  if (!verdict) return refuse('invalid', '选一种处理意见')
  if (reply === '' && verdict !== 'adopted') return refuse('invalid', `“${verdictName[verdict]}”要写明理由`)
  return await house.db.transaction().execute(async (tx) => {
    const norm = await lockNorm(tx, by.agencyId, number)
    if (!norm || !isNormVisibleTo(norm, by)) return refuse('not-found', `台账上没有登记号为 ${number} 的文件`)
    if (by.role !== 'information-officer' && by.role !== 'handling-department') return refuse('not-yours', '意见由信息公开专员和起草科室处理')
    if (by.role === 'handling-department' && norm.department !== by.department) return refuse('not-yours', '意见由起草科室处理')
    if (norm.state.consultation?.answer) return refuse('not-now', '采纳情况已经反馈，不能再改')
    if (!(await weighComment(tx, norm.id, n, { verdict, reply, by: by.name, at }))) return refuse('not-found', `没有第 ${n} 条意见`)
    await leaveTrace(tx, { at, by, act: `公众意见：${verdictName[verdict]}`, subject: `norms/${number}`, note: `第 ${n} 条` })
    return norm
  })
}

/** Who wrote a comment and how to reach him, for a reason that is traced. */
export async function unmaskComment(house: House, by: Viewer, norm: Norm, n: number): Promise<{ name: string; contact: string } | Refusal> {
  const found = await findContact(house.db, norm.id, n)
  if (!found) return refuse('not-found', `没有第 ${n} 条意见`)
  await leaveTrace(house.db, {
    at: house.now(),
    by,
    act: '查看提意见人的联系方式',
    subject: `norms/${norm.number}`,
    article: '个人信息保护法第六条',
    note: `第 ${n} 条`,
  })
  const open = (sealed: string | null) => (sealed === null ? '' : house.cipher.open(sealed))
  return { name: open(found.name_sealed), contact: open(found.contact_sealed) }
}
