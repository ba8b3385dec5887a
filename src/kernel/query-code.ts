// No 0 O 1 I L: a code is read aloud on the telephone and copied from paper.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

/**
 * The query code of a submission, derived from its key with the office's secret: a form sent twice shows the same code, and
 * the code itself is written down nowhere. 31^10 codes; after five wrong ones no other wrong one is looked at for an hour.
 */
export function queryCodeOf(fingerprint: string): string {
  let code = ''
  for (let i = 0, value = BigInt(`0x${fingerprint}`); i < LENGTH; i++, value /= 31n) code += LETTERS[Number(value % 31n)]
  return code
}

/** What a person typed, brought to the code's own letters. */
export const tidyCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '')
