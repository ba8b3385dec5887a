import { isUuid, uuidOf } from '../../../kernel/uuid.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { beijingDay } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { submitReport } from '../../cases/index.ts'
import { type Agency, listStreets } from '../../organizations/index.ts'
import { keepPhotos, listPhotos, photoDraft, type Upload } from '../../photos/index.ts'
import type { Standard } from '../../standards/index.ts'
import { noteSubmission } from '../api-key-store.ts'
import { knowApiKey } from '../api-keys.ts'
import { type Faults, fault, isFaults } from './fault.ts'
import { readSubmission, type Submission } from './read-submission.ts'

/** What came with a creation: its fields, its photos, and the key that says it is the same as an earlier one. */
export type Sent = {
  readonly fields: Readonly<Record<string, string>>
  readonly photos: readonly Upload[]
  readonly idempotencyKey: string | undefined
}
type Place = { readonly site: Agency; readonly standard: Standard | undefined }
/** What the specification answers to a creation. */
export type Created = { readonly service_request_id: string; readonly service_notice: string; readonly account_id: null }

/** Receives a report that came through the interface: known key, good fields, then the same road as any resident's. */
export async function createRequest(house: House, { site, standard }: Place, sent: Sent): Promise<Created | Faults> {
  const { fields, photos, idempotencyKey } = sent
  const holder = await knowApiKey(house, site.id, fields['api_key'] ?? '')
  if (!holder) return [fault(403, `api_key 缺少或不对，也可能已经收回。申请密钥的办法见 ${house.config.origin}/open311`)]
  if (!holder.rights.includes('reports')) return [fault(403, '这个密钥只能送来信息，不能上报案件；要上报请另外申请密钥')]
  if (idempotencyKey !== undefined && !isUuid(idempotencyKey.toLowerCase()))
    return [fault(400, 'Idempotency-Key 应是 UUID，如 0b8f6c1e-6f0a-4a52-9a55-2d5b0c7f5d11')]
  const submission = readSubmission(fields, { standard, streets: await listStreets(house.db, site.id), origin: house.config.origin })
  if (isFaults(submission)) return submission
  const key = idempotencyKey?.toLowerCase() ?? keyOf(house, holder.id, submission, fields)
  const refused = photos.length > 0 ? (await keepPhotos(house, photoDraft(key), photos, { role: 'report', by: null })).refused : []
  const [first] = refused
  if (first) return [fault(400, first.because), ...refused.slice(1).map(({ because }) => fault(400, because))]
  const kept = photos.length > 0 ? (await listPhotos(house.db, photoDraft(key))).length : 0
  const receipt = await submitReport(house, site.id, reportOf(key, submission, kept))
  if (isRefusal(receipt)) return [fault(400, `${receipt.because}；请换一个 Idempotency-Key`)]
  await noteSubmission(house.db, receipt.number, holder.id, house.now())
  return {
    service_request_id: receipt.number,
    service_notice: `已收到，查询码 ${receipt.code}。上报人凭编号和查询码在 ${house.config.origin}/report/track 查看进展、评价处置结果`,
    account_id: null,
  }
}

const reportOf = (key: string, { tile, phone, email, ...submission }: Submission, photos: number) => ({
  ...submission,
  key,
  channel: 'open311' as const,
  tile: tile.key,
  placeSource: submission.place ? ('gps' as const) : ('address' as const),
  reporter: { phone, email },
  isStaff: false,
  photos,
})

/** Without a key of the client's own, the same words for the same place from the same sender on one day are one report: a client that heard no answer asks again. */
function keyOf(house: House, holder: number, submission: Submission, { device_id = '', account_id = '' }: Sent['fields']): string {
  const same = JSON.stringify([holder, beijingDay(house.now()), device_id, account_id, { ...submission, tile: submission.tile.key }])
  return uuidOf(house.cipher.fingerprint(`open311:${same}`), 8)
}
