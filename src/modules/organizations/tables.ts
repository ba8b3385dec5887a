import type { Generated } from 'kysely'

export type AgencyTable = {
  id: Generated<number>
  code: string
  name: string
  short_name: string
  office: string
  address: string
  postcode: string
  office_hours: string
  phone: string
  fax: string
  email: string
  home: Generated<boolean>
}
export type DepartmentTable = { id: Generated<number>; agency_id: number; name: string }

declare module '../../platform/database.ts' {
  interface Tables {
    'organizations.agency': AgencyTable
    'organizations.department': DepartmentTable
  }
}
