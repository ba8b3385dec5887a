import { createApp } from '../../src/app.tsx'
import type { Role } from '../../src/kernel/viewer.ts'
import { DEMONSTRATION_ACCOUNTS } from '../../seed/main.ts'
import { bareHouse, type TestHouse } from './house.ts'

export type SeededApp = {
  readonly house: TestHouse
  readonly get: (path: string, cookie?: string) => Promise<Response>
  readonly post: (path: string, fields: Record<string, string>, cookie?: string) => Promise<Response>
  readonly signedIn: (role: Role) => Promise<string>
}

/** The whole app on a seeded house, asked without a socket; `furnish` may change the house first. */
export async function seededApp(furnish: (house: TestHouse) => TestHouse = (house) => house): Promise<SeededApp> {
  const house = furnish(await bareHouse(undefined, 'template_seeded'))
  const app = createApp(house)
  const get = async (path: string, cookie = '') => await app.request(path, { headers: { cookie } })
  const post = async (path: string, fields: Record<string, string>, cookie = '') =>
    await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie, origin: 'http://localhost' } })
  const signedIn = async (role: Role) => {
    const account = DEMONSTRATION_ACCOUNTS.find((one) => one.role === role)
    const answer = await post('/staff/sign-in', { account: account?.account ?? '', password: account?.password ?? '' })
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  return { house, get, post, signedIn }
}
