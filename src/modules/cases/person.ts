import { isMailAddress } from '../../kernel/mail-address.ts'
import type { House } from '../../platform/house.ts'
import { phoneField } from './report-form.ts'
import { maskedReporter, type Reporter, signOf } from './reporter.ts'

/** The person whom a report with this telephone or mail would come from; undefined when it is neither. */
export function personOf({ cipher }: Pick<House, 'cipher'>, contact: string): { fingerprint: string; masked: string } | undefined {
  const phone = phoneField.safeParse(contact)
  const reporter: Reporter = isMailAddress(contact) ? { phone: '', email: contact.toLowerCase() } : { phone: phone.data ?? '', email: '' }
  const sign = signOf(reporter)
  return sign === null ? undefined : { fingerprint: cipher.fingerprint(sign), masked: maskedReporter(reporter) }
}
