import { parseArgs } from 'node:util'
import { ROLES, roleName } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { createAccount, departmentOf, isAccountName, noSuchDepartment, oneTimePassword } from './accounts.ts'

const USAGE = `用法：gongkai account --account 账号 --name 姓名 --role 岗位 [--department 科室或处置单位]
岗位：${ROLES.map((role) => `${role}（${roleName[role]}）`).join('、')}`

/** `gongkai account`: adds an account and prints its one-time password; the first security administrator of an office comes from here. */
export async function accountCommand(house: House, argv: readonly string[], out: (line: string) => void): Promise<boolean> {
  const { values } = parseArgs({
    args: [...argv],
    options: { account: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, department: { type: 'string' } },
    strict: false,
  })
  const { account, name, department } = values
  const role = ROLES.find((one) => one === values['role'])
  if (typeof account !== 'string' || !isAccountName(account) || typeof name !== 'string' || !role) {
    out(USAGE)
    return false
  }
  const { id } = await getHomeAgency(house.db)
  const unknown = await noSuchDepartment(house.db, id, { role, department: typeof department === 'string' ? department : null })
  if (unknown) {
    out(unknown.because)
    return false
  }
  const password = oneTimePassword()
  const added = await createAccount(
    house.db,
    { account, name, role, agencyId: id, department: departmentOf(role, typeof department === 'string' ? department : null), password, demonstration: false },
    house.now(),
  )
  if (added)
    await leaveTrace(house.db, {
      at: house.now(),
      by: 'system',
      act: '新增账号',
      subject: `accounts/${account}`,
      article: '个人信息保护法第五十一条',
      note: '命令行',
    })
  out(added ? `已新增 ${account}（${roleName[role]}），一次性密码 ${password}，只显示这一次` : `账号“${account}”已经有人用了，换一个`)
  return added
}
