import { parseArgs } from 'node:util'
import { isRefusal } from '../../kernel/refusal.ts'
import { beijingDay } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { type ApiKey, listApiKeys } from './api-key-store.ts'
import { RIGHTS, rightName } from './rights.ts'
import { issueApiKey, revokeApiKey, whyNotHolder } from './api-keys.ts'

const USAGE = `用法：gongkai api-key issue --holder 单位和系统 [--rights reports,items]
      gongkai api-key revoke 编号
      gongkai api-key list`

const inWords = ({ id, holder, hint, issuedAt, submissions, revokedAt, rights }: ApiKey): string =>
  [
    id,
    holder,
    `末四位 ${hint}`,
    `${beijingDay(issuedAt)} 发放`,
    `上报 ${submissions} 件`,
    rights.map((one) => rightName[one]).join('、'),
    revokedAt ? `${beijingDay(revokedAt)} 收回` : '在用',
  ].join('\t')

/** `gongkai api-key`: issues, revokes and lists the keys of the open interface. False when the arguments are wrong or there is no such key. */
export async function apiKeyCommand(house: House, argv: readonly string[], out: (line: string) => void): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { holder: { type: 'string' }, rights: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  const [act, id = ''] = positionals
  const agency = await getHomeAgency(house.db)
  switch (act) {
    case 'issue': {
      const holder = typeof values['holder'] === 'string' ? values['holder'].trim() : ''
      const wrong = whyNotHolder(holder)
      if (wrong !== undefined) {
        out(`${wrong}\n${USAGE}`)
        return false
      }
      const asked = (typeof values['rights'] === 'string' ? values['rights'] : 'reports').split(',')
      const rights = RIGHTS.filter((one) => asked.includes(one))
      if (rights.length !== asked.length) {
        out(`--rights 只能是 ${RIGHTS.map((one) => `${one}（${rightName[one]}）`).join('、')}，几样用逗号隔开\n${USAGE}`)
        return false
      }
      const issued = await issueApiKey(house, agency.id, holder, 'system', rights)
      out(`已发放 ${issued.id} 号密钥给“${holder}”：${issued.key}，只显示这一次`)
      return true
    }
    case 'revoke': {
      const holder = await revokeApiKey(house, agency.id, /^\d{1,15}$/.test(id) ? Number(id) : 0, 'system')
      out(isRefusal(holder) ? holder.because : `“${holder}”的密钥已收回`)
      return !isRefusal(holder)
    }
    case 'list': {
      const keys = await listApiKeys(house.db, agency.id)
      for (const key of keys) out(inWords(key))
      if (keys.length === 0) out('还没有发放密钥')
      return true
    }
    default:
      out(USAGE)
      return false
  }
}
