/** The offices of the console. Their powers are separated: docs/decisions/0003-separated-powers.md. */
export const ROLES = [
  'information-officer',
  'handling-department',
  'reviewer',
  'signer',
  'screener',
  'dispatcher',
  'handler',
  'inspector',
  'duty-officer',
  'leader',
  'system-administrator',
  'security-administrator',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

export const roleName = {
  'information-officer': '信息公开专员',
  'handling-department': '承办科室',
  reviewer: '审核人',
  signer: '签发人',
  screener: '受理员',
  dispatcher: '派遣员',
  handler: '处置人员',
  inspector: '监督员',
  'duty-officer': '值班长',
  leader: '中心负责人',
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  auditor: '审计员',
} as const satisfies Record<Role, string>

/** A member of staff who has signed in. */
export type Viewer = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly agencyId: number
  /** The 承办科室 of a handling department's member, the 处置单位 of a handler. */
  readonly department: string | null
}
