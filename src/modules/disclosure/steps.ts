import { addDays, beijingMidnight, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { findPrivate, privateName } from '../../kernel/release-gate.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { unexplained } from './budgets/check-book.ts'
import { findColumn } from './columns.ts'
import { filesFault } from './files-fault.ts'
import { EXEMPTIONS } from './exemptions.ts'
import { missingInGuide } from './guide.ts'
import { type Content, type Discarding, type ItemEvent, type ItemState, publicContent, shownOf, type Withholding } from './item.ts'
import { type Actor, type DiscardReason, discardName, rowOf, STAGES, type Step, stageName, stepName, type Validity } from './lifecycle.ts'
import { isSame, type Person } from './person.ts'
import { personalOf } from './personal.ts'

/** What a person asks to be done. */
export type Order =
  | { readonly step: 'edit'; readonly content: Content }
  | { readonly step: 'submit' | 'keepPublished' | 'publish' }
  | { readonly step: 'discard' }
  | { readonly step: 'revise'; readonly reason: string; readonly changedOn?: PlainDate }
  | { readonly step: 'proposeDiscard'; readonly why: DiscardReason; readonly into: string; readonly reason: string }
  | { readonly step: 'withdraw'; readonly reason: string; readonly by?: string }
  | { readonly step: 'sendBack' | 'reopen' | 'declineWithholding'; readonly reason: string }
  | { readonly step: 'overturn'; readonly decidedOn: PlainDate; readonly reason: string }
  | { readonly step: 'clear'; readonly opinion: string; readonly grounds: string; readonly personal?: string }
  | { readonly step: 'askAbove'; readonly of: string; readonly question: string }
  | ({ readonly step: 'withhold' | 'proposeWithholding' } & Withholding)
  | { readonly step: 'keepWithheld'; readonly grounds: string; readonly reviewOn: PlainDate }
  | { readonly step: 'approve'; readonly note: string }
  | { readonly step: 'schedule'; readonly at: string }
  | { readonly step: 'setValidity'; readonly validity: Validity; readonly reason: string; readonly by: string; readonly byTitle?: string }

/** Who asks: the account keeps the duties apart, and where none was written down the name. */
export type By = { readonly actor: Actor; readonly name: string; readonly id?: string | null }

/** 条例第十八条 asks for regular reassessment and names no period. */
export const USUAL_REVIEW_DAYS = 365 // office setting
export const LONGEST_REVIEW_DAYS = 1_096 // office setting: three years

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeStep(state: ItemState, order: Order, by: By, today: PlainDate, now: Date = beijingMidnight(today)): ItemEvent | Refusal {
  if (order.step === 'schedule') return closedBecause(state, order.step, by) ?? momentFault(order.at, now) ?? { ...order, on: today }
  return closedBecause(state, order.step, by) ?? eventOf(state, order, today)
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function closedBecause(state: ItemState, step: Step, by: By): Refusal | undefined {
  const row = rowOf(state.stage, step)
  if (!row) {
    const stages = STAGES.filter((stage) => rowOf(stage, step)).map((stage) => `“${stageName[stage]}”`)
    return refuse('not-now', `“${stepName[step]}”要在${stages.join('或')}时办理，这一条现在是“${stageName[state.stage]}”`)
  }
  if (!row.by.includes(by.actor)) return refuse('not-yours', `“${stepName[step]}”不由您的岗位办理`, row.law)
  return sameHand(state, step, { name: by.name, id: by.id ?? null }) ?? notTakenDownBy(state, step, by) ?? closedByFacts(state, step)
}

/** 先审后公开 is worth nothing in one hand: who wrote any of it since it was last published does not clear it, and who cleared or wrote it does not approve it. */
function sameHand(state: ItemState, step: Step, by: Person): Refusal | undefined {
  const wrote = state.drafters.some((one) => isSame(one, by))
  const did = (one: { readonly by: string; readonly byId: string | null } | null) => one !== null && isSame({ name: one.by, id: one.byId }, by)
  if ((step === 'clear' || step === 'withhold' || step === 'discard') && wrote)
    return refuse('not-yours', '拟稿人不能审查自己写的内容，请另一位审核人办理', '条例第十七条')
  if (step === 'approve' && wrote) return refuse('not-yours', '拟稿人不能审核自己写的内容，请另一位签发人办理', '条例第十七条')
  if ((step === 'withhold' || step === 'declineWithholding') && did(state.proposal))
    return refuse('not-yours', '提出建议的和作决定的要是两个人', '条例第十七条')
  if (step === 'approve' && did(state.clearance)) return refuse('not-yours', '保密审查和审核要由两个人办理', '条例第十七条')
  return undefined
}

/** What the public sees is taken down by the signer, as it was let out by him; what never was out is withheld by the reviewer. */
function notTakenDownBy(state: ItemState, step: Step, { actor }: By): Refusal | undefined {
  const isOut = shownOf(state) === 'full'
  if (step === 'withhold' && isOut && actor !== 'signer')
    return refuse('not-yours', '这一条公众正在看，撤下由签发人决定；您可以办“建议改为不予公开”', '条例第十七条')
  if (step === 'withhold' && !isOut && actor === 'signer') return refuse('not-yours', '没有公开过的，由保密审查人决定不予公开', '条例第十七条')
  if (step === 'proposeWithholding' && !isOut) return refuse('not-now', '公众现在看不到这一条，可以直接办“不予公开”')
  if (step === 'proposeWithholding' && state.proposal) return refuse('not-now', '已经提出建议，等签发人决定')
  if (step === 'declineWithholding' && !state.proposal) return refuse('not-now', '没有要决定的建议')
  return undefined
}

function closedByFacts(state: ItemState, step: Step): Refusal | undefined {
  if (step === 'overturn' && findColumn(state.content.column)?.code !== 'penalties')
    return refuse('not-now', '只有行政处罚和行政强制栏目的决定要登记被变更、撤销')
  if (step === 'overturn' && state.overturned) return refuse('not-now', '已经登记过，撤下并说明理由以后办结')
  if (step === 'withdraw' && shownOf(state) !== 'full') return refuse('not-now', '公众现在看不到这一条，没有要撤下的')
  if (step === 'keepPublished' && state.published.length === 0) return refuse('not-now', '这一条还没有发布过，没有原文可以保留；不需要的可以作废')
  if (step === 'keepPublished' && state.ended) return refuse('not-now', '原文已经撤下，不能恢复；改好以后重新走审查和发布')
  if (step === 'discard' && !state.discarding) return refuse('not-now', '拟稿人没有建议作废；不公开的，办“不予公开”')
  if (step === 'clear' && state.discarding) return refuse('not-now', '拟稿人建议作废：办“确认作废”，或者退回修改')
  if (step === 'proposeDiscard' && state.published.length > 0) return refuse('not-now', '已经发布过的不能作废；可以放弃修改，或者撤下')
  return undefined
}

function eventOf(state: ItemState, order: Exclude<Order, { step: 'schedule' }>, today: PlainDate): ItemEvent | Refusal {
  switch (order.step) {
    case 'edit':
      return contentFault(order.content, today) ?? { ...order, on: today }
    case 'submit':
      return contentFault(state.content, today) ?? unfinished(state.content) ?? filesFault(state.content) ?? unchanged(state) ?? { step: 'submit', on: today }
    case 'publish':
      // Seen to when it was sent for review; once more, for items that were on the road before files were looked into.
      return filesFault(state.content) ?? { step: 'publish', on: today }
    case 'clear':
      if (!order.opinion.trim() || !order.grounds.trim()) return refuse('invalid', '写出审查意见和依据：一事一审，两样都要留下', '条例第十七条')
      return personalFault(state.content, order.personal) ?? { ...order, on: today }
    case 'askAbove':
      return order.of.trim() && order.question.trim() ? { ...order, on: today } : refuse('invalid', '写明报请哪个部门确定、要确定什么', '条例第十七条第三款')
    case 'withhold':
    case 'proposeWithholding':
      if (!order.grounds.trim()) return refuse('invalid', `写明为什么“${EXEMPTIONS[order.exemption].name}”`, EXEMPTIONS[order.exemption].law)
      return reviewDayFault(order.reviewOn, today) ?? withheldOf(state, order, today)
    case 'keepWithheld':
      if (!order.grounds.trim()) return refuse('invalid', '写明复查的结论和理由', '条例第十八条')
      return reviewDayFault(order.reviewOn, today) ?? { ...order, on: today }
    case 'overturn':
      if (order.decidedOn > today) return refuse('invalid', `变更、撤销的日期不能晚于今天（${inChinese(today)}）`)
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明由谁、用哪份文书变更、撤销的')
    case 'setValidity':
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明依据，例如清理结果的文号')
    case 'revise':
      return changeFault(state.content, order.changedOn ?? today, today) ?? (order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明理由'))
    case 'withdraw':
      return publicFault(order.reason) ?? { ...order, on: today }
    case 'proposeDiscard':
      return discarded(order, today)
    case 'discard':
      return state.discarding ? { ...bareOf(state.discarding), step: 'discard', on: today } : refuse('not-now', '拟稿人没有建议作废')
    case 'sendBack':
    case 'declineWithholding':
    case 'reopen':
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明理由')
    default:
      return { ...order, on: today }
  }
}

const bareOf = ({ by: _, ...why }: NonNullable<ItemState['discarding']>): Discarding => why

/** 条例第五条: what the agency made is published or withheld; only what is no record of it is thrown away, where it is now is said, and another person sees to it. */
function discarded({ why, into, reason }: Extract<Order, { step: 'proposeDiscard' }>, today: PlainDate): ItemEvent | Refusal<'invalid'> {
  if (why !== 'mistake' && !into.trim()) return refuse('invalid', `“${discardName[why]}”要填另一条的编号，如“2026-00012”`)
  if (why === 'mistake' && !reason.trim()) return refuse('invalid', '写明录入错在哪里；是本机关的信息的，不能作废，送审后由审查人决定不予公开', '条例第五条')
  const said = [discardName[why], into.trim(), reason.trim()].filter((one) => one !== '').join('，')
  return { step: 'proposeDiscard', on: today, why, ...(into.trim() ? { into: into.trim() } : {}), reason: said }
}

/** The database gives the fields of an object in an order of its own. */
const inOrder = (content: Content): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** A revision that changes nothing would only make old news look new. */
function unchanged({ published, ended, content }: ItemState): Refusal<'invalid'> | undefined {
  const last = published.at(-1)?.content
  const bare = (one: Content) => ({ ...publicContent(one), html: one.html.replace(/>\s+</g, '><').trim() })
  return last && !ended && inOrder(bare(last)) === inOrder(bare(content))
    ? refuse('invalid', '没有改动：和公众看到的一样。改了再送审，或者办“放弃修改，保留原文”')
    : undefined
}

function changeFault({ formedOn }: Content, changedOn: PlainDate, today: PlainDate): Refusal<'invalid'> | undefined {
  return changedOn > today || changedOn < formedOn
    ? refuse('invalid', `变更日期填成文日期（${inChinese(formedOn)}）到今天（${inChinese(today)}）之间的一天：20个工作日从它起算`, '条例第二十六条')
    : undefined
}

/** 个人信息保护法第二十五条: what is of persons goes out only with a reason that somebody gave. */
function personalFault(content: Content, reason = ''): Refusal<'invalid'> | undefined {
  const found = reason.trim() === '' ? personalOf(content) : []
  return found.length === 0
    ? undefined
    : refuse('invalid', `好像有个人信息：${found.join('；')}。退回遮盖以后再审；确实应当照样公开的，写明理由`, '个人信息保护法第二十五条')
}

/** The public is told in words written for it where it saw something; the grounds are never shown. */
function withheldOf(state: ItemState, { publicWords = '', ...order }: Extract<Order, { step: 'withhold' | 'proposeWithholding' }>, today: PlainDate) {
  if (shownOf(state) !== 'full') return { ...order, on: today }
  return publicFault(publicWords, '公开说明') ?? { ...order, publicWords: publicWords.trim(), on: today }
}

/** 个人信息保护法第二十五条: what is printed where something was taken down tells of nobody. */
function publicFault(words: string, name = '理由'): Refusal<'invalid'> | undefined {
  if (!words.trim()) return refuse('invalid', `写一段${name}：原来的网址上会向公众显示`)
  const found = [...new Set(findPrivate(words).map(({ kind }) => privateName[kind]))]
  return found.length === 0
    ? undefined
    : refuse('invalid', `${name}会向公众显示，里面好像有${found.join('、')}：请改写，不写具体的人和号码`, '个人信息保护法第二十五条')
}

const LATE_DAYS = 7 // office setting: what is late already may still wait for the morning it is meant for, not for longer
/** Nothing is set to come out after the last day the law gives it; `due` is null where none is counted. */
export function scheduleFault(day: PlainDate, due: PlainDate | null, today: PlainDate): Refusal<'invalid'> | undefined {
  if (due === null) return undefined
  if (due < today && day > addDays(today, LATE_DAYS))
    return refuse('invalid', `这一条${inChinese(due)}就该公开，已经晚了：定时最多定在${inChinese(addDays(today, LATE_DAYS))}，请尽快公开`, '条例第二十六条')
  return due >= today && day > due ? refuse('invalid', `最迟${inChinese(due)}公开，定时不能晚于这一天`, '条例第二十六条') : undefined
}

/** Published at a moment that is over would be published now, and said to have been then. */
function momentFault(at: string, now: Date): Refusal<'invalid'> | undefined {
  if (Number.isNaN(Date.parse(at))) return refuse('invalid', '发布时间填成“2026-12-01 09:00”这样')
  if (Date.parse(at) > now.getTime()) return undefined
  const words = now.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' })
  return refuse('invalid', `定时发布的时间要晚于现在（${words}）；要马上公开，直接办“发布”`)
}

function reviewDayFault(reviewOn: PlainDate, today: PlainDate): Refusal<'invalid'> | undefined {
  const last = addDays(today, LONGEST_REVIEW_DAYS)
  return reviewOn <= today || reviewOn > last
    ? refuse('invalid', `下次复查日期填${inChinese(addDays(today, 1))}到${inChinese(last)}之间的一天；不予公开的信息要定期复查`, '条例第十八条')
    : undefined
}

export const LONGEST_TITLE = 200
/** Of a body as it is kept; a book of a thousand pages has as many. */
export const LONGEST_HTML = 1_000_000
const EARLIEST_COUNT_DAYS = 366 // office setting: what was decided longer before the document was made is a slip of the hand
/** What makes a draft not worth keeping: the rest may still be empty while it is written. */
export function contentFault({ title, column, formedOn, countedFrom, validUntil, html }: Content, today: PlainDate): Refusal<'invalid'> | undefined {
  if (!title.trim()) return refuse('invalid', '写一个标题')
  if (title.length > LONGEST_TITLE) return refuse('invalid', `标题最多 ${LONGEST_TITLE} 字`)
  if (html.length > LONGEST_HTML) return refuse('invalid', `正文太长：最多 ${LONGEST_HTML / 10_000} 万字符（连格式）。分成几条，或者把长的部分作为附件`)
  if (!findColumn(column)) return refuse('invalid', '选一个栏目')
  if (formedOn > today) return refuse('invalid', `成文日期不能晚于今天（${inChinese(today)}）`)
  // A day to come would stop the clock of the law; no rule counts from one (批复 and 公开 are over when they are told of).
  if (countedFrom !== null && countedFrom > today)
    return refuse('invalid', `另有起算日期不能晚于今天（${inChinese(today)}）：期限从已经发生的批复或者公开之日起算`)
  if (countedFrom !== null && countedFrom < addDays(formedOn, -EARLIEST_COUNT_DAYS))
    return refuse('invalid', `另有起算日期（${inChinese(countedFrom)}）比成文日期早一年多，请核对`)
  if (validUntil !== null && validUntil < formedOn) return refuse('invalid', '有效期不能早于成文日期')
  return undefined
}

/** What is still missing before anybody reviews it (条例第十二条: 索引、名称、内容概述、生成日期). */
function unfinished({ summary, issuer, html, column, countedFrom, budget }: Content): Refusal<'invalid'> | undefined {
  if (!html.trim()) return refuse('invalid', '正文还是空的：写正文，或者上传文件')
  if (!summary.trim()) return refuse('invalid', '写内容概述：目录要用', '条例第十二条')
  if (!issuer.trim()) return refuse('invalid', '填发文机关')
  const missing = column === 'guide' ? missingInGuide(html) : []
  if (missing.length > 0) return refuse('invalid', `指南里还没有写：${missing.join('、')}`, '条例第十二条第二款')
  const rule = findColumn(column)?.rule ?? 'item'
  if (rule !== 'item' && countedFrom === null) return refuse('invalid', `这个栏目的期限从${rule === 'budget' ? '批复' : '文件公开'}之日起算，填这一天`)
  const [first, ...more] = budget ? unexplained(budget) : []
  if (first) return refuse('invalid', `表里还有 ${more.length + 1} 处对不上，改好重新上传，或者逐处写明理由。第一处：${first.sentence}`, '预算法第十四条')
  return undefined
}
