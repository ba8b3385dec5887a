import { beijingDay, beijingMidnight, type PlainDate, plainDate } from '../src/kernel/plain-date.ts'
import { isRefusal } from '../src/kernel/refusal.ts'
import type { Role, Viewer } from '../src/kernel/viewer.ts'
import { beginRecord, type RecordContent, type RecordKind, takeRecordStep } from '../src/modules/disclosure/index.ts'
import type { House } from '../src/platform/house.ts'
import { keyOf } from './key.ts'

type Cast = { readonly agencyName: string; readonly viewer: (role: Role, department: string | null) => Viewer }
const TEN_MS = 10 * 3_600_000
const at = (house: House, day: PlainDate): House => ({ ...house, now: () => new Date(beijingMidnight(day).getTime() + TEN_MS) })

/** A record written and let out on one day; begun again, it stays as it is. */
async function show(house: House, { viewer }: Cast, kind: RecordKind, content: RecordContent, day: PlainDate): Promise<number> {
  const then = at(house, day)
  const name = content['name'] ?? content['project'] ?? content['title'] ?? ''
  const id = await beginRecord(then, viewer('information-officer', null), kind, keyOf(`record ${kind} ${name}`), { content, from: day, reason: '' })
  if (typeof id !== 'number') {
    if (isRefusal(id) && id.refused === 'duplicate') return 0
    throw new Error(JSON.stringify(id))
  }
  await clear(then, viewer, id)
  return id
}
async function clear(house: House, viewer: Cast['viewer'], id: number): Promise<void> {
  const taken = await takeRecordStep(
    house,
    { id, version: undefined, order: { step: 'clear', opinion: '不涉及国家秘密、商业秘密和个人隐私，可以公开' } },
    viewer('reviewer', null),
  )
  if ((isRefusal(taken) && taken.refused !== 'not-now') || 'errors' in taken) throw new Error(JSON.stringify(taken))
}

type Bought = readonly [project: string, method: string, supplier: string, yuan: string, awarded: string]
/** The ten projects of 2019: their sum is the report's 44.7377 万元. */
const BOUGHT: readonly Bought[] = [
  ['办公计算机更新', '询价', '样例信息技术公司', '98000.00', '2019-03-14'],
  ['监督指挥大厅显示设备维护', '竞争性磋商', '样例系统集成公司', '86500.00', '2019-04-22'],
  ['网格监督员工作服', '询价', '样例服装厂', '62000.00', '2019-05-17'],
  ['机房空调维修', '竞争性谈判', '样例机电公司', '48000.00', '2019-06-05'],
  ['打印复印设备', '框架协议采购', '样例办公设备公司', '39800.00', '2019-07-09'],
  ['网络安全检测服务', '竞争性磋商', '样例检测中心', '31000.00', '2019-08-13'],
  ['公务用车保险', '框架协议采购', '样例保险公司', '28600.00', '2019-09-03'],
  ['宣传折页印制', '框架协议采购', '样例印刷厂', '22477.00', '2019-09-26'],
  ['手持终端电池', '询价', '样例通信公司', '18000.00', '2019-10-29'],
  ['档案柜', '询价', '样例家具厂', '13000.00', '2019-11-20'],
]
/** The ledger of what was bought in the reference year. */
export async function seedProcurement(house: House, cast: Cast): Promise<void> {
  for (const [i, [project, method, supplier, amount, awardedOn]] of BOUGHT.entries())
    await show(
      house,
      cast,
      'procurement',
      {
        project: `（样例）${project}`,
        method,
        central: '1',
        supplier,
        amount,
        awardedOn,
        signedOn: awardedOn,
        notice: `样例采公告〔2019〕${i + 1}号`,
        item: '',
      },
      plainDate(awardedOn),
    )
}

