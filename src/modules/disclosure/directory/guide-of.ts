import type { PlainDate } from '../../../kernel/plain-date.ts'
import { GUIDE_VALUES } from '../guide.ts'
import type { RecordContent } from './kinds.ts'
import { changedOn, type RecordState, standingOn } from './record.ts'

/** 条例第十二条第二款: what a guide must say, and which record says it. */
export const GUIDE_ELEMENTS = [
  { of: 'guide', name: 'classes', label: '政府信息的分类', holds: 'told' },
  { of: 'guide', name: 'arrangement', label: '政府信息的编排体系', holds: 'told' },
  { of: 'guide', name: 'access', label: '政府信息的获取方式', holds: 'told' },
  { of: 'office', name: 'name', label: '工作机构的名称', holds: 'name' },
  { of: 'office', name: 'address', label: '工作机构的办公地址', holds: 'address' },
  { of: 'office', name: 'hours', label: '工作机构的办公时间', holds: 'hours' },
  { of: 'office', name: 'phone', label: '工作机构的联系电话', holds: 'phone' },
  { of: 'office', name: 'fax', label: '工作机构的传真号码', holds: 'phone' },
  { of: 'office', name: 'online', label: '工作机构的互联网联系方式', holds: 'online' },
] as const satisfies readonly { readonly of: 'guide' | 'office'; readonly name: string; readonly label: string; readonly holds: keyof typeof GUIDE_VALUES }[]

export type GuideParts = { readonly guide: RecordContent | undefined; readonly office: RecordContent | undefined }

/** The elements of article 12 of which the records hold no value: 办公时间 without an hour is none. */
export const missingOf = (parts: GuideParts): readonly string[] =>
  GUIDE_ELEMENTS.filter(({ of, name, holds }) => !GUIDE_VALUES[holds](parts[of]?.[name] ?? '')).map(({ label }) => label)

const OTHERS = [
  ['requests', '依申请公开的办理'],
  ['remedies', '监督和救济'],
] as const
/** `place`: what the page calls it in addresses. */
export type GuideSection = { readonly place: string; readonly title: string; readonly lines: readonly string[] }
/** The guide as sections: own words, then the office as its record has it. */
export function guideSections({ guide, office }: GuideParts): readonly GuideSection[] {
  const own = (name: string) => (guide?.[name] ?? '').split('\n').filter((line) => line.trim() !== '')
  return [
    ...GUIDE_ELEMENTS.filter(({ of }) => of === 'guide').map(({ name, label }) => ({ place: name, title: label, lines: own(name) })),
    {
      place: 'office',
      title: '政府信息公开工作机构',
      lines: GUIDE_ELEMENTS.filter(({ of, name }) => of === 'office' && (office?.[name] ?? '') !== '').map(
        ({ name, label }) => `${label.replace('工作机构的', '')}：${office?.[name]}`,
      ),
    },
    ...OTHERS.map(([name, title]) => ({ place: name, title, lines: own(name) })),
  ].filter(({ lines }) => lines.length > 0)
}
export const guideWords = (parts: GuideParts): string =>
  guideSections(parts)
    .flatMap(({ title, lines }) => [title, ...lines])
    .join('\n')

/** The guide as it stood from each day on which its own words or the office's record changed, the first first. */
export function guideHistory(
  guide: RecordState | undefined,
  offices: readonly RecordState[],
  today: PlainDate,
): readonly { readonly on: PlainDate; readonly words: string }[] {
  const all = [...(guide ? [guide] : []), ...offices]
  const days = [
    ...new Set(all.flatMap(({ versions, ended }) => [...versions.flatMap((one) => (one.cleared ? [changedOn(one)] : [])), ...(ended ? [ended.on] : [])])),
  ]
  const told = days
    .filter((day) => day <= today)
    .toSorted()
    .map((on) => {
      // What was let out after it was to begin was seen from the day it was let out.
      const asOf = (state: RecordState) =>
        standingOn(
          {
            ...state,
            ended: state.ended && state.ended.on <= on ? state.ended : null,
            versions: state.versions.filter((one) => one.cleared !== null && one.cleared.on <= on),
          },
          on,
        )?.content
      const office = offices.map(asOf).find((content) => content?.['handles'] === '1')
      return { on, words: guide && asOf(guide) ? guideWords({ guide: asOf(guide), office }) : '' }
    })
  return told.filter(({ words }, i) => words !== '' && words !== told[i - 1]?.words)
}
