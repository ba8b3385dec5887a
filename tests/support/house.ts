import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { ensurePublishedYears } from '../../src/modules/calendar/index.ts'
import { ensureAgency } from '../../src/modules/organizations/index.ts'
import { type OpenHouse, openHouse } from '../../src/platform/house.ts'
import { beijing, SEEDED_ON, TEST_SECRET } from './seeded-template.ts'

let made = 0

export type TestHouse = OpenHouse & {
  readonly agencyId: number
  /** Moves the clock of this house to a moment of Beijing time: `2026-11-24T09:00`. */
  readonly setNow: (beijing: string) => void
}

// A socket may still be closing when its database is dropped; that is the end of a test and no failure.
const ADMIN_SHUTDOWN = '57P01'
function report(event: string, error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === ADMIN_SHUTDOWN)) console.error(event, error)
}

/** A house on its own database, with a sample agency and the published calendar. */
export async function testHouse(now?: string): Promise<TestHouse> {
  const house = await bareHouse(now)
  await ensurePublishedYears(house.db, house.now())
  return { ...house, agencyId: await ensureAgency(house.db, sampleAgency, true, ['综合科', '监督指挥科', '网格管理科']) }
}

/** A house on its own database, cloned from a migrated template, empty or seeded; gone when the test is over. */
export async function bareHouse(now = SEEDED_ON, template: 'template_house' | 'template_seeded' = 'template_house'): Promise<TestHouse> {
  const url = inject('postgresUrl')
  const name = `house_${process.pid}_${++made}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-house-'))
  if (template === 'template_seeded') await cp(join(inject('seededFolder'), 'blobs'), join(folder, 'blobs'), { recursive: true })
  let moment = beijing(now)
  const house = await openHouse(
    {
      mode: 'demonstration',
      host: '127.0.0.1',
      port: 0,
      dataFolder: folder,
      databaseUrl: url.replace(/\/postgres$/, `/${name}`),
      secret: TEST_SECRET,
      fontFolder: undefined,
      allowPrivate: true,
      origin: 'http://127.0.0.1',
      mail: undefined,
    },
    { now: () => moment, log: { info: () => {}, error: report } },
  )
  onTestFinished(async () => {
    await house.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    ...house,
    agencyId: 0,
    setNow: (next) => {
      moment = beijing(next)
    },
  }
}

export const sampleAgency = {
  code: 'sample-agency',
  name: '样例区全响应服务中心',
  shortName: '样例公开',
  office: '信息公开科',
  address: '样例路1号',
  postcode: '100000',
  officeHours: '工作日 9:00—17:00',
  phone: '010-00000000',
  fax: '010-00000001',
  email: 'sample@example.invalid',
}
