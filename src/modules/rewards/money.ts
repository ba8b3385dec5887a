/** `5.00 元`; money is integer fen everywhere else. */
export function inYuan(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100)
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')} 元`
}

/** The amount alone, for a field or a file: `5.00`. */
export const yuanText = (fen: number): string => inYuan(fen).slice(0, -2)

/** `5`, `5.5` or `5.00` as fen; undefined when it is no such amount. Read digit by digit, for 0.29 × 100 is not 29. */
export function fenIn(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** A share of an amount, down to a whole fen. */
export const percentOf = (fen: number, percent: number): number => Math.floor((fen * percent) / 100)
