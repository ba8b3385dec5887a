import { plainDate } from '../../kernel/plain-date.ts'
import { type Role, roleName, type Viewer } from '../../kernel/viewer.ts'
import type { AccrualFacts } from './accrue.ts'
import type { RewardFacts } from './rules.ts'

export const aFact = (changed: Partial<RewardFacts> = {}): RewardFacts => ({
  caseNumber: 'AJ-2026-0001',
  filedOn: plainDate('2026-11-24'),
  level: 1,
  access: 'public',
  reporter: 'f'.repeat(64),
  isStaff: false,
  position: 'first',
  standing: 'valid',
  placeKey: 'grid-0001',
  categoryCode: '0101',
  ...changed,
})

export const anAccrual = (agencyId: number, changed: Partial<AccrualFacts> = {}): AccrualFacts => ({
  ...aFact(changed),
  agencyId,
  reporterMasked: changed.reporterMasked ?? '138****0000',
})

export const someone = (role: Role, agencyId: number): Viewer => ({
  id: '00000000-0000-4000-8000-000000000001',
  account: `sample-${role}`,
  name: `样例${roleName[role]}`,
  role,
  agencyId,
  department: null,
})
