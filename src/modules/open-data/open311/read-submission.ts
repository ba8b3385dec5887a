import { isMailAddress } from '../../../kernel/mail-address.ts'
import { ACCESSES, type Access, AROUND_TEXT, isAround, phoneField } from '../../cases/index.ts'
import type { Point, Street } from '../../organizations/index.ts'
import type { Standard, Tile } from '../../standards/index.ts'
import { asFaults, type Fault, type Faults, fault, isFault } from './fault.ts'
import { categoriesOf, definitionOf, findTile } from './services.ts'

const LONGEST_DESCRIPTION = 4000 // GeoReport v2「POST Service Request」: at most 4,000 characters
const LONGEST_ADDRESS = 200 // office setting
const ATTRIBUTE = /^attribute\[([^\]]*)\](?:\[\d*\])?$/

type Fields = Readonly<Record<string, string>>
/** A report as it came through the interface; `description` is for the hall to read and holds what else was told. */
export type Submission = {
  readonly tile: Tile
  readonly place: Point | null
  readonly address: string
  readonly street: string | null
  readonly description: string
  readonly access: Access
  readonly phone: string
  readonly email: string
}
type World = { readonly standard: Standard | undefined; readonly streets: readonly Street[]; readonly origin: string }

/** Reads the fields of a creation, or says everything that is wrong with them. */
export function readSubmission(fields: Fields, world: World): Submission | Faults {
  const faults: Fault[] = []
  const keep = <T>(value: T | Fault): T | undefined => {
    if (!isFault(value)) return value
    faults.push(value)
    return undefined
  }
  const tile = keep(readTile(fields))
  const location = keep(readLocation(fields, world.streets))
  const told = tile && keep(readAttributes(fields, tile, world))
  const link = keep(readLink(fields))
  const words = keep(readWords(fields))
  const person = keep(readPerson(fields))
  const wrong = asFaults(faults)
  if (wrong || !tile || !location || !told || words === undefined || !person) return wrong ?? [fault(400, '内容不完整')]
  const description = [words, told.category && `小类：${told.category}`, link && `照片或视频：${link}`].filter(Boolean).join('\n')
  return { tile, ...location, ...person, description, access: told.access }
}

function readTile({ service_code: code = '' }: Fields): Tile | Fault {
  if (code === '') return fault(400, '缺少 service_code。服务目录见 services.xml')
  return findTile(code) ?? fault(404, `没有这样的 service_code：${code}。服务目录见 services.xml`)
}

type Location = Pick<Submission, 'place' | 'address' | 'street'>
function readLocation(fields: Fields, streets: readonly Street[]): Location | Fault {
  const { lat = '', long = '', address_string: address = '', address_id: id = '' } = fields
  if ((lat === '') !== (long === '')) return fault(400, `lat 和 long 要同时给出，现在缺少 ${lat === '' ? 'lat' : 'long'}`)
  if (lat === '' && address === '' && id === '') return fault(400, '缺少位置：给出 lat 和 long，或 address_string，或 address_id（街道编码）')
  const place = lat === '' ? null : pointOf(lat, long)
  if (place === undefined) return fault(400, `lat 应是 -90 到 90、long 应是 -180 到 180 的十进制度数（WGS84），现在是 ${lat}, ${long}`)
  if (place && !isAround(place)) return fault(400, `位置不在${AROUND_TEXT}：现在 lat 是 ${lat}，long 是 ${long}。也可以只给 address_string`)
  if (address.length > LONGEST_ADDRESS) return fault(400, `address_string 最多 ${LONGEST_ADDRESS} 个字`)
  const street = streets.find(({ code }) => code === id)
  if (id !== '' && !street) return fault(400, `没有这样的 address_id：${id}。可以用街道编码，如 ${streets[0]?.code ?? '110102001'}；也可以改用 address_string`)
  return { place, address: address || (place === null && street ? `${street.name}街道` : ''), street: street?.code ?? null }
}

function pointOf(lat: string, long: string): Point | undefined {
  const number = (text: string, most: number): number | undefined =>
    /^[-+]?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most ? Number(text) : undefined
  const [y, x] = [number(lat, 90), number(long, 180)]
  return y === undefined || x === undefined ? undefined : { lon: x, lat: y }
}

function readAttributes(fields: Fields, tile: Tile, { standard, origin }: World): { category: string; access: Access } | Fault {
  const answers = new Map(Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [[ATTRIBUTE.exec(name)?.[1], value] as const])))
  answers.delete(undefined)
  const asked = definitionOf(tile, standard, origin).attributes.filter(({ variable }) => variable)
  for (const [code, value] of answers) {
    const attribute = asked.find((one) => one.code === code)
    if (!attribute) return fault(400, `服务 ${tile.key} 没有 attribute[${code}]，可以填的有：${asked.map((one) => one.code).join('、')}`)
    if (!attribute.values.some(({ key }) => key === value)) return fault(400, `attribute[${code}] 没有“${value}”这个值，见 services/${tile.key}.xml`)
  }
  const small = categoriesOf(tile, standard).find(({ code }) => code === answers.get('category'))
  return { category: small ? `${small.minorName}（${small.code}）` : '', access: ACCESSES.find((one) => one === answers.get('access')) ?? 'public' }
}

function readLink({ media_url: link = '' }: Fields): string | Fault {
  const isLink = link === '' || (URL.canParse(link) && /^https?:$/.test(new URL(link).protocol) && link.length <= 500)
  return isLink ? link : fault(400, `media_url 应是 http 或 https 的网址，最长 500 个字符`)
}

function readWords({ description = '' }: Fields): string | Fault {
  const length = [...description.replace(/\r\n?/g, '\n')].length
  return length <= LONGEST_DESCRIPTION ? description : fault(400, `description 最多 ${LONGEST_DESCRIPTION} 个字，现在有 ${length} 个`)
}

function readPerson({ phone: said = '', email = '' }: Fields): { phone: string; email: string } | Fault {
  const phone = phoneField.safeParse(said)
  if (!phone.success) return fault(400, `phone：${phone.error.issues[0]?.message ?? '读不出'}`)
  return isMailAddress(email) || email === '' ? { phone: phone.data, email } : fault(400, 'email 写成 name@example.com 的样子；也可以不填')
}
