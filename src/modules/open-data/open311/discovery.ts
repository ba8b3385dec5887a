import { instantText } from './instants.ts'

/** Where the interface is mounted. */
export const MOUNT = '/open311/v2'
const CHANGED = new Date('2026-11-26T08:00:00+08:00') // the interface as it is now; a later standard changes its services later
type Office = { readonly name: string; readonly phone: string; readonly email: string }

/** Service discovery: who answers, where a key is had, and which interfaces there are. `changed` is when the services last did. */
export function discoveryOf(office: Office, origin: string, changed: Date | undefined, isProduction: boolean) {
  const changeset = instantText(changed !== undefined && changed > CHANGED ? changed : CHANGED)
  return {
    changeset,
    contact: `${office.name}，电话 ${office.phone}，邮箱 ${office.email}`,
    key_service: `查询不用密钥。上报要用密钥，向${office.name}申请，办法和例子见 ${origin}/open311`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${origin}${MOUNT}`,
        changeset,
        type: isProduction ? 'production' : 'test',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}
