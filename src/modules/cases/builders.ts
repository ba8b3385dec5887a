import { randomUUID } from 'node:crypto'
import type { CaseFact, Filing, Spot, Unit } from './facts.ts'
import type { Report } from './submit-report.ts'

/** Made-up facts for tests and samples. */
export const aFiling = (over: Partial<Filing> = {}): Filing => ({
  version: 1,
  condition: '部-01-02-1',
  category: '部-01-02',
  text: '缺失、移位、开裂',
  limit: { amount: 2, unit: 'work_day' },
  stages: [],
  closing: '恢复',
  level: 1,
  ...over,
})
export const SPOT: Spot = { streetCode: null, gridCode: null, lon: 116.36, lat: 39.9 }
export const UNIT: Unit = { id: 1, name: '样例排水管护单位' }
export const OTHER_UNIT: Unit = { id: 2, name: '样例街道办事处' }
export const accepted = (over: Partial<Filing> = {}): Extract<CaseFact, { step: 'accept' }> => ({
  step: 'accept',
  filing: aFiling(over),
  spot: SPOT,
  title: '污水井盖缺失',
  place: '样例路段',
})

/** A report with nothing unusual about it. */
export const aReport = (over: Partial<Report> = {}): Report => ({
  key: randomUUID(),
  channel: 'web',
  tile: 'cover',
  description: '（样例）井盖缺失，路边有坑',
  address: '样例路12号对面公交站旁',
  street: null,
  place: { lon: 116.36, lat: 39.9 },
  placeSource: 'gps',
  access: 'public',
  reporter: { phone: '13800000000', email: 'sample@example.invalid' },
  isStaff: false,
  photos: 0,
  ...over,
})
