export type HandlingUnit = {
  readonly id: number
  readonly name: string
  readonly kind: 'street-office' | 'professional'
  /** The street whose office it is. */
  readonly streetCode: string | null
  readonly phone: string
  /** The post (驻点) it sets out from. */
  readonly post: { readonly lon: number; readonly lat: number } | null
}

/** Which unit handles a category: `部`, `部-01` or `部-01-02`; without a street, in the whole district. */
export type Responsibility = { readonly categoryCode: string; readonly streetCode: string | null; readonly unitId: number; readonly note: string }

export type FoundUnit = { readonly unit: HandlingUnit; readonly because: string }

type Known = { readonly units: readonly HandlingUnit[]; readonly rules: readonly Responsibility[]; readonly streetNames: ReadonlyMap<string, string> }

const covers = (rule: Responsibility, categoryCode: string, streetCode: string | null): boolean =>
  (categoryCode === rule.categoryCode || categoryCode.startsWith(`${rule.categoryCode}-`)) && (rule.streetCode === null || rule.streetCode === streetCode)

/** The unit of the most particular rule: of the longest category, then of the street; without a rule the street's own office (属地兜底). */
export function chooseUnit({ units, rules, streetNames }: Known, categoryCode: string, streetCode: string | null): FoundUnit | undefined {
  const [rule] = rules
    .filter((one) => covers(one, categoryCode, streetCode))
    .toSorted((a, b) => b.categoryCode.length - a.categoryCode.length || Number(b.streetCode !== null) - Number(a.streetCode !== null))
  const unit = rule && units.find((one) => one.id === rule.unitId)
  if (rule && unit) {
    const where = rule.streetCode === null ? '全区' : (streetNames.get(rule.streetCode) ?? rule.streetCode)
    return { unit, because: `按权责规定，类别 ${rule.categoryCode}（${where}）由${unit.name}处置${rule.note ? `：${rule.note}` : ''}` }
  }
  const office = units.find((one) => streetCode !== null && one.streetCode === streetCode)
  return office && { unit: office, because: `类别 ${categoryCode} 没有权责规定，按属地兜底由${office.name}处置` }
}
