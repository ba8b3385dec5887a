import { UUID_IN_PATH } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import { ROLES } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { page, statusOf, textFields, type Web, type WebEnv, writeCookie } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import {
  type AccountChange,
  changeAccount,
  createAccount,
  departmentOf,
  isAccountName,
  listAccounts,
  listBelongings,
  noSuchDepartment,
  oneTimePassword,
} from './accounts.ts'
import { consoleFrame, may, SESSION_COOKIE, viewerOf } from './guard.ts'
import { AccountsPage, MyAccountPage } from './pages.tsx'
import { changePassword } from './sign-in.ts'

/** `/staff/me` and `/staff/accounts`: one's own password, and the accounts of others. */
export function accountRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const inside = (c: Web) => consoleFrame(house, c)
  app.get('/me', may(...ROLES), async (c) => page(c, <MyAccountPage {...(await inside(c))} values={{}} errors={{}} said="" />))
  app.post('/me', may(...ROLES), async (c) => {
    const { old = '', password = '' } = await textFields(c)
    const changed = await changePassword(house, viewerOf(c), old, password)
    if (isRefusal(changed))
      return page(c, <MyAccountPage {...(await inside(c))} values={{}} errors={{ password: changed.because }} said="" />, statusOf[changed.refused])
    writeCookie(c, SESSION_COOKIE, changed.token)
    return page(c, <MyAccountPage {...(await inside(c))} values={{}} errors={{}} said="密码已修改，其他地方的登录都已退出。" />)
  })

  const accounts = async (
    c: Web,
    said: string,
    errors: Record<string, string> = {},
    values: Record<string, string> = {},
    status: 200 | 403 | 404 | 409 | 422 = 200,
  ) => {
    const frame = await inside(c)
    const [all, belongings] = await Promise.all([listAccounts(house.db, frame.viewer.agencyId), listBelongings(house.db, frame.viewer.agencyId)])
    return page(c, <AccountsPage {...frame} accounts={all} belongings={belongings} said={said} errors={errors} values={values} />, status)
  }
  app.get('/accounts', may('security-administrator'), (c) => accounts(c, ''))
  app.post('/accounts', may('security-administrator'), async (c) => {
    const values = await textFields(c)
    const { account = '', name = '', department = '' } = values
    const role = ROLES.find((one) => one === values['role'])
    const errors: Record<string, string> = {}
    if (!isAccountName(account)) errors['account'] = '账号用 3 到 32 个小写字母、数字，字母开头'
    if (!name) errors['name'] = '填写姓名'
    if (!role) errors['role'] = '选择岗位'
    const unknown = role && (await noSuchDepartment(house.db, viewerOf(c).agencyId, { role, department }))
    if (unknown) errors['department'] = unknown.because
    if (!role || Object.keys(errors).length > 0) return await accounts(c, '', errors, { ...values }, 422)
    const password = oneTimePassword()
    const viewer = viewerOf(c)
    const added = await createAccount(
      house.db,
      { account, name, role, agencyId: viewer.agencyId, department: departmentOf(role, department), password, demonstration: false },
      house.now(),
    )
    if (!added) return await accounts(c, '', { account: `账号“${account}”已经有人用了` }, { ...values }, 422)
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '新增账号', subject: `accounts/${account}`, article: '个人信息保护法第五十一条' })
    return await accounts(c, `已新增 ${account}，一次性密码 ${password}，只显示这一次。`)
  })
  app.post(`/accounts/:id{${UUID_IN_PATH}}`, may('security-administrator'), async (c) => {
    const fields = await textFields(c)
    const change = changeOf(fields)
    if (!change) return await accounts(c, '岗位从列表里选。', {}, {}, 422)
    const changed = await changeAccount(house, viewerOf(c), c.req.param('id'), Number(fields['version']), change)
    if (isRefusal(changed)) return await accounts(c, changed.because, {}, {}, statusOf[changed.refused])
    return await accounts(c, changed.password ? `新密码 ${changed.password}，只显示这一次。` : '已办理。')
  })

  return app
}

const PLAIN_CHANGES = ['disable', 'enable', 'reset-totp', 'reset-password'] as const

function changeOf({ kind, role: asked, department = '' }: Readonly<Record<string, string>>): AccountChange | undefined {
  const plain = PLAIN_CHANGES.find((one) => one === kind)
  if (plain) return { kind: plain }
  const role = kind === 'role' ? ROLES.find((one) => one === asked) : undefined
  return role && { kind: 'role', role, department: department || null }
}
