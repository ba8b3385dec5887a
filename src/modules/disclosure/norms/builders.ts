import type { NormContent } from './norm.ts'

/** Made-up words for tests. */
export const aNormContent = (over: Partial<NormContent> = {}): NormContent => ({
  title: '（样例）井盖管理办法',
  summary: '样例概述。',
  issuer: '样例机关',
  subject: '城乡建设',
  reference: '',
  html: '<p>第一条　样例。</p>',
  note: '样例说明。',
  ...over,
})
