import { plainDate } from '../../kernel/plain-date.ts'
import type { Content } from './item.ts'

/** Made-up words for tests and samples. */
export const aContent = (over: Partial<Content> = {}): Content => ({
  title: '（样例）井盖安全排查情况',
  summary: '样例概述。',
  column: 'news',
  issuer: '样例机关',
  documentNumber: '',
  subject: '城乡建设',
  formedOn: plainDate('2026-03-02'),
  countedFrom: null,
  html: '<p>样例正文。</p>',
  validUntil: null,
  files: [],
  ...over,
})
