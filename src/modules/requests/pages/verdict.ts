import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Calendar, type Clock, workingDaysBetween } from '../../calendar/index.ts'

type View = { readonly clock: Clock; readonly today: PlainDate; readonly standing: boolean }

/** The answer first: how many working days are left, and until when. */
export function verdictOf({ clock, today, standing }: View, calendar: Calendar): string {
  const until = inShortChinese(clock.due, today)
  if (standing) return `停计中，恢复后最早 ${until} 到期`
  const left = workingDaysBetween(today, clock.due, calendar)
  // What was due on Friday is late on Saturday, though no working day has passed.
  if (clock.due < today) return `已超期${left < 0 ? ` ${-left} 个工作日` : ''}，应于 ${until} 前答复`
  if (clock.due === today) return `今天（${inShortChinese(today, today)}）是最后一日`
  return `还剩 ${left} 个工作日，${until} 前答复`
}