const REACH = { address: '样例地址：西城区样例街1号', hours: '工作日 9:00—12:00、13:30—17:30' }
const OFFICES: readonly RecordContent[] = [
  {
    name: '综合科（信息公开受理点）',
    duties: '办理政府信息公开申请\n维护和更新公开的信息\n编制指南、目录和年度报告',
    phone: '010-00000000',
    fax: '010-00000001',
    online: 'sample@example.invalid',
    handles: '1',
    rank: '1',
    ...REACH,
  },
  {
    name: '监督指挥科',
    duties: '受理、甄别和派遣城市管理案件\n督促责任单位按时处置',
    phone: '010-00000002',
    fax: '',
    online: '',
    handles: '',
    rank: '2',
    ...REACH,
  },
  {
    name: '网格管理科',
    duties: '划分和调整网格\n管理网格监督员，组织核实和核查',
    phone: '010-00000003',
    fax: '',
    online: '',
    handles: '',
    rank: '3',
    ...REACH,
  },
]
const LEADERS: readonly RecordContent[] = [
  { name: '样例负责人甲', post: '主任', duties: '主持全面工作', rank: '1' },
  { name: '样例负责人乙', post: '副主任', duties: '分管监督指挥和信息公开工作', rank: '2' },
  { name: '样例负责人丙', post: '副主任', duties: '分管网格管理和后勤工作', rank: '3' },
]
const service = (name: string, more: RecordContent): RecordContent => ({
  name,
  basis: '样例依据：本单位公布的办法',
  conditions: '在本区居住、工作或者经过的人都可以办理',
  limit: '即时办理',
  fee: '不收费',
  window: '样例地址：西城区样例街1号一层窗口',
  hours: '工作日 9:00—12:00、13:30—17:30',
  phone: '010-00000000',
  online: '',
  ...more,
})
const SERVICES: readonly RecordContent[] = [
  service('（样例）领取随手拍奖励', {
    materials: '上报编号和查询码\n领取人的收款信息',
    steps: '上报的问题立案\n收到奖励通知\n凭编号和查询码领取',
    limit: '核实以后 5 个工作日',
    online: '/report/track',
    rank: '1',
  }),
  service('（样例）查阅公开的政府信息', { materials: '不需要材料', steps: '到公共查阅点\n用查阅终端检索\n需要的可以打印', online: '/disclosure', rank: '2' }),
  service('（样例）反映网格监督员的工作', { materials: '反映的事项、时间、地点', steps: '说明情况\n登记\n核实以后答复', limit: '5 个工作日', rank: '3' }),
]
const GUIDE: RecordContent = {
  title: '政府信息公开指南',
  classes:
    '按条例第二十条、第二十一条分为规范性文件、机构职能、规划计划、统计信息、行政许可、行政处罚、预算决算、行政事业性收费、政府采购等类。\n业务动态和通知公告另列。',
  arrangement: '每条信息有索引号、名称、内容概述、生成日期；按栏目编排，栏目内按发布日期从新到旧排列。',
  access: '在本平台检索、查阅和下载。\n到公共查阅点查阅。\n没有公开的，可以依法申请。',
  requests:
    '网上、当面、邮寄、传真都可以申请，不问用途。\n收到申请之日起 20 个工作日内答复（条例第三十三条）。\n不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费（条例第四十二条）。',
  remedies: '认为没有依法履行公开义务的，可以向上一级机关或者主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（条例第五十一条）。',
}

/** Duties, offices, persons, services and the guide, which says the office's new telephone from last month on. */
export async function seedDirectory(house: House, cast: Cast): Promise<void> {
  const year = Number(beijingDay(house.now()).slice(0, 4))
  const [since, later] = [plainDate(`${year - 1}-03-04`), plainDate(`${year - 1}-10-15`)]
  await show(
    house,
    cast,
    'duties',
    {
      name: cast.agencyName,
      duties: '样例：承担全区城市管理问题的监督、指挥和协调\n样例：受理公众上报，派遣责任单位处置，组织核查\n样例：汇总、分析和公开城市管理案件的办理情况',
      basis: '样例：机构职能编制规定',
      phone: '010-00000000',
      online: 'sample@example.invalid',
      ...REACH,
    },
    since,
  )
  const [office] = OFFICES
  for (const one of OFFICES) {
    const id = await show(house, cast, 'office', one, since)
    if (one !== office) continue
    const changed = { content: { ...one, hours: '工作日 9:00—12:00、13:30—18:00' }, from: later, reason: '延长下午的接待时间' }
    const taken = await takeRecordStep(at(house, later), { id, version: 2, order: { step: 'write', typed: changed } }, cast.viewer('information-officer', null))
    if (!isRefusal(taken) && !('errors' in taken)) await clear(at(house, later), cast.viewer, id)
  }
  for (const one of LEADERS) await show(house, cast, 'leader', one, since)
  for (const one of SERVICES) await show(house, cast, 'service', one, since)
  await show(house, cast, 'guide', GUIDE, since)
}
