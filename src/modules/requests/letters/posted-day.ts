import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type LetterCode, letterOf, type Posted } from '../../letters/index.ts'
import type { Consulted, RequestEvent } from '../events.ts'
import type { Consultation, RequestState } from '../request.ts'

type Life = { readonly state: RequestState; readonly events: readonly { readonly fact: RequestEvent }[] }
type Going = { readonly sentOn: PlainDate; readonly reachedOn: PlainDate | null }

/**
 * One sentence where a letter went out on another day than its step counts from, or arrived on another; null where they are one. A step has its own
 * evidence, so nothing is counted anew. From an extension and from what is told about others no day is counted.
 */
export function dayDiffers(code: LetterCode, { deliveries }: Posted, life: Life): string | null {
  const going = deliveries.findLast(({ failed }) => failed === null)
  if (!going) return null
  const { amendment, reasons, consultations } = life.state
  switch (code) {
    case 'P2':
      return amendment && sentElse(code, going, amendment.askedOn, '补正期限')
    case 'P3':
      return reasons && sentElse(code, going, reasons.askedOn, '说明理由的期限')
    case 'P5':
      return askedElse(code, going, consultations, ['third_party'])
    case 'P7':
      return askedElse(code, going, consultations, ['other_agency', 'joint_maker'])
    case 'P8':
      return paidElse(going, life)
    default:
      return null
  }
}

const sentElse = (code: LetterCode, { sentOn }: Going, from: PlainDate, what: string): string | null =>
  sentOn === from ? null : `${letterOf(code).name}寄出的日期是${inChinese(sentOn)}，${what}从${inChinese(from)}起算，两个日期不同，请核对。`

/** The pause runs from the day the opinion was asked for, the fifteen days from the day that reached whoever was asked (条例第三十二条). */
function askedElse(code: LetterCode, { sentOn, reachedOn }: Going, all: readonly Consultation[], kinds: readonly Consulted[]): string | null {
  const asked = all.filter(({ kind }) => kinds.includes(kind))
  if (asked.length === 0) return null
  const { name } = letterOf(code)
  const days = (told: readonly PlainDate[]) => [...new Set(told)].map(inChinese).join('、')
  const same = asked.filter(({ askedOn }) => askedOn === sentOn)
  if (same.length === 0)
    return `${name}寄出的日期是${inChinese(sentOn)}，登记的征求意见日期是${days(asked.map(({ askedOn }) => askedOn))}，两个日期不同，请核对。`
  if (reachedOn === null || same.some((one) => one.reachedOn === reachedOn)) return null
  const known = same.flatMap((one) => one.reachedOn ?? [])
  const told = known.length > 0 ? `登记的征求意见送达日期是${days(known)}` : '征求意见还没有登记送达'
  return `${name}送达的日期是${inChinese(reachedOn)}，${told}，两处不同，请核对；15 个工作日从送达之日起算。`
}

/** The applicant pays within twenty working days of the notice's arrival (国办函〔2020〕109号). */
function paidElse({ sentOn, reachedOn }: Going, { state: { fee }, events }: Life): string | null {
  if (fee?.noticedOn == null) return null
  const from = events.map(({ fact }) => fact).findLast((fact) => fact.step === 'noteFeeNotice')?.on ?? fee.noticedOn
  const day = reachedOn ?? sentOn
  if (day === from) return null
  return `${letterOf('P8').name}${reachedOn ? '送达' : '寄出'}的日期是${inChinese(day)}，缴费期限从${inChinese(from)}起算，两个日期不同，请核对。`
}
