import type { House } from '../../platform/house.ts'
import { viewOfCase } from './present.ts'
import { findCase } from './store.ts'

/** What the public page of a case tells beside its facts: each line of its history, its photos, and how many reports were joined to it. */
export type RecordExtras = {
  readonly history: readonly { readonly at: Date; readonly title: string; readonly text: string }[]
  readonly photos: readonly { readonly role: string; readonly alt: string; readonly path: string }[]
  readonly coReports: number
}

/** The extras of a case the public may see; undefined for any other number. */
export async function findRecordExtras(house: House, number: string): Promise<RecordExtras | undefined> {
  const one = await findCase(house.db, number)
  const view = one && (await viewOfCase(house, one))
  return (
    view && {
      history: view.record.lines.map(({ at, title, text }) => ({ at, title, text })),
      photos: view.photos.map(({ role, alt, full }) => ({ role, alt, path: full })),
      coReports: view.coReports,
    }
  )
}
