import { isMailAddress, maskMailAddress } from '../../../kernel/mail-address.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { queueMessages } from '../../notifications/index.ts'
import { columnsInWords, findColumn } from '../columns.ts'
import { CONFIRM_DAYS, confirmIn, confirmLink, endIn } from './subscription-links.ts'
import { askFor, confirm, endSubscription, findSubscriber, type Subscriber } from './subscriber-store.ts'

const PAUSE_MS = 10 * 60_000 // office setting: one letter to an address in so long, whoever asks

/** Asks the owner of an address whether the mails are wanted. The answer is the same whether it is known or not. */
export async function askToSubscribe(
  house: House,
  agency: { readonly id: number; readonly name: string },
  mail: string,
  columns: readonly string[],
): Promise<Refusal | undefined> {
  const address = mail.trim().toLowerCase()
  if (!isMailAddress(address)) return refuse('invalid', '邮箱填成 name@example.com 这样')
  const wanted = columns.filter((column) => findColumn(column))
  const at = house.now()
  const fingerprint = house.cipher.fingerprint(`subscriber:${address}`)
  await house.db.transaction().execute(async (tx) => {
    const id = await askFor(tx, {
      agencyId: agency.id,
      fingerprint,
      addressSealed: house.cipher.seal(address),
      addressMasked: maskMailAddress(address),
      wanted,
      at,
      notSince: new Date(at.getTime() - PAUSE_MS),
    })
    if (id === undefined) return
    const letter = {
      agencyId: agency.id,
      eventKey: `subscribe/${id}/${at.getTime()}`,
      recipient: { fingerprint, mail: address },
      subject: `请确认订阅${agency.name}的政府信息`,
      body: confirmation(agency.name, wanted, confirmLink(house, id, at)),
      essential: true,
    }
    await queueMessages(tx, [letter], house)
  })
  return undefined
}

const confirmation = (agency: string, wanted: readonly string[], link: string): string =>
  [
    `有人用这个邮箱订阅${agency}公开的政府信息：${columnsInWords(wanted)}。`,
    `确认订阅，请在 ${CONFIRM_DAYS} 天内打开：${link}`,
    '不是您本人操作的，不用理会，也不会再收到邮件。',
  ].join('\n\n')

/** Who a link to confirm belongs to; undefined when it is not ours, too old, or something else was asked for since. */
export async function subscriberToConfirm(house: House, token: string): Promise<Subscriber | undefined> {
  const known = confirmIn(house, token)
  const one = known && (await findSubscriber(house.db, known.id))
  return one?.askedAt.getTime() === known?.askedAt ? one : undefined
}
export const confirmSubscription = (house: House, { id }: Subscriber): Promise<void> => confirm(house.db, id, house.now())

export async function subscriberToEnd(house: House, token: string): Promise<Subscriber | undefined> {
  const id = endIn(house, token)
  return id === undefined ? undefined : await findSubscriber(house.db, id)
}
export const endFor = (house: House, { id }: Subscriber): Promise<void> => endSubscription(house.db, id)
