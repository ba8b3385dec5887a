import type { House } from '../../platform/house.ts'
import type { Values } from '../../platform/web.ts'

/** A form that was sent after its session had ended, to be sent again by whoever signs in on the same page. */
export type HeldForm = { readonly path: string; readonly values: Values }

const MOST_LETTERS = 60_000
// What these hold is a password, which is typed again rather than carried about.
const NEVER_HELD = /^\/staff\/(me|accounts|enrol|code|sign-in)(\/|$)/

/** The form as a sealed text; undefined where there is nothing to keep, or it may not be kept. Files are not in it. */
export function holdForm({ cipher }: House, form: HeldForm): string | undefined {
  const text = JSON.stringify(form)
  const worth = Object.values(form.values).some((value) => value !== '')
  return worth && form.path.startsWith('/staff/') && !NEVER_HELD.test(form.path) && text.length <= MOST_LETTERS ? cipher.seal(text) : undefined
}

/** What was sealed; undefined when it was not sealed here. */
export function openHeld({ cipher }: House, sealed: string | undefined): HeldForm | undefined {
  if (!sealed) return undefined
  try {
    return JSON.parse(cipher.open(sealed))
  } catch {
    return undefined
  }
}
