import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { beijingDay } from '../src/kernel/plain-date.ts'
import { findBatch, insertBatch } from '../src/modules/letters/batch-store.ts'
import { firstWording } from '../src/modules/letters/builders.ts'
import { sampleValues } from '../src/modules/letters/sample.ts'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import type { Cipher } from '../src/platform/cipher.ts'
import type { Db } from '../src/platform/database.ts'
import { ours } from './side-by-side.ts'

const LETTERS = 1_000
const MOST_SECONDS = 60
const LOOK_MS = 100

/** A thousand refusals as Word and PDF by the running server, and how long its pages take meanwhile. */
export async function measureLetters(db: Db, cipher: Cipher): Promise<void> {
  const agency = await getHomeAgency(db)
  const by = { id: randomUUID(), account: 'bench', name: '样例', role: 'information-officer', agencyId: agency.id, department: null } as const
  const { documentNumber: _, letterDate: _day, ...values } = sampleValues('D4', firstWording)
  const items = Array.from({ length: LETTERS }, (_, i) => ({
    subject: `requests/BENCH-${i}`,
    valuesSealed: cipher.seal(JSON.stringify({ ...values, applicant: `样例${i}`, asked: `第${i}号文件` })),
    problem: null,
  }))
  const at = new Date()
  const began = performance.now()
  const id = await db.transaction().execute((tx) => insertBatch(tx, { key: randomUUID(), code: 'D4', madeOn: beijingDay(at), at, by, items }))
  const waits: number[] = []
  for (;;) {
    const asked = performance.now()
    await fetch(`${ours}/requests`).then((answer) => answer.text())
    waits.push(performance.now() - asked)
    const batch = await findBatch(db, agency.id, id)
    if (batch && batch.made + batch.refused === batch.total) {
      const taken = (performance.now() - began) / 1000
      const slowest = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? 0
      console.log(
        `${batch.made.toLocaleString('en')} letters as Word and PDF: ${taken.toFixed(1)} s (bar ${MOST_SECONDS}); a page asked for meanwhile: p95 ${slowest.toFixed(0)} ms`,
      )
      return
    }
    await setTimeout(LOOK_MS)
  }
}
