import { plainDate } from '../src/kernel/plain-date.ts'
import type { RemedyOrder, RemedyRoute } from '../src/modules/requests/index.ts'

export type SampleRemedy = {
  readonly filed: {
    readonly route: RemedyRoute
    readonly requestNumber: string | null
    readonly filedOn: string
    readonly authority: string
    readonly caseNumber: string
    readonly procedure?: 'ordinary' | 'simplified'
    readonly note: string
  }
  readonly steps: readonly RemedyOrder[]
}

const on = plainDate

/**
 * The one 复议 of the reference year, which the published report counts as pending on 31 December. Days, number and words are invented,
 * and its result, which nobody has published, is left open.
 */
export const REMEDY_OF_2019: SampleRemedy = {
  filed: {
    route: 'reconsideration',
    requestNumber: 'XQ-2019-0004',
    filedOn: '2019-12-10',
    authority: '样例区人民政府',
    caseNumber: '样复〔2019〕1号',
    note: '样例：年报载明申请1件、尚未审结，结果未见公开',
  },
  steps: [
    { step: 'receiveCopy', on: on('2019-12-16'), evidence: '（样例）复议机关送达回证' },
    { step: 'answer', on: on('2019-12-25'), evidence: '（样例）当面提交，收件章', words: '（样例）答复书1份，证据清单1份：统计表已经全部提供，没有遗漏。' },
  ],
}

/** Two 复议 for the demonstration, everything invented: one to be answered these days, one that sent the agency back to its answer. */
export const REMEDIES_OF_2026: readonly SampleRemedy[] = [
  {
    filed: {
      route: 'reconsideration',
      requestNumber: 'XQ-2026-0003',
      filedOn: '2026-08-07',
      authority: '样例区人民政府',
      caseNumber: '样复〔2026〕7号',
      note: '样例',
    },
    steps: [
      { step: 'receiveCopy', on: on('2026-08-13'), evidence: '（样例）送达回证' },
      { step: 'answer', on: on('2026-08-24'), evidence: '（样例）邮件号 XA00000001', words: '（样例）答复书1份、证据3份。' },
      { step: 'extend', on: on('2026-09-28'), days: 30, reason: '（样例）延期审理通知书' },
      {
        step: 'orderRedo',
        on: on('2026-11-05'),
        ending: 'annulled',
        servedOn: on('2026-11-09'),
        days: 15,
        unit: 'working',
        words: '（样例）理由说明不充分，撤销答复，责令收到决定之日起15个工作日内重新答复。',
      },
    ],
  },
  {
    filed: {
      route: 'reconsideration',
      requestNumber: 'XQ-2026-0006',
      filedOn: '2026-11-16',
      authority: '样例区人民政府',
      caseNumber: '样复〔2026〕9号',
      procedure: 'simplified',
      note: '样例',
    },
    steps: [{ step: 'receiveCopy', on: on('2026-11-19'), evidence: '（样例）送达回证' }],
  },
]
