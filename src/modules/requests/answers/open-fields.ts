import type { Fields } from '../../../kernel/field.ts'
import { DECISIONS, type Decision } from '../decisions.ts'
import { decisionWords } from './answer.ts'
import type { ToldAnswer } from './public-store.ts'

/** A public answer as a row of open data. */
export const answerRow = ({ number, title, asked, answered, decision, repliedOn, releasedOn }: ToldAnswer, origin: string) => ({
  number,
  title,
  asked,
  decision_name: decisionWords(decision),
  law: DECISIONS[decision].law,
  answered,
  replied_on: repliedOn,
  released_on: releasedOn,
  decision,
  url: `${origin}/requests/answers/${number}`,
})

/** What each field of the open data of public answers is, in the order of the files. */
export const ANSWER_FIELDS: Fields<ReturnType<typeof answerRow>> = {
  number: { head: '编号', type: 'text', says: '公开答复的编号，网址是 /requests/answers/ 加编号' },
  title: { head: '标题', type: 'text', says: '一句话说明，没有申请人的信息' },
  asked: { head: '申请公开的内容', type: 'text', says: '申请公开什么，由本机关重新写成，不是申请书的原话' },
  decision_name: { head: '怎样答复', type: 'text', says: '答复的类型' },
  law: { head: '依据', type: 'text', says: '答复依据《政府信息公开条例》的哪一条' },
  answered: { head: '答复', type: 'text', says: '答复的内容' },
  replied_on: { head: '答复日期', type: 'date', says: '答复申请人的日期' },
  released_on: { head: '公开日期', type: 'date', says: '这份答复向所有人公开的日期' },
  decision: {
    head: '答复类型代码',
    type: 'code',
    says: '年报表三的行',
    values: Object.fromEntries((Object.keys(DECISIONS) as Decision[]).map((decision) => [decision, decisionWords(decision)])),
  },
  url: { head: '网址', type: 'url', says: '答复所在的网页' },
}
