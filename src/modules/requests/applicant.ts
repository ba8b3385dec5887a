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

// The 18 digits of 居民身份证 (GB 11643) or the 15 of before 1999, letters of passports and permits, 统一社会信用代码 (GB 32100).
const CITIZEN = /(?<![0-9A-Z])(?:\d{17}[\dX]|\d{15})(?![0-9A-Z])/
const TRAVELLER = /(?<![0-9A-Z])[A-Z]{1,3}\d{6,10}(?:\(?[0-9A-Z]\)?)?(?![0-9A-Z])/
const ORGANISATION = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/

/**
 * What tells one applicant from another, before it is fingerprinted: the number alone, however its paper is called and spaced; where no
 * number is known the whole text. Fingerprints made before this rule are of the text as it was typed and stay so: they meet only one another.
 */
export function applicantMark({ kind, name, identity }: Pick<Applicant, 'kind' | 'name' | 'identity'>): string {
  const text = (identity.trim() || name).normalize('NFKC').toUpperCase().replace(/\s/g, '')
  const found = kind === 'natural_person' ? (CITIZEN.exec(text) ?? TRAVELLER.exec(text)) : ORGANISATION.exec(text)
  return `applicant:${found?.[0] ?? text}`.toUpperCase()
}
