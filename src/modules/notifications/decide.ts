import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { mayCancel, maySendAgain, STATES, type State, stateName } from './message.ts'
import { lockMessage, saveCancelled, saveWaiting } from './message-store.ts'
import { announce } from './outbox-store.ts'

const LONGEST_REASON = 200

/** Lets a message that failed wait to be sent again, now. */
export async function sendAgain(house: House, viewer: Viewer, id: number): Promise<{ id: number } | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    const message = await lockIn(tx, viewer, id, maySendAgain, '再次发送')
    if (isRefusal(message)) return message
    const at = house.now()
    await saveWaiting(tx, id, at)
    await announce(tx)
    const note = `${message.eventKey}${message.lastError ? `；上次：${message.lastError}` : ''}`
    await leaveTrace(tx, { at, by: viewer, act: '再次发送消息', subject: `messages/${id}`, note })
    return { id }
  })
}

/** Keeps a message that waits or failed from being sent, for good. */
export async function cancelMessage(house: House, viewer: Viewer, id: number, reason: string): Promise<{ id: number } | Refusal> {
  const because = reason.trim()
  if (because === '' || because.length > LONGEST_REASON) return refuse('invalid', `填写取消的理由，不超过 ${LONGEST_REASON} 字`)
  return await house.db.transaction().execute(async (tx) => {
    const message = await lockIn(tx, viewer, id, mayCancel, '取消')
    if (isRefusal(message)) return message
    await saveCancelled(tx, id, because)
    await leaveTrace(tx, { at: house.now(), by: viewer, act: '取消消息', subject: `messages/${id}`, note: `${message.eventKey}；${because}` })
    return { id }
  })
}

async function lockIn(tx: Db, viewer: Viewer, id: number, may: (state: State) => boolean, verb: string) {
  const message = await lockMessage(tx, viewer.agencyId, id)
  if (!message) return refuse('not-found', '没有这条消息；请回到消息列表重新选择')
  if (may(message.state)) return message
  const states = STATES.filter(may).map((state) => stateName[state])
  return refuse('not-now', `这条消息${stateName[message.state]}，不能${verb}；${states.join('、')}的消息才能${verb}`)
}
