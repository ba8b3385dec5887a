/** How the hall calls the way of 政府信息公开条例第二十九条 when what was reported asks for information. */
export const BY_REQUEST = '依申请公开（/requests/new）'

/** Where a report may be passed over to that is no case of the district's. */
export const PASSED_OVER_TO = [BY_REQUEST, '12345 市民热线', '110 报警服务'] as const

type Signer = { readonly sign: (text: string) => string; readonly verify: (signed: string) => string | undefined }
const PREFIX = 'from-case~'
/** What lets a reporter go on from a case of his to an application; signed, so that no other case is named. */
export const caseToken = (cipher: Signer, number: string): string => cipher.sign(PREFIX + number)
/** The case a token is for; undefined when it is not ours. */
export function caseOfToken(cipher: Signer, token: string): string | undefined {
  const said = cipher.verify(token)
  return said?.startsWith(PREFIX) ? said.slice(PREFIX.length) : undefined
}
