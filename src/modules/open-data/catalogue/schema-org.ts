import { FORMS, LICENCE } from './datasets.ts'
import type { Kept } from './dcat.ts'

const idOf = ({ dataset }: Kept, origin: string): string => `${origin}/open-data/${dataset.key}`

/** The catalogue as schema.org has it; the datasets stand on pages of their own. */
export const catalogAbout = (agency: string, kept: readonly Kept[], origin: string): object => ({
  '@type': 'DataCatalog',
  '@id': `${origin}/open-data`,
  name: `${agency}开放数据`,
  publisher: { '@type': 'GovernmentOrganization', '@id': `${origin}/disclosure#agency`, name: agency },
  license: LICENCE.url,
  dataset: kept.map((one) => ({ '@type': 'Dataset', '@id': idOf(one, origin), name: one.dataset.title, description: one.dataset.holds })),
})

/** One dataset as schema.org has it. */
export const datasetAbout = (agency: string, one: Kept, origin: string): object => ({
  '@type': 'Dataset',
  '@id': idOf(one, origin),
  url: idOf(one, origin),
  name: one.dataset.title,
  description: one.dataset.holds,
  keywords: one.dataset.keywords,
  creator: { '@type': 'GovernmentOrganization', '@id': `${origin}/disclosure#agency`, name: agency },
  license: LICENCE.url,
  isAccessibleForFree: true,
  inLanguage: 'zh-CN',
  ...(one.changedAt === null ? {} : { dateModified: one.changedAt.toISOString() }),
  includedInDataCatalog: { '@type': 'DataCatalog', '@id': `${origin}/open-data`, name: `${agency}开放数据` },
  distribution: one.dataset.files.map(({ form, path, title }) => ({
    '@type': 'DataDownload',
    name: title,
    contentUrl: origin + path,
    encodingFormat: FORMS[form].media,
  })),
})
