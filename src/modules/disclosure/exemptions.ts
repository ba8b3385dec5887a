import { isKeyOf, keysOf } from '../../kernel/closed.ts'

/** Why information is not published: the grounds of articles 14 to 16, each with its words and whether the agency has a choice. */
export const EXEMPTIONS = {
  state_secret: { name: '属于国家秘密', law: '条例第十四条', must: true },
  prohibited: { name: '法律、行政法规禁止公开', law: '条例第十四条', must: true },
  stability: { name: '公开后可能危及国家安全、公共安全、经济安全、社会稳定', law: '条例第十四条', must: true },
  third_party: { name: '公开会损害商业秘密、个人隐私等第三方合法权益', law: '条例第十五条', must: true },
  internal: { name: '内部事务信息：人事管理、后勤管理、内部工作流程', law: '条例第十六条第一款', must: false },
  process: { name: '过程性信息：讨论记录、过程稿、磋商信函、请示报告', law: '条例第十六条第二款', must: false },
  enforcement: { name: '行政执法案卷信息', law: '条例第十六条第二款', must: false },
} as const satisfies Record<string, { readonly name: string; readonly law: string; readonly must: boolean }>
export type Exemption = keyof typeof EXEMPTIONS
export const EXEMPTION_KEYS = keysOf<Exemption>(EXEMPTIONS)
export const isExemption = isKeyOf(EXEMPTIONS)
