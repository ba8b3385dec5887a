import { randomUUID } from 'node:crypto'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import type { Submission } from './submit-request.ts'

/** Sample values for tests: nobody in them exists. */
export const aSubmission = (over: Partial<Omit<Submission, 'applicant'>> & { applicant?: Partial<Submission['applicant']> } = {}): Submission => ({
  key: randomUUID(),
  subject: '申请公开2025年度网格划分调整的文件',
  format: 'electronic',
  deliveryWay: 'email',
  ...over,
  applicant: {
    kind: 'natural_person',
    name: '样例甲',
    identity: '居民身份证 110101190001010000',
    phone: '13800000000',
    email: 'sample@example.invalid',
    address: '样例路1号',
    contact: '',
    ...over.applicant,
  },
})

export const staff = (role: Role, agencyId: number, department: string | null = null): Viewer => ({
  id: randomUUID(),
  account: `sample-${role}`,
  name: '样例人员',
  role,
  agencyId,
  department,
})
