import { beijingDay, inChinese, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { escaped } from '../../../ui/jsx-runtime.ts'
import { leaveTrace } from '../../audit/index.ts'
import { getAgency } from '../../organizations/index.ts'
import { draftItem } from '../take-step.ts'
import { reviewName } from './norm.ts'
import { findRound, insertRound, listReviewed, lockRound, type Reviewed, saveRound } from './round-store.ts'
import { takeNormStepOn } from './take-norm-step.ts'

const ROUND_LAW = '国办发〔2018〕37号'

/** Opens this year's clean-up; gives its number. */
export async function openRound(house: House, by: Viewer): Promise<string | Refusal> {
  if (by.role !== 'information-officer') return refuse('not-yours', '清理由信息公开专员组织')
  const at = house.now()
  const on = beijingDay(at)
  const number = String(yearOf(on))
  return await house.db.transaction().execute(async (tx) => {
    if (!(await insertRound(tx, by.agencyId, number, on, by.name))) return refuse('duplicate', `${number} 年已经开始清理`)
    await leaveTrace(tx, { at, by, act: '开始清理规范性文件', subject: `norm-rounds/${number}`, article: ROUND_LAW })
    return number
  })
}

/**
 * Ends a round: what is to be repealed is, from this day. Refused while a document in force has no decision. The signer decides.
 * Begun again after a stop, it goes on where it was.
 */
export async function closeRound(house: House, by: Viewer, number: string): Promise<Refusal | undefined> {
  if (by.role !== 'signer') return refuse('not-yours', '清理结果由签发人批准')
  const at = house.now()
  const on = beijingDay(at)
  const round = await findRound(house.db, by.agencyId, number)
  if (!round) return refuse('not-found', `没有 ${number} 年的清理`)
  if (round.closedOn) return refuse('not-now', `${number} 年的清理已于${inChinese(round.closedOn)}结束`)
  const all = await listReviewed(house.db, by.agencyId, number, on)
  const open = all.filter(({ decision }) => decision === null)
  if (open.length > 0) return refuse('not-now', `还有 ${open.length} 件没有清理决定：${open.map(({ title }) => title).join('、')}`)
  for (const one of all.filter(({ decision }) => decision === 'repeal')) {
    const ending = { kind: 'abolished', from: on, by: '', reason: `${number} 年清理决定废止` } as const
    const ended = await takeNormStepOn(house, { agencyId: by.agencyId, number: one.number, version: undefined, order: { step: 'end', ending } }, by)
    if (isRefusal(ended) && ended.refused !== 'not-now') return ended
  }
  return await house.db.transaction().execute(async (tx) => {
    const still = await lockRound(tx, by.agencyId, number)
    if (!still || still.closedOn) return refuse('stale', '清理刚刚由另一位结束')
    await saveRound(tx, by.agencyId, number, { closedOn: on })
    await leaveTrace(tx, { at, by, act: '清理结束', subject: `norm-rounds/${number}`, article: ROUND_LAW })
    return undefined
  })
}

/** Drafts the result of a round that has ended as an item, for the road to publication; gives the item's number. */
export async function publishRound(house: House, by: Viewer, number: string, key: string): Promise<string | Refusal> {
  if (by.role !== 'information-officer') return refuse('not-yours', '清理结果由信息公开专员送公开')
  const round = await findRound(house.db, by.agencyId, number)
  if (!round?.closedOn) return refuse('not-now', '清理结束以后才能公布结果')
  if (round.item) return round.item
  const all = await listReviewed(house.db, by.agencyId, number, beijingDay(house.now()))
  const item = await draftItem(
    house,
    by,
    key,
    await resultOf(
      house,
      by.agencyId,
      number,
      all.filter(({ decision }) => decision !== null),
    ),
  )
  if (isRefusal(item)) return item
  await house.db.transaction().execute(async (tx) => {
    await saveRound(tx, by.agencyId, number, { item })
    await leaveTrace(tx, { at: house.now(), by, act: '公布清理结果', subject: `norm-rounds/${number}`, article: ROUND_LAW, note: `信息 ${item}` })
  })
  return item
}

async function resultOf(house: House, agencyId: number, number: string, all: readonly Reviewed[]) {
  const agency = await getAgency(house.db, agencyId)
  const rows = all.map(
    ({ title, documentNumber, decision }) =>
      `<tr><th scope="row">${escaped(title)}</th><td>${escaped(documentNumber)}</td><td>${decision ? reviewName[decision] : ''}</td></tr>`,
  )
  const of = (decision: Reviewed['decision']) => all.filter((one) => one.decision === decision).length
  const counts = `保留 ${of('keep')} 件，修改 ${of('modify')} 件，废止 ${of('repeal')} 件`
  const head = '<thead><tr><th scope="col">文件</th><th scope="col">文号</th><th scope="col">决定</th></tr></thead>'
  return {
    title: `${number}年规范性文件清理结果`,
    summary: `清理 ${all.length} 件：${counts}。`,
    column: 'documents',
    issuer: agency.name,
    documentNumber: '',
    subject: '规范性文件清理',
    formedOn: beijingDay(house.now()),
    countedFrom: null,
    validUntil: null,
    files: [],
    html: `<p>对现行有效的 ${all.length} 件规范性文件逐件清理：${counts}。</p>\n<table><caption>清理结果</caption>${head}<tbody>${rows.join('')}</tbody></table>`,
  }
}
