import type { ApplicantKind } from './kinds.ts'

/** Who applies, as art 29 (一) of the 条例 asks: name, proof of identity, ways to be reached. Kept sealed. */
export type Applicant = {
  readonly kind: ApplicantKind
  readonly name: string
  /** 身份证明: kind and number of the paper. */
  readonly identity: string
  readonly phone: string
  readonly email: string
  readonly address: string
  /** For an organisation: the person to reach. */
  readonly contact: string
}

/** 张** for a person, the name itself for an organisation: an organisation is no personal data. */
export function maskedName(applicant: Pick<Applicant, 'kind' | 'name'>): string {
  if (applicant.kind !== 'natural_person') return applicant.name
  const [first = '', ...rest] = applicant.name
  return first + '*'.repeat(Math.max(1, Math.min(rest.length, 3)))
}
