import { isMailAddress } from '../../kernel/mail-address.ts'
import type { House } from '../../platform/house.ts'
import { phoneField } from './report-form.ts'
import { maskedReporter, type Reporter, signOf } from './reporter.ts'
import { listSealedReporters } from './store.ts'

/** The person whom a report with this telephone or mail would come from; undefined when it is neither. */
export function personOf({ cipher }: Pick<House, 'cipher'>, contact: string): { fingerprint: string; masked: string } | undefined {
  const phone = phoneField.safeParse(contact)
  const reporter: Reporter = isMailAddress(contact) ? { phone: '', email: contact.toLowerCase() } : { phone: phone.data ?? '', email: '' }
  const sign = signOf(reporter)
  return sign === null ? undefined : { fingerprint: cipher.fingerprint(sign), masked: maskedReporter(reporter) }
}

/** How the reporters of these reports may be reached, by number; whoever asks leaves the trace. */
export async function reportersOf({ db, cipher }: House, agencyId: number, numbers: readonly string[]): Promise<ReadonlyMap<string, Reporter>> {
  const rows = numbers.length === 0 ? [] : await listSealedReporters(db, agencyId, numbers)
  return new Map(rows.flatMap(({ number, sealed }) => (sealed === null ? [] : [[number, JSON.parse(cipher.open(sealed)) as Reporter] as const])))
}
