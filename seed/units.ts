import { centreOf, type NewUnit, type Street } from '../src/modules/organizations/index.ts'

/** The professional 处置单位 of the demonstration: the categories each handles, and the street its post is in. */
const PROFESSIONAL: readonly { readonly name: string; readonly post: string; readonly handles: string }[] = [
  { name: '区市政设施管护中心', post: '牛街', handles: '部-01 部-05 事-05' },
  { name: '区环境卫生服务中心', post: '广安门外', handles: '部-03 事-01-10 事-01-11 事-01-12 事-01-14 事-01-31 事-01-35 事-01-37 事-05-07' },
  { name: '区园林绿化服务中心', post: '陶然亭', handles: '部-04 部-01-14 事-01-17 事-01-18 事-01-21 事-01-22' },
  { name: '区排水管护单位', post: '白纸坊', handles: '部-01-02 部-01-03 部-01-04 部-01-18 事-05-03 事-05-06' },
  { name: '区路灯管护单位', post: '月坛', handles: '部-01-06 部-01-37 部-01-38 部-01-39' },
  { name: '区道路养护单位', post: '天桥', handles: '部-02 事-01-13 事-05-05' },
  { name: '区城市管理执法队', post: '新街口', handles: '部-03-06 部-03-07 事-01-01 事-01-29 事-02 事-03 事-04' },
  { name: '公交站亭权属单位', post: '展览路', handles: '部-02-04' },
  { name: '通信立杆权属单位', post: '德胜', handles: '部-01-27 部-01-31 事-05-08' },
  { name: '供电权属单位', post: '金融街', handles: '部-01-28 部-01-29 部-01-30' },
  { name: '燃气权属单位', post: '广安门内', handles: '部-01-11 部-01-49 部-01-57 事-05-02' },
  { name: '热力权属单位', post: '什刹海', handles: '部-01-10 事-05-04' },
]

/** What a street's own office handles before the district's unit does. */
const IN_A_STREET: readonly { readonly street: string; readonly categoryCode: string; readonly note: string }[] = [
  { street: '大栅栏', categoryCode: '事-04', note: '样例：步行街区的街面秩序由街道统管' },
  { street: '什刹海', categoryCode: '事-04', note: '样例：景区的街面秩序由街道统管' },
]

// Beside the street's office, which stands in the middle.
const ASIDE = { lon: 0.0021, lat: -0.0014 }

/** An office for every street and the professional units, with what they handle; what nobody is named for falls to the street (属地兜底). */
export function demonstrationUnits(streets: readonly Street[]): NewUnit[] {
  const offices = streets.map(
    ({ code, name, outline }, at): NewUnit => ({
      name: `${name}街道办事处`,
      kind: 'street-office',
      streetCode: code,
      phone: `010-000001${String(at + 1).padStart(2, '0')}`,
      post: centreOf(outline),
      handles: IN_A_STREET.filter((rule) => rule.street === name).map(({ categoryCode, note }) => ({ categoryCode, streetCode: code, note })),
    }),
  )
  const professional = PROFESSIONAL.map(({ name, post, handles }, at): NewUnit => {
    const street = streets.find((one) => one.name === post)
    const centre = street && centreOf(street.outline)
    return {
      name,
      kind: 'professional',
      streetCode: null,
      phone: `010-000002${String(at + 1).padStart(2, '0')}`,
      post: centre ? { lon: centre.lon + ASIDE.lon, lat: centre.lat + ASIDE.lat } : null,
      handles: handles.split(' ').map((categoryCode) => ({ categoryCode, streetCode: null, note: '' })),
    }
  })
  return [...offices, ...professional]
}
