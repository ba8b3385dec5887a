import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { listDepartments } from '../organizations/index.ts'
import { countBefore } from './fees/fee-store.ts'
import { feeOf, tariffOn } from './fees/tariff.ts'
import type { Order } from './steps.ts'
import type { Request } from './store.ts'

/** An order with what the house knows and no form may say: who speaks for which department, and what the tariff makes of a quantity. */
export async function completed(tx: Db, request: Request, order: Order, by: Viewer | 'applicant', today: PlainDate): Promise<Order | Refusal> {
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
      const tariff = tariffOn(today)
      if (!tariff) return refuse('not-now', '今天没有生效的信息处理费标准')
      const before = order.basis === 'by_item' ? await countBefore(tx, request) : 0
      return {
        ...order,
        priced: { before, yuan: Number.isInteger(order.quantity) && order.quantity < 100_001 ? feeOf(order.basis, order.quantity, before, tariff) : 0 },
      }
    }
    default:
      return order
  }
}
