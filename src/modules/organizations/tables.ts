import type { ColumnType, Generated } from 'kysely'
import type { Landmark } from './base-map.ts'
import type { SiteMarks } from './marks.ts'

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
  marks: ColumnType<SiteMarks, string | undefined, string>
}
export type DepartmentTable = { id: Generated<number>; agency_id: number; name: string }
/** `outline` and `shape` are written and read as PostgreSQL writes a polygon: `((lon,lat),(lon,lat),…)`. */
export type StreetTable = { agency_id: number; code: string; name: string; outline: string }
export type GridTable = { agency_id: number; code: string; street_code: string; community: string; shape: string; area_m2: number }
export type HandlingUnitTable = {
  id: Generated<number>
  agency_id: number
  name: string
  kind: 'street-office' | 'professional'
  street_code: string | null
  phone: Generated<string>
  lon: number | null
  lat: number | null
}
export type ResponsibilityTable = { agency_id: number; category_code: string; street_code: string | null; unit_id: number; note: Generated<string> }
/** `line` is JSON: `[[lon,lat],…]`. */
export type LandmarkTable = { id: Generated<number>; agency_id: number; kind: Landmark['kind']; name: string; line: string; bounds: string }

declare module '../../platform/database.ts' {
  interface Tables {
    'organizations.agency': AgencyTable
    'organizations.department': DepartmentTable
    'organizations.street': StreetTable
    'organizations.grid': GridTable
    'organizations.landmark': LandmarkTable
    'organizations.handling_unit': HandlingUnitTable
    'organizations.responsibility': ResponsibilityTable
  }
}
