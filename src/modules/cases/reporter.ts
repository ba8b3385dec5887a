/** How a reporter may be reached; an anonymous one gives neither. Kept sealed, never public. */
export type Reporter = { readonly phone: string; readonly email: string }

/** `138****0000`, `z***@example.com`, 匿名. */
export function maskedReporter({ phone, email }: Reporter): string {
  if (phone !== '') return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  if (email !== '') return `${email.slice(0, 1)}***${email.slice(email.indexOf('@'))}`
  return '匿名'
}

/** One person's sign across reports: his telephone, else his mail. */
export const signOf = ({ phone, email }: Reporter): string | null => (phone || email ? `reporter:${phone || email.toLowerCase()}` : null)
