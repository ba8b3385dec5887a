import { compare, countChanges } from '../../../../kernel/compare.ts'
import { ComparedList } from '../../../../ui/compared.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import type { Version, Versioned } from '../versions.ts'

export type VersionsProps = ConsoleFrame & {
  readonly number: string
  readonly all: readonly Versioned[]
  readonly pair: { readonly one: Versioned; readonly from: Version; readonly to: Version } | undefined
}

const momentOf = (at: Date): string => at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' })
const headOf = ({ n, by, at, says }: Version): string => `第 ${n} 稿，${by}，${momentOf(at)}，${says}`

/** `/staff/requests/:number/versions`: every version of the draft and of each letter beside the one before it, and any two side by side. */
export const VersionsPage = (p: VersionsProps) => (
  <ConsolePage {...p} title={`${p.number} 的各稿`}>
    <p class="row">
      <a href={`/staff/requests/${p.number}`}>申请</a>
      <a href={`/staff/requests/${p.number}/letters`}>文书</a>
    </p>
    {p.pair && (
      <section class="panel mt-3" id="pair">
        <h2>
          {p.pair.one.title}：第 {p.pair.from.n} 稿到第 {p.pair.to.n} 稿
        </h2>
        <Between before={p.pair.from} after={p.pair.to} />
      </section>
    )}
    {p.all.length === 0 && <p class="muted mt-3">还没有答复稿，也没有制作文书。</p>}
    {p.all.map((one) => (
      <section class="panel mt-3" id={`of-${one.key}`}>
        <h2>{one.title}</h2>
        <ol class="plain">
          {one.versions.toReversed().map((version) => (
            <li class="mt-3">
              <h3>{headOf(version)}</h3>
              <Earlier number={p.number} of={one} versions={one.versions.slice(0, version.n)} />
              <Between before={one.versions[version.n - 2]} after={version} />
            </li>
          ))}
        </ol>
      </section>
    ))}
  </ConsolePage>
)

/** Every other version than the one before it, which stands below anyway. */
const Earlier = ({ number, of, versions }: { number: string; of: Versioned; versions: readonly Version[] }) => {
  const [n, earlier] = [versions.at(-1)?.n ?? 0, versions.slice(0, -2)]
  if (earlier.length === 0) return null
  return (
    <p class="row">
      <span class="muted">与更早的比较：</span>
      {earlier.map((one) => (
        <a href={`/staff/requests/${number}/versions?of=${of.key}&from=${one.n}&to=${n}#pair`}>第 {one.n} 稿</a>
      ))}
    </p>
  )
}

const Between = ({ before, after }: { before: Version | undefined; after: Version }) => {
  if (after.words === null || before?.words === null) return <p class="muted">文字已经按保管期限清除。</p>
  if (before === undefined)
    return (
      <details>
        <summary>第一稿，看全文</summary>
        {after.words.split('\n').map((line) => (
          <p>{line}</p>
        ))}
      </details>
    )
  const compared = compare(before.words, after.words)
  return (
    <>
      {before.says !== after.says && (
        <p>
          由“{before.says}”改为“{after.says}”
        </p>
      )}
      <p class="muted">{compared.length === 0 ? '' : `改动 ${countChanges(compared)} 处`}</p>
      <ComparedList compared={compared} />
    </>
  )
}
