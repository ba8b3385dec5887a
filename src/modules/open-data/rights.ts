/** What a key lets its holder do. */
export const RIGHTS = ['reports', 'items'] as const
export type Right = (typeof RIGHTS)[number]
export const rightName = { reports: '上报案件', items: '送来信息' } as const satisfies Record<Right, string>
