import type { AnswerContent } from '../src/modules/requests/index.ts'

/** What is told of a sample request's answer, written one day and let out on another; everything invented. */
export type SampleAnswer = { readonly drafted: string; readonly released: string | null; readonly content: AnswerContent }

const told = (drafted: string, released: string | null, title: string, asked: string, answered: string): SampleAnswer => ({
  drafted,
  released,
  content: { title: `（样例）${title}`, asked: `（样例）${asked}`, answered: `（样例）${answered}`, links: [] },
})

/** By the day a request was received. */
export const SAMPLE_ANSWERS: Readonly<Record<string, SampleAnswer>> = {
  '2019-06-25': told(
    '2019-07-18',
    '2019-07-19',
    '“西城网格监督”举报奖励发多少',
    '举报城市管理问题的奖励标准，按什么情形、发多少钱。',
    '予以公开，已提供奖励标准一份。\n同一问题只奖励最先举报的人；奖励按季度发放，六十日内领取。',
  ),
  '2019-10-22': told(
    '2019-11-07',
    '2019-11-08',
    '2019年第三季度城市管理案件办了多少',
    '2019年7月至9月城市管理案件的立案数、结案数和按期结案率。',
    '予以公开，已提供统计表一份，分街道列出立案、结案和按期结案的数量。\n以后各季度的统计，在“城市管理案件”的运行情况里可以直接查。',
  ),
  '2026-03-10': told(
    '2026-03-27',
    '2026-03-30',
    '2025年度便民服务点在哪里',
    '2025年度全区便民服务点的名单，包括地址和服务时间。',
    '予以公开，已提供名单一份，含早餐、维修、理发、家政等服务点的地址和服务时间。\n名单每年更新，最新的可以在本平台检索“便民服务点”。',
  ),
  '2026-04-21': told(
    '2026-05-26',
    '2026-05-27',
    '停车诱导系统的采购合同和验收情况',
    '停车诱导系统采购的合同文本，以及项目验收的报告。',
    '部分公开。已提供合同正文、工程量清单和验收报告。\n合同中的单价属于供应商的商业秘密，供应商不同意公开，公开后会损害其合法权益，不予公开。',
  ),
  '2026-05-18': told(
    '2026-06-12',
    '2026-06-15',
    '网格员考核办法的讨论稿能不能公开',
    '网格员考核办法起草过程中的讨论稿和会议记录。',
    '不予公开。讨论稿和会议记录是履行职责过程中形成的过程性信息，可以不予公开。\n考核办法印发以后，正式文本会主动公开。',
  ),
  '2026-09-08': told(
    '2026-11-23',
    null,
    '养老驿站选址的批准文件由谁公开',
    '社区养老驿站选址的批准文件。',
    '本机关不掌握。养老驿站的选址由民政部门批准，可以向区民政局申请。',
  ),
}
