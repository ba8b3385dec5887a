/** Who applies: the columns of table three (国办公开办函〔2019〕60号、〔2021〕30号), chosen once, when the request is received. */
export const APPLICANT_KINDS = ['natural_person', 'business', 'research', 'public_interest', 'legal_service', 'other_organisation'] as const
export type ApplicantKind = (typeof APPLICANT_KINDS)[number]

export const applicantKindName = {
  natural_person: '自然人',
  business: '商业企业',
  research: '科研机构',
  public_interest: '社会公益组织',
  legal_service: '法律服务机构',
  other_organisation: '其他',
} as const satisfies Record<ApplicantKind, string>

/** How a request came in; each way has its own day of receipt (条例第三十一条). */
export const CHANNELS = ['online', 'in_person', 'registered_letter', 'letter', 'fax'] as const
export type Channel = (typeof CHANNELS)[number]

export const channelName = {
  online: '互联网',
  in_person: '当面提交',
  registered_letter: '邮寄（签收）',
  letter: '平常信函（无需签收）',
  fax: '传真',
} as const satisfies Record<Channel, string>

export { DELIVERY_WAYS, type DeliveryWay, deliveryWayName } from '../letters/index.ts'

export const FORMATS = ['electronic', 'paper'] as const
export type Format = (typeof FORMATS)[number]
export const formatName = { electronic: '电子文档', paper: '纸质' } as const satisfies Record<Format, string>
