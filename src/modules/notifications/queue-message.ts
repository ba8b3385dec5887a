import { maskMailAddress } from '../../kernel/mail-address.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { type OutgoingMessage, plainBody, whyUnfit } from './message.ts'
import { insertMessages, keyOf, type NewMessage } from './outbox-store.ts'
import { findUnsubscribed } from './wish-store.ts'

/** `unfit` says why nobody could get it; there is no row of any but `new` and `already`. */
export type Queued = { readonly outcome: 'new' | 'already' | 'no-address' | 'unsubscribed' } | { readonly outcome: 'unfit'; readonly because: string }

/** Queues one message; see `queueMessages`. */
export async function queueMessage(tx: Db, message: OutgoingMessage, house: Pick<House, 'cipher' | 'now'>): Promise<Queued> {
  const [queued] = await queueMessages(tx, [message], house)
  if (!queued) throw new Error('a message without an outcome')
  return queued
}

/**
 * Queues messages inside the transaction of what caused them: they are sent if it is committed and never otherwise, one for
 * each event and person however often it is asked for. Gives what became of each, in their order. Never refuses by throwing:
 * a person whom nothing can be sent to is no reason to undo what happened.
 */
export async function queueMessages(tx: Db, messages: readonly OutgoingMessage[], house: Pick<House, 'cipher' | 'now'>): Promise<Queued[]> {
  const optional = messages.filter((message) => message.essential !== true).map((message) => message.recipient.fingerprint)
  const unwanted = optional.length > 0 ? await findUnsubscribed(tx, optional) : new Set<string>()
  const judged = messages.map((message): NewMessage | Queued => {
    const { recipient, essential = false } = message
    const because = whyUnfit(message)
    if (because !== undefined) return { outcome: 'unfit', because }
    if (recipient.mail === undefined) return { outcome: 'no-address' }
    if (!essential && unwanted.has(recipient.fingerprint)) return { outcome: 'unsubscribed' }
    return rowOf(message, recipient.mail, house)
  })
  const rows = judged.filter((one): one is NewMessage => !('outcome' in one))
  const fresh = await insertMessages(tx, rows, house.now())
  // Asked for twice in one call, the first is the new one.
  return judged.map((one) => ('outcome' in one ? one : { outcome: fresh.delete(keyOf(one)) ? 'new' : 'already' }))
}

const rowOf = (message: OutgoingMessage, address: string, house: Pick<House, 'cipher'>): NewMessage => ({
  agencyId: message.agencyId,
  eventKey: message.eventKey,
  fingerprint: message.recipient.fingerprint,
  channel: 'mail',
  addressSealed: house.cipher.seal(address),
  addressMasked: maskMailAddress(address),
  subject: message.subject,
  body: plainBody(message.body),
  essential: message.essential ?? false,
  unsubscribe: message.unsubscribe ?? null,
})
