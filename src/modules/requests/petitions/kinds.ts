/** What residents send about disclosure work besides applications: complaints (条例第四十七条、第五十一条) and suggestions to publish (第四十四条). */
export const PETITION_KINDS = ['complaint', 'suggestion'] as const
export type PetitionKind = (typeof PETITION_KINDS)[number]
export const petitionName = { complaint: '投诉举报', suggestion: '公开建议' } as const satisfies Record<PetitionKind, string>
export const petitionPrefix = { complaint: 'TS', suggestion: 'JY' } as const satisfies Record<PetitionKind, string>
/** Where each stands, for the public and in the console. */
export const petitionPath = { complaint: '/requests/complaints', suggestion: '/requests/suggestions' } as const satisfies Record<PetitionKind, string>
export const petitionDesk = { complaint: '/staff/complaints', suggestion: '/staff/suggestions' } as const satisfies Record<PetitionKind, string>

export const ACCEPT_DAYS = 5 // office setting: working days to take up a complaint; 条例第四十七条、第五十一条 name none
export const COMPLAINT_DAYS = 20 // office setting: working days to answer a complaint, from the day it came
export const SUGGESTION_DAYS = 20 // office setting: working days to decide on a suggestion; 条例第四十四条 says 及时
export const PETITION_AMBER_DAYS = 3 // office setting

/** What became of a complaint that was looked into. */
export const FINDINGS = ['true', 'partly', 'untrue', 'elsewhere'] as const
export type Finding = (typeof FINDINGS)[number]
export const findingName = { true: '属实', partly: '部分属实', untrue: '不属实', elsewhere: '不属于信息公开工作，已告知渠道' } as const satisfies Record<
  Finding,
  string
>
