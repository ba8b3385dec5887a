import type { Role } from '../src/kernel/viewer.ts'
import type { PetitionOrder, PetitionSubmission } from '../src/modules/requests/index.ts'

export type SamplePetition = {
  readonly sentOn: string
  readonly submission: Omit<PetitionSubmission, 'key'>
  readonly steps: readonly (readonly [on: string, by: Role, order: PetitionOrder])[]
}
const nobody = { name: '', contact: 'sample@example.invalid' }

/** Complaints and suggestions for the demonstration, everything invented. */
export const PETITIONS_OF_2026: readonly SamplePetition[] = [
  {
    sentOn: '2026-10-26',
    submission: {
      kind: 'complaint',
      sender: nobody,
      subject: '（样例）十月的业务动态栏目两周没有更新，应当按时公开。',
      aboutRequest: null,
      aboutItem: null,
      aboutPerson: '',
    },
    steps: [
      ['2026-10-28', 'information-officer', { step: 'accept', handler: '样例承办人', against: '' }],
      ['2026-11-09', 'information-officer', { step: 'answer', finding: 'true', words: '（样例）经查属实，已经补发三条，并安排专人每周检查。' }],
    ],
  },
  {
    sentOn: '2026-11-18',
    submission: {
      kind: 'complaint',
      sender: nobody,
      subject: '（样例）我的申请只答复了不掌握，没有写检索了哪些地方。',
      aboutRequest: 'XQ-2026-0006',
      aboutItem: null,
      aboutPerson: '',
    },
    steps: [['2026-11-20', 'reviewer', { step: 'accept', handler: '样例承办人', against: '' }]],
  },
  {
    sentOn: '2026-11-12',
    submission: {
      kind: 'suggestion',
      sender: nobody,
      subject: '（样例）建议公开停车诱导系统的采购合同和验收报告\n理由：附近居民都在问。',
      aboutRequest: null,
      aboutItem: null,
      aboutPerson: '',
    },
    steps: [],
  },
]
