import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { addSeries } from './store.ts'
import { isNumberFormat } from './terms.ts'

/** Adds a format of document numbers; why not, where it is none or is there already. */
export async function setSeries(house: House, by: Viewer, format: string): Promise<Refusal | undefined> {
  if (!isNumberFormat(format)) return refuse('invalid', '格式里要有{年}和{号}，如：西全响应发〔{年}〕{号}号')
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    if (!(await addSeries(tx, by.agencyId, format, at, by.name))) return refuse('duplicate', `“${format}”已经设过`)
    await leaveTrace(tx, { at, by, act: '设定文号格式', subject: 'norms/series', note: format })
    return undefined
  })
}
