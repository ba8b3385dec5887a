import { isRefusal } from '../../src/kernel/refusal.ts'
import type { Role, Viewer } from '../../src/kernel/viewer.ts'
import { accepted, aReport } from '../../src/modules/cases/builders.ts'
import { type Order, submitReport, takeStepOn } from '../../src/modules/cases/index.ts'
import { getHomeAgency, listHandlingUnits, type Point } from '../../src/modules/organizations/index.ts'
import type { House } from '../../src/platform/house.ts'

const DONE_BY: Readonly<Partial<Record<Order['step'], Role>>> = {
  accept: 'screener',
  receive: 'handler',
  feedBack: 'handler',
  pass: 'inspector',
  fail: 'inspector',
  askSuspension: 'handler',
  resume: 'handler',
  grantSuspension: 'duty-officer',
}
export type Given = { readonly title: string; readonly place: Point; readonly street?: string; readonly days: number; readonly since?: readonly Order[] }

/** A case that others have brought to a unit at work, and further if told so; gives its number. */
export async function aCaseAtWork(house: House, unitName: string, { title, place, street, days, since = [] }: Given): Promise<string> {
  const agency = await getHomeAgency(house.db)
  const receipt = await submitReport(house, agency.id, aReport({ tile: 'manhole', place }))
  if (isRefusal(receipt)) throw new Error(receipt.because)
  const unit = (await listHandlingUnits(house.db, agency.id)).find(({ name }) => name === unitName)
  if (!unit) throw new Error(unitName)
  const orders: readonly Order[] = [
    { ...accepted({ limit: { amount: days, unit: 'work_day' } }), title, spot: { streetCode: street ?? null, gridCode: null, ...place } },
    { step: 'file' },
    { step: 'dispatch', unit: { id: unit.id, name: unit.name }, note: '', because: '按权责规定' },
    { step: 'receive' },
    ...since,
  ]
  await takenByOthers(house, unitName, receipt.number, orders)
  return receipt.number
}

/** Steps that others take, without a browser. */
export async function takenByOthers(house: House, unitName: string, number: string, orders: readonly Order[]): Promise<void> {
  const { id: agencyId } = await getHomeAgency(house.db)
  for (const order of orders) {
    const role = DONE_BY[order.step] ?? 'dispatcher'
    const by: Viewer = { id: '00000000-0000-4000-8000-000000000000', account: `sample-${role}`, name: '样例', role, agencyId, department: unitName }
    const taken = await takeStepOn(house, { number: number, version: undefined, order, by, photos: 1 })
    if (isRefusal(taken)) throw new Error(taken.because)
  }
}
