import type { House } from '../../../platform/house.ts'
import { queueMessages } from '../../notifications/index.ts'
import { findColumn } from '../columns.ts'
import type { PublicItem } from '../public-store.ts'
import type { Answer } from './channel.ts'
import { findChanged } from './change-store.ts'
import type { TakenDelivery } from './delivery-store.ts'
import { endLink } from './subscription-links.ts'
import { listAddressees } from './subscriber-store.ts'

const TOGETHER = 500
const LONGEST_SUBJECT = 200 // RFC 5322 would allow more; what the messages take

/** Queues one mail to each who had subscribed when it was published; asked again, nobody gets a second one of the same version. */
export async function mailSubscribers(house: House, { agencyId, number, version, change, createdAt }: TakenDelivery): Promise<Answer> {
  const now = await findChanged(house.db, agencyId, number)
  if (now?.item.shown !== 'full') return { told: 0 } // taken down before the mails went out: nothing is said of it any more
  const { item } = now
  const eventKey = `disclosure/${number}/${version}`
  let told = 0
  for (let after = 0; ; ) {
    const people = await listAddressees(house.db, agencyId, item.column, createdAt, after, TOGETHER)
    const messages = people.map(({ id, fingerprint, addressSealed }) => {
      const end = endLink(house, id)
      return {
        agencyId,
        eventKey,
        recipient: { fingerprint, mail: house.cipher.open(addressSealed) },
        subject: subjectOf(item, change),
        body: bodyOf(item, house.config.origin, end),
        ...(end.startsWith('https://') ? { unsubscribe: end } : {}),
      }
    })
    const queued = await house.db.transaction().execute((tx) => queueMessages(tx, messages, house))
    told += queued.filter(({ outcome }) => outcome === 'new' || outcome === 'already').length
    const last = people.at(-1)
    if (!last || people.length < TOGETHER) return { told }
    after = last.id
  }
}

const subjectOf = (item: PublicItem, change: TakenDelivery['change']): string =>
  `${change === 'revised' ? '内容有修改' : '新公开'}：${item.title}`.slice(0, LONGEST_SUBJECT)
const bodyOf = (item: PublicItem, origin: string, end: string): string =>
  [
    item.title,
    [
      findColumn(item.column)?.name,
      item.issuer,
      item.documentNumber,
      item.revisedOn ? `${item.publishedOn} 发布，${item.revisedOn} 修改` : `${item.publishedOn} 发布`,
    ]
      .filter(Boolean)
      .join(' · '),
    ...(item.summary ? [item.summary] : []),
    `全文：${origin}/disclosure/${item.number}`,
    `不想再收到的，打开这个地址退订：${end}`,
  ].join('\n\n')
