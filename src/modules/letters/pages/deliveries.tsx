import { inChinese, inShortChinese } from '../../../kernel/plain-date.ts'
import { type Delivery, type DeliveryWay, deliveryWayName } from '../delivery.ts'

type Told = Omit<Delivery, 'way'> & { readonly way: DeliveryWay | null }
/** How it went out each time, and what became of that. */
export const DeliveryList = ({ deliveries }: { deliveries: readonly Told[] }) =>
  deliveries.length === 0 ? null : (
    <dl class="facts tight">
      {deliveries.map((one) => (
        <>
          <dt>
            {inShortChinese(one.sentOn)} {one.way ? deliveryWayName[one.way] : '送达'}
          </dt>
          <dd>{deliveryWords(one)}</dd>
        </>
      ))}
    </dl>
  )

export const deliveryWords = ({ tracking, evidence, reachedOn, proof, failed }: Told): string =>
  [
    tracking && `邮件号 ${tracking}`,
    evidence,
    reachedOn
      ? `${inShortChinese(reachedOn)}送达${proof && `：${proof}`}`
      : failed
        ? `${inShortChinese(failed.on)}没有送达${failed.reason && `：${failed.reason}`}`
        : '等待送达',
  ]
    .filter(Boolean)
    .join('，')

/** The same for whoever it was sent to: the day of handing over to the post (交邮之日), the number, and whether it arrived. */
export function deliveryTold({ way, sentOn, tracking, reachedOn, failed }: Told, again = true): string {
  const how = way === 'post' ? '交邮' : way === 'collect' ? `交付，${deliveryWayName[way]}` : way ? `${deliveryWayName[way]}寄送` : '送达'
  const fate = reachedOn ? `，${inChinese(reachedOn)}送达` : failed ? `，没有送达${again ? '，将重新寄送' : ''}` : ''
  return `${inChinese(sentOn)}${how}${tracking && `，邮件号 ${tracking}`}${fate}`
}
