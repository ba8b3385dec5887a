import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { fetchJson } from '../disclosure/index.ts'
import { copyReport } from './copy-report.ts'
import { TOLD_REPORT } from './told-report.ts'

const A_PAGE = 20
const MOST_PAGES = 50 // a thousand versions
const PAGE = z.object({ source: z.object({ name: z.string() }), reports: z.array(TOLD_REPORT), next: z.int().nullable() })

export type PulledReports = { readonly outcomes: Readonly<Record<'new' | 'same' | 'refused', number>>; readonly notTaken: readonly string[] }
type From = { readonly agencyId: number; readonly origin: string; readonly allowPrivate: boolean }

/** Takes over the annual reports another platform has published, every version, all of them each time, for they are few. */
export async function pullReports(house: House, { agencyId, origin, allowPrivate }: From): Promise<PulledReports | Refusal> {
  const outcomes = { new: 0, same: 0, refused: 0 }
  const notTaken: string[] = []
  let after = 0
  for (let n = 0; n < MOST_PAGES; n++) {
    const page = await fetchJson(`${origin}/api/v1/annual-reports?limit=${A_PAGE}&after=${after}`, PAGE, allowPrivate)
    if (isRefusal(page)) return page
    for (const told of page.reports) {
      const taken = await copyReport(house, { agencyId, origin, name: page.source.name }, told)
      if (isRefusal(taken)) notTaken.push(`${told.year} 年度报告：${taken.because}`)
      outcomes[isRefusal(taken) ? 'refused' : taken] += 1
    }
    if (page.next === null) {
      await house.cache.drop('annual-report')
      return { outcomes, notTaken }
    }
    after = page.next
  }
  return refuse('unreadable', '那里的年度报告没有尽头')
}
