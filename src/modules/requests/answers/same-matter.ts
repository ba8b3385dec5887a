/** Characters two texts of one matter share, of all of both. */
const LIKE = 0.6 // office setting

/** What stands in every application tells nothing of its matter. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/样例|申请|公开|获取|关于|有关|政府信息|请提供|需要|相关/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Neighbouring characters: most words of Chinese are two characters long. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = plain(text)
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2)))
}

type Asked = { readonly subject: string; readonly applicantFingerprint: string }

/** Those of others that ask for the same matter, one of each applicant and none of the same one. */
export function askedByOthers<Other extends Asked>(one: Asked, others: readonly Other[]): readonly Other[] {
  const mine = pairsOf(one.subject)
  const seen = new Set([one.applicantFingerprint])
  return others.filter((other) => {
    if (seen.has(other.applicantFingerprint)) return false
    const theirs = pairsOf(other.subject)
    const shared = [...mine].filter((pair) => theirs.has(pair)).length
    const isSame = mine.size + theirs.size > 0 && (2 * shared) / (mine.size + theirs.size) >= LIKE
    if (isSame) seen.add(other.applicantFingerprint)
    return isSame
  })
}
