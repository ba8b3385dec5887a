import type { Block } from './blocks.ts'
import { flatText, flow, gridsIn, proseOnly, type Sections, sectionsOf } from './sections.ts'
import { remediesOf } from './table-four.ts'
import { type Requests, requestsOf } from './table-three.ts'
import { type Proactive, proactiveOf } from './table-two.ts'
import { squeeze } from './blocks.ts'
import { type Period, periodOf, titleOf } from './title.ts'

/** What a file gives back of the form. A table that cannot be aligned is null, and nothing is claimed about it. */
export type Recovered = {
  readonly agency: string | null
  readonly year: number | null
  readonly titleYear: number | null
  readonly period: Period | null
  readonly edition: 'A' | 'B' | null
  readonly requests: Requests | null
  readonly remedies: readonly number[] | null
  readonly proactive: Proactive
  /** Which of the six headings were found. */
  readonly headings: readonly boolean[]
  readonly prose: Prose
}
/** Running text without white space. `body` is every sentence outside the tables of sections one to four. */
type Prose = { readonly all: string; readonly head: string; readonly first: string; readonly body: string; readonly fifth: string; readonly sixth: string }

/** Where a flattened table begins, so that its labels are not read as prose. */
const TABLE_STARTS = [
  /$^/,
  /第\s*二\s*十\s*条\s*第|信\s*息\s*内\s*容/,
  /[(]?\s*本\s*列\s*数\s*据|申\s*请\s*人\s*情\s*况|本\s*年\s*新\s*收\s*政/,
  /结\s*果\s*维\s*持|行\s*政\s*复\s*议\s+行\s*政\s*诉\s*讼|行\s*政\s*复\s*议\s*\n|结\s*\n+\s*果/,
]

export function recover(blocks: readonly Block[]): Recovered {
  const sections = sectionsOf(blocks)
  const { head, parts, grids } = sections
  const everything = flatText(head, grids) + parts.map((part) => flatText(part ?? '', grids)).join('\n')
  const flat = (i: number) => (parts[i] == null ? everything : flatText(parts[i] ?? '', grids))
  const own = (i: number) => (parts[i] == null ? grids : gridsIn(parts[i] ?? '', grids))
  const proactive = proactiveOf(own(1).length > 0 ? own(1) : grids, flat(1))
  const title = titleOf(head, parts[0] ?? '')
  const period = periodOf(squeeze(everything))
  return {
    agency: title.agency,
    year: title.year ?? period?.year ?? null,
    titleYear: title.year,
    period,
    edition: proactive.edition,
    requests: requestsOf(own(2).length > 0 ? own(2) : grids, flat(2)) ?? requestsOf([], everything),
    remedies: remediesOf(own(3).length > 0 ? own(3) : grids, flat(3)),
    proactive,
    headings: parts.map((part) => part !== null),
    prose: proseOf(sections, everything),
  }
}

function proseOf({ head, parts }: Sections, everything: string): Prose {
  const prose = parts.map((part, i) => {
    const text = proseOnly(part ?? '')
    const start = i < 4 ? text.search(TABLE_STARTS[i] ?? /$^/) : -1
    return flow(start < 0 ? text : text.slice(0, start))
  })
  const known = parts.some((part) => part !== null)
  const first = known ? `${flow(proseOnly(head))}。${prose[0] ?? ''}` : flow(proseOnly(head))
  return {
    all: flow(everything),
    head: flow(proseOnly(head)),
    first,
    body: [first, prose[1], prose[2], prose[3]].join('。'),
    fifth: prose[4] ?? '',
    sixth: prose[5] ?? '',
  }
}
