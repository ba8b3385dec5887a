import { uuidOf } from '../../kernel/uuid.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { submitReport } from '../cases/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { countBefore } from './fees/fee-store.ts'
import { feeLines, feeOf, tariffOn } from './fees/tariff.ts'
import { listTariffs } from './fees/tariff-store.ts'
import { wasAnsweredBefore } from './radar/earlier-store.ts'
import type { Order } from './steps.ts'
import type { Request } from './store.ts'

/** An order with what the house knows and no form may say: who speaks for which department, what the tariff makes of a quantity, what was answered before. */
export async function completed(house: House, tx: Db, request: Request, order: Order, by: Viewer | 'applicant', today: PlainDate): Promise<Order | Refusal> {
  switch (order.step) {
    case 'assign': {
      const departments = await listDepartments(tx, request.agencyId)
      const unknown = [order.department, ...(order.helpers ?? [])].filter((one) => !departments.includes(one))
      return unknown.length > 0 ? refuse('invalid', `选一个承办科室：${departments.join('、')}`) : order
    }
    case 'giveOpinion': {
      const department = by === 'applicant' ? null : by.department
      return { step: 'giveOpinion', opinion: order.opinion, objects: order.objects ?? false, ...(department === null ? {} : { department }) }
    }
    case 'proposeFee': {
      const tariff = tariffOn(
        today,
        (await listTariffs(tx, request.agencyId)).filter(({ withdrawnBy }) => withdrawnBy === null),
      )
      if (!tariff) return refuse('not-now', '今天没有生效的信息处理费标准')
      const before = order.basis === 'by_item' ? await countBefore(tx, request) : 0
      const { basis, quantity } = order
      const isCounted = Number.isInteger(quantity) && quantity < 100_001
      const lines = isCounted ? feeLines(basis, quantity, before, tariff) : []
      return { ...order, priced: { before, yuan: isCounted ? feeOf(basis, quantity, before, tariff) : 0, lines, source: tariff.source } }
    }
    case 'draftReply':
      return order.decision === 'not_processed.repeated' ? { ...order, answeredBefore: await wasAnsweredBefore(tx, request) } : order
    case 'refer':
      return order.to === 'case' && order.words.trim() && order.address.trim() ? await asCase(house, request, order) : order
    default:
      return order
  }
}

/**
 * A complaint becomes a case of the hall without anything of the applicant (个人信息保护法第六条). The key is the request's own: done
 * again after a refusal, it is the same case.
 */
async function asCase(house: House, request: Request, order: Extract<Order, { step: 'refer' }>): Promise<Order | Refusal> {
  const key = uuidOf(house.cipher.fingerprint(`referred:${request.number}`), 4)
  const receipt = await submitReport(house, request.agencyId, {
    key,
    channel: 'web',
    tile: 'other',
    description: order.words,
    address: order.address,
    street: null,
    place: null,
    placeSource: 'address',
    access: 'public',
    reporter: { phone: '', email: '' },
    isStaff: true,
    photos: 0,
  })
  return isRefusal(receipt) ? receipt : { ...order, case: receipt.number }
}
