import { z } from 'zod'
import { isMailAddress } from '../../kernel/mail-address.ts'
import { TILES } from '../standards/index.ts'
import { AROUND_TEXT, isAround } from './around.ts'
import { ACCESSES, PLACE_SOURCES } from './kinds.ts'
import { readPlace } from './map-view.ts'

export const LONGEST_TEXT = 300 // office setting
const LONGEST_ADDRESS = 120
const TILE_KEYS = TILES.map((tile) => tile.key)
const text = (most: number, what: string) =>
  z
    .string()
    .default('')
    .transform((value) => value.replace(/\r\n?/g, '\n')) // a browser sends each line break as two letters
    .refine((value) => value.length <= most, `${what}最多 ${most} 个字`)
/** A telephone as people write it: spaces and strokes are left out. */
export const phoneField = z
  .string()
  .default('')
  .transform((value) =>
    value
      .normalize('NFKC')
      .replace(/[\s-]/g, '')
      .replace(/^\+?86(?=1)/, ''),
  )
  .refine((value) => value === '' || /^1[3-9]\d{9}$/.test(value) || /^0\d{9,11}$/.test(value), '手机号填 11 位数字，座机连同区号，如 01066012345；也可以不填')

/** `/report`, as a resident fills it in. A place is a point, or an address, or both. */
export const ReportForm = z
  .object({
    key: z.uuid('这张表单不完整，请重新打开上报页'),
    tile: z
      .string()
      .default('')
      .refine((key) => TILE_KEYS.includes(key), '选一类问题；说不清的选“其他、不确定”'),
    description: text(LONGEST_TEXT, '补充说明'),
    address: text(LONGEST_ADDRESS, '具体位置'),
    street: z.string().default(''),
    place: z
      .string()
      .default('')
      .transform((value) => readPlace(value) ?? null),
    placeSource: z.enum(PLACE_SOURCES).catch('address'),
    access: z.enum(ACCESSES).catch('public'),
    phone: phoneField,
    email: z
      .string()
      .default('')
      .refine((value) => value === '' || isMailAddress(value), '邮箱写成 name@example.com 的样子；也可以不填'),
    anonymous: z.string().optional(),
  })
  .superRefine((form, context) => {
    if (form.place !== null && !isAround(form.place)) {
      const message = `选定的位置不在${AROUND_TEXT}，已经去掉。请重新定位、在地图上选点，或者只写地址`
      context.addIssue({ code: 'custom', path: ['address'], message })
    }
    if (form.place === null && form.address.length < 2)
      context.addIssue({ code: 'custom', path: ['address'], message: '写明在哪里：路名加门牌，或者附近的标志物' })
  })
  .transform(({ anonymous, phone, email, ...form }) => ({ ...form, reporter: anonymous ? { phone: '', email: '' } : { phone, email } }))
export type FilledReport = z.output<typeof ReportForm>
