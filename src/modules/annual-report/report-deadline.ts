import { type PlainDate, plainDate } from '../../kernel/plain-date.ts'

const REPORT_MONTH_DAY = '01-31' // 条例第四十九条：每年1月31日前提交上一年度报告并向社会公布

/** The last day on which a year's report may appear. */
export const reportDue = (year: number): PlainDate => plainDate(`${year + 1}-${REPORT_MONTH_DAY}`)
