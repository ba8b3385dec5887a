import { daysBetween, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import { letterOf, type LetterToSend, MOST_COUNTED } from '../../../letters/index.ts'

type Props = ConsoleFrame & { letters: readonly LetterToSend[]; count: number; today: PlainDate }
/** What an office has made and not let go, the first made first. */
export const ToSendPage = (p: Props) => (
  <ConsolePage {...p} title="等着寄送的文书">
    <p class="mt-3">途中的文书（补正、说明理由、延期、征求意见、收费、告知等）制作以后还没有寄出的，或者没有送达、要重新寄送的。答复书随答复寄送，不在这里。</p>
    {p.letters.length < p.count && (
      <p class="notice soon block mt-3">
        共 {p.count} 份{p.count === MOST_COUNTED && '以上'}，这里是最早的 {p.letters.length} 份。
      </p>
    )}
    <div class="panel flush mt-3">
      <DataTable caption="等着寄送的文书，先制作的在前" columns={columns(p.today)} rows={p.letters} empty="没有等着寄送的文书" />
    </div>
    <p class="mt-3 no-print">
      <a href="/staff/requests">回到申请台账</a>
    </p>
  </ConsolePage>
)

const about = (subject: string): string => (subject.startsWith('requests/') ? subject.slice('requests/'.length) : '责令重新答复')
const columns = (today: PlainDate) =>
  [
    {
      head: '文号',
      rowHead: true,
      line: true,
      cell: ({ id, subject, number, code }: LetterToSend) => <a href={`/staff/${subject}/letters#posting-${id}`}>{number ?? code}</a>,
    },
    { head: '文书', cell: ({ code }: LetterToSend) => `${code} ${letterOf(code).name}` },
    { head: '申请', line: true, cell: ({ subject }: LetterToSend) => <a href={`/staff/${subject}`}>{about(subject)}</a> },
    { head: '成文', line: true, cell: ({ madeOn }: LetterToSend) => inShortChinese(madeOn, today) },
    {
      head: '等着',
      cell: ({ cameBackOn, signed }: LetterToSend) =>
        cameBackOn ? `${inShortChinese(cameBackOn, today)}没有送达，待重新寄送` : signed ? '已签发，待寄送' : '待签发',
    },
    { head: '已等', line: true, cell: ({ madeOn, cameBackOn }: LetterToSend) => `${daysBetween(cameBackOn ?? madeOn, today)} 天` },
  ] as const
