/** `44737.50`, with or without commas, as fen; undefined when it is no such amount. Read digit by digit, for 0.29 × 100 is not 29. */
export function fenOf(yuan: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(yuan.normalize('NFKC').replaceAll(',', '')) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
/** `44,737.50` */
export const yuanOf = (fen: number): string => `${String(Math.floor(fen / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',')}.${String(fen % 100).padStart(2, '0')}`
/** `44.7377`: as many decimals as there are. */
export const wanOf = (fen: number): string => {
  const part = String(fen % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${Math.floor(fen / 1_000_000)}${part === '' ? '' : `.${part}`}`
}
