import { type Role, roleName, type Viewer } from '../src/kernel/viewer.ts'
import { ensurePublishedYears } from '../src/modules/calendar/index.ts'
import { indexReports } from '../src/modules/annual-report/index.ts'
import { createAccount } from '../src/modules/identity/index.ts'
import { ensureAgency } from '../src/modules/organizations/index.ts'
import { indexDisclosure } from '../src/modules/disclosure/index.ts'
import { indexServices } from '../src/modules/portal/index.ts'
import { ensureRewardRule } from '../src/modules/rewards/index.ts'
import type { House } from '../src/platform/house.ts'
import { type SampleSize, seedCases, WHOLE } from './cases.ts'
import { seedReferenceItems, seedRunningItems, seedStatutoryItems } from './disclosure.ts'
import { seedDirectory, seedProcurement } from './records.ts'
import { seedGrid } from './grid.ts'
import { seedMessages } from './messages.ts'
import { seedNorms } from './norms.ts'
import { isReportPublished, seedReferenceReport } from './report-2019.ts'
import { seedDemonstrationRequests, seedReferenceRequests } from './requests.ts'
import { seedStandards } from './standards.ts'

const AGENCY = {
  code: 'xicheng-quanxiangying',
  name: '北京市西城区全响应服务中心',
  shortName: '西城公开',
  office: '信息公开受理点',
  address: '样例地址：西城区样例街1号',
  postcode: '100000',
  officeHours: '工作日 9:00—12:00、13:30—17:30',
  phone: '010-00000000',
  fax: '010-00000001',
  email: 'sample@example.invalid',
}
const DEPARTMENTS = ['综合科', '监督指挥科', '网格管理科']
const HANDLERS_UNIT = '区市政设施管护中心'
const PASSWORD = 'gongkai-demo'

/** One demonstration account a role; the password is the same and printed at start. */
export const DEMONSTRATION_ACCOUNTS: readonly { readonly account: string; readonly role: Role; readonly password: string }[] = [
  { account: 'xinxi', role: 'information-officer', password: PASSWORD },
  { account: 'keshi', role: 'handling-department', password: PASSWORD },
  { account: 'shenhe', role: 'reviewer', password: PASSWORD },
  { account: 'qianfa', role: 'signer', password: PASSWORD },
  { account: 'shouli', role: 'screener', password: PASSWORD },
  { account: 'paiqian', role: 'dispatcher', password: PASSWORD },
  { account: 'chuzhi', role: 'handler', password: PASSWORD },
  { account: 'jiandu', role: 'inspector', password: PASSWORD },
  { account: 'zhiban', role: 'duty-officer', password: PASSWORD },
  { account: 'fuze', role: 'leader', password: PASSWORD },
  { account: 'xitong', role: 'system-administrator', password: PASSWORD },
  { account: 'anquan', role: 'security-administrator', password: PASSWORD },
  { account: 'shenji', role: 'auditor', password: PASSWORD },
]

type Options = { readonly size?: SampleSize /** By the command, not by starting: an office at work may want the sample too. */; readonly asked?: boolean }

/**
 * Fills an empty house: agency, calendar and rewards; for a demonstration, or when asked, a grid, standards, the reference year 2019 and
 * a running month of cases; for a demonstration accounts and open requests. Begun again it goes on where it stopped, or finds nothing to do.
 */
export async function seed(house: House, say: (line: string) => void, { size = WHOLE, asked = false }: Options = {}): Promise<void> {
  await ensurePublishedYears(house.db, house.now())
  const agencyId = await ensureAgency(house.db, AGENCY, true, DEPARTMENTS)
  await ensureRewardRule(house.db, agencyId, house.now())
  await indexServices(house.db, agencyId)
  await indexReports(house.db, agencyId)
  await indexDisclosure(house.db, agencyId, house.now())
  // An office at work imports its own grid and standards, and has its own years.
  if (house.config.mode !== 'demonstration' && !asked) return
  await seedGrid(house, agencyId)
  await seedStandards(house)
  await seedCases(house, agencyId, size, say)
  if (await isReportPublished(house, agencyId)) return
  say('载入参考年度 2019……')
  const viewer = (role: Role, department: string | null): Viewer => ({
    id: '00000000-0000-4000-8000-000000000000',
    account: 'sample',
    name: `样例${roleName[role]}`,
    role,
    agencyId,
    department,
  })
  const cast = { agencyId, agencyName: AGENCY.name, viewer }
  await seedReferenceRequests(house, cast)
  await seedReferenceItems(house, cast)
  await seedProcurement(house, cast)
  if (house.config.mode === 'demonstration') {
    for (const { account, role, password } of DEMONSTRATION_ACCOUNTS) {
      await createAccount(
        house.db,
        {
          account,
          name: `样例${roleName[role]}`,
          role,
          agencyId,
          department: role === 'handling-department' ? (DEPARTMENTS[1] ?? null) : role === 'handler' ? HANDLERS_UNIT : null,
          password,
          demonstration: true,
        },
        house.now(),
      )
    }
    await seedDemonstrationRequests(house, cast)
    await seedRunningItems(house, cast)
    await seedDirectory(house, cast)
    await seedNorms(house, cast)
    await seedMessages(house, cast)
    await seedStatutoryItems(house, cast)
  }
  // Last: its presence says that everything before it is there.
  await seedReferenceReport(house, viewer('information-officer', null))
}
