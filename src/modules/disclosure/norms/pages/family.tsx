import { inChinese } from '../../../../kernel/plain-date.ts'
import { DataTable } from '../../../../ui/table.tsx'
import { validityName } from '../../lifecycle.ts'
import { type Branch, familyTree, type Kinship, type Relative } from '../family.ts'
import { type RelationKind, relationName } from '../norm.ts'

/** What the younger did to the elder it hangs from. */
const DID = { amends: '修改了它', abolishes: '废止了它', basedOn: '以它为依据', supports: '与它配套', interprets: '解读它' } as const satisfies Record<
  RelationKind,
  string
>

type Family = { readonly relatives: readonly Relative[]; readonly kinships: readonly Kinship[] }

/** The family of a document, drawn as a tree that is also a nested list, and every relation in a table beneath. */
export const FamilyTree = ({ relatives, kinships: all, self }: Family & { self: string }) => {
  const named = new Map(relatives.map((one) => [one.key, one]))
  const kinships = all.filter(({ from, to }) => named.has(from) && named.has(to)) // the public sees nothing of one that is not out
  if (kinships.length === 0) return <p class="muted">没有登记修改、废止、依据、解读和配套的关系。</p>
  return (
    <>
      <p class="muted">上面的在先，下面的在后；每一件挂在它所针对的那一件下面。</p>
      <ul class="family mt-3">
        {familyTree(relatives, kinships).map((branch) => (
          <BranchItem branch={branch} self={self} />
        ))}
      </ul>
      <details class="mt-4">
        <summary>关系一览（{kinships.length} 条）</summary>
        <DataTable
          caption="每一条关系"
          rows={kinships}
          empty="没有登记关系"
          columns={[
            { head: '文件', rowHead: true, cell: ({ from }) => <Name who={named.get(from)} self={self} /> },
            { head: '关系', line: true, cell: ({ kind }) => relationName[kind] },
            { head: '对方', cell: ({ to }) => <Name who={named.get(to)} self={self} /> },
          ]}
        />
      </details>
    </>
  )
}

const BranchItem = ({ branch: { who, kind, again, children }, self }: { branch: Branch; self: string }) => (
  <li>
    {kind && <b class="small">{DID[kind]}：</b>}
    <Name who={who} self={self} />
    {again ? <span class="small muted">（见另一处）</span> : <Details who={who} />}
    {children.length > 0 && (
      <ul>
        {children.map((child) => (
          <BranchItem branch={child} self={self} />
        ))}
      </ul>
    )}
  </li>
)

const Name = ({ who, self }: { who: Relative | undefined; self: string }) =>
  who === undefined ? null : who.key === self ? (
    <strong aria-current="true">{who.title}（这一件）</strong>
  ) : who.href ? (
    <a href={who.href}>{who.title}</a>
  ) : (
    <span>{who.title}</span>
  )

const Details = ({ who: { documentNumber, validity, on } }: { who: Relative }) => (
  <span class="small muted">
    {documentNumber && ` ${documentNumber}`}
    {on && ` ${inChinese(on)}`} {validity && <span class={validity === 'valid' ? 'badge' : 'badge grey'}>{validityName[validity]}</span>}
  </span>
)
