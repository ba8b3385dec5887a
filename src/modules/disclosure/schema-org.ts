import type { Validity } from './lifecycle.ts'
import type { Norm } from './norms/store.ts'
import type { Standing } from './norms/validity.ts'
import type { PublicItem } from './public-store.ts'

type Agency = {
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly phone: string
  readonly fax: string
  readonly email: string
}
const idOf = (origin: string): string => `${origin}/disclosure#agency`
const given = (told: object): object => Object.fromEntries(Object.entries(told).filter(([, value]) => value !== '' && value !== null))

/** The agency as schema.org has it. */
export const agencyAbout = (agency: Agency, origin: string): object => ({
  '@type': 'GovernmentOrganization',
  '@id': idOf(origin),
  name: agency.name,
  url: `${origin}/disclosure`,
  ...given({ telephone: agency.phone, faxNumber: agency.fax, email: agency.email }),
  address: { '@type': 'PostalAddress', addressCountry: 'CN', ...given({ streetAddress: agency.address, postalCode: agency.postcode }) },
})

const FORCE = { valid: 'InForce', amended: 'InForce', expired: 'NotInForce', abolished: 'NotInForce' } as const satisfies Record<Validity, string>
const byWhom = (name: string): object => ({ '@type': 'GovernmentOrganization', name })

/** What an item's page is about: a document with its identity, its dates and who made it. */
export const itemAbout = (item: PublicItem, agency: Agency, origin: string): object => ({
  '@type': item.column === 'news' ? 'NewsArticle' : 'Article',
  '@id': `${origin}/disclosure/${item.number}`,
  headline: item.title,
  identifier: item.indexNumber,
  ...given({ description: item.summary, about: item.subject }),
  dateCreated: item.formedOn,
  datePublished: item.firstPublishedOn,
  dateModified: item.revisedOn ?? item.publishedOn,
  ...(item.issuer === '' ? {} : { author: byWhom(item.issuer) }),
  publisher: { ...byWhom(agency.name), '@id': idOf(origin) },
  inLanguage: 'zh-CN',
  isAccessibleForFree: true,
})

/** What the page of a normative document is about; not in force before its day. */
export function normAbout({ number, state: { content, issue, item } }: Norm, { validity, pending }: Standing, origin: string): object {
  return {
    '@type': 'Legislation',
    '@id': `${origin}/disclosure/norms/${number}`,
    name: content.title,
    ...given({
      legislationIdentifier: issue?.documentNumber ?? '',
      abstract: content.summary,
      legislationDate: issue?.issuedOn ?? null,
      expires: issue?.validUntil ?? null,
    }),
    legislationLegalForce: `https://schema.org/${pending ? 'NotInForce' : FORCE[validity]}`,
    ...(content.issuer === '' ? {} : { legislationPassedBy: byWhom(content.issuer) }),
    ...(item === null ? {} : { encoding: { '@type': 'LegislationObject', url: `${origin}/disclosure/${item}`, encodingFormat: 'text/html' } }),
    inLanguage: 'zh-CN',
  }
}
