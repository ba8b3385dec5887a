import { countPlaces } from '../../../../kernel/compared.ts'
import { ComparedList } from '../../../../ui/compared.tsx'
import { ErrorSummary, Select } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import type { Change, Track } from '../read-versions.ts'
import { momentOf, type TrackKey, trackName, type Version } from '../version.ts'

type Props = ConsoleFrame & {
  number: string
  /** Where what they are versions of is seen to. */
  path: string
  tracks: readonly Track[]
  track: Track | undefined
  from: Version | undefined
  to: Version | undefined
  /** What the later one says; null where it has been erased. */
  words: string | null | undefined
  change: Change | undefined
  /** What was asked for is not there. */
  isUnknown: boolean
}
const versionsOf = (path: string, of?: TrackKey): string => `${path}/versions${of === undefined ? '' : `?of=${of}`}`

/** `/staff/requests/:number/versions`: what was written of an answer, and any two of it beside each other. */
export const VersionsPage = (p: Props) => (
  <ConsolePage {...p} title={`${p.number} 的各稿`}>
    {p.isUnknown && <ErrorSummary errors={{ '': '没有这一稿。请从下面选两稿对照' }} />}
    <p class="mt-3">
      <a href={p.path}>回到{p.path.includes('/remedies/') ? '复议和诉讼' : '申请'}</a>
    </p>
    {p.tracks.length === 0 && <p class="mt-3">还没有草拟答复，也没有制作文书。</p>}
    {p.tracks.length > 1 && (
      <nav class="tabs mt-3" aria-label="哪一种">
        {p.tracks.map(({ key }) => (
          <a href={versionsOf(p.path, key)} aria-current={key === p.track?.key ? 'page' : null}>
            {trackName(key)}
          </a>
        ))}
      </nav>
    )}
    {p.track && <Pick {...p} track={p.track} />}
    {p.to && p.words !== undefined && <Read {...p} to={p.to} />}
    {p.track && <History path={p.path} track={p.track} />}
  </ConsolePage>
)

const Read = ({ from, to, words, change }: Props & { to: Version }) => (
  <section class="panel mt-4">
    <h2>{change ? `${change.from.name}与${to.name}相比，${placesOf(change)}` : to.name}</h2>
    <p class="muted">{from ? `${whoOf(from)} → ${whoOf(to)}` : whoOf(to)}</p>
    {change && <ComparedList compared={change.compared} />}
    {from && !change && <p>文字已经按保管期限清除。</p>}
    {words && (
      <details class="do mt-3">
        <summary>{`看${to.name}全文`}</summary>
        {words.split('\n').map((line) => (
          <p class="mt-2">{line}</p>
        ))}
      </details>
    )}
  </section>
)

const placesOf = ({ compared }: Change): string => (compared.length === 0 ? '没有改动' : `改动 ${countPlaces(compared)} 处`)
const whoOf = ({ by, at }: Version): string => `${by}，${momentOf(at)}`

const Pick = ({ path, track, from, to }: Props & { track: Track }) => {
  if (track.versions.length < 2) return <p class="mt-3">只有一稿，还没有可以对照的。</p>
  const options = track.versions.toReversed().map((one) => ({ value: one.key, label: `${one.name}，${whoOf(one)}` }))
  return (
    <form class="panel mt-3" action={versionsOf(path)}>
      <input type="hidden" name="of" value={track.key} />
      <div class="grid two">
        <Select name="from" label="先前的一稿" options={options} values={{ from: from?.key ?? '' }} errors={{}} />
        <Select name="to" label="后来的一稿" options={options} values={{ to: to?.key ?? '' }} errors={{}} />
      </div>
      <p class="mt-3">
        <button class="button">对照</button>
      </p>
    </form>
  )
}

const History = ({ path, track: { key, versions } }: { path: string; track: Track }) => (
  <section class="panel mt-4">
    <h2>每一稿</h2>
    <DataTable
      caption="每一稿"
      rows={versions.map((version, i) => ({ version, before: versions[i - 1] })).toReversed()}
      empty="没有"
      columns={[
        { head: '稿次', rowHead: true, cell: ({ version }) => version.name },
        { head: '谁、何时', cell: ({ version }) => whoOf(version) },
        { head: '怎样来的', cell: ({ version }) => version.how },
        { head: '后来', cell: ({ version: { fate } }) => (fate.length === 0 ? '—' : fate.join('；')) },
        {
          head: '改动',
          line: true,
          cell: ({ version, before }) =>
            before ? (
              <a href={`${versionsOf(path, key)}&from=${before.key}&to=${version.key}`} aria-label={`${version.name}与上一稿对照`}>
                与上一稿对照
              </a>
            ) : (
              '—'
            ),
        },
      ]}
    />
  </section>
)

/** Above what is reviewed or signed: what was changed since it was sent back, or since the version before. */
export const ChangesPanel = ({ path, changes }: { path: string; changes: readonly Change[] }) =>
  changes.length === 0 ? null : (
    <section class="panel mt-4" id="changes">
      <h2>改动</h2>
      {changes.map((change) => (
        <>
          <h3 class="mt-3">{`${trackName(change.track)}：${sinceOf(change)}`}</h3>
          <p class="muted">
            {`${change.to.name}，${whoOf(change.to)}。`}
            <a href={`${versionsOf(path, change.track)}&from=${change.from.key}&to=${change.to.key}`}>对照任意两稿</a>
          </p>
          {change.compared.length > 0 && <ComparedList compared={change.compared} />}
        </>
      ))}
    </section>
  )

/** 与退回时的第 1 稿相比，改动 2 处 */
export const sinceOf = (change: Change): string =>
  change.from.key === change.to.key ? '退回以后没有换过' : `与${change.wasSentBack ? '退回时' : '上一稿'}的${change.from.name}相比，${placesOf(change)}`
