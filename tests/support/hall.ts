import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { beijingDay, beijingTime } from '../../src/kernel/plain-date.ts'
import type { Role } from '../../src/kernel/viewer.ts'
import { processWaiting } from '../../src/modules/photos/index.ts'
import { openStep, type Site, signInHere, visit } from './browser.ts'
import { phonePhoto } from './pictures.ts'

/** A step as a person of the hall takes it: its name, the stage the case is in afterwards, and what is filled in. */
export type Taken = readonly [role: Role, step: string, then: string, fill?: (form: Locator) => Promise<unknown>]
export type Hall = {
  /** A page in the browser of whoever has this role, signed in. */
  readonly open: (role: Role, path: string) => Promise<Page>
  /** Takes steps on the page of a case, one after the other. */
  readonly take: (number: string, ...steps: readonly Taken[]) => Promise<void>
  /** Shows the public these photos of a case, by their place in it. */
  readonly release: (number: string, ...nth: readonly number[]) => Promise<void>
}

const STEP_MS = 60_000
const beijingMinute = (at: Date): string => `${beijingDay(at)}T${beijingTime(at).slice(0, 5)}`

/** The hall of a site: everybody has a browser of his own, and signs in when he is first needed and when his time has run out. A step takes a minute. */
export function openHall(browser: Browser, site: Site, options: Parameters<typeof visit>[2] = {}): Hall {
  const desks = new Map<Role, Page>()
  async function open(role: Role, path: string): Promise<Page> {
    const page = desks.get(role) ?? (await visit(browser, site, options)).page
    desks.set(role, page)
    await page.goto(path)
    if (page.url().includes('/staff/sign-in')) await signInHere(page, role)
    return page
  }
  async function takeOne(number: string, [role, step, then, fill]: Taken): Promise<void> {
    const page = await open(role, `/staff/cases/${number}`)
    const form = await openStep(page, step)
    await fill?.(form)
    const history = page.locator('.timeline li')
    const before = await history.count()
    await form.getByRole('button', { name: step, exact: true }).click()
    await history.nth(before).waitFor()
    expect(await page.locator('.badge').first().innerText(), `${role}: ${step}`).toBe(then)
    site.house.setNow(beijingMinute(new Date(site.house.now().getTime() + STEP_MS)))
  }
  return {
    open,
    take: async (number, ...steps) => {
      for (const step of steps) await takeOne(number, step)
    },
    release: async (number, ...nth) => {
      await processWaiting(site.house)
      const page = await open('screener', `/staff/cases/${number}`)
      for (const n of nth) {
        const button = page.getByRole('button', { name: `公开第 ${n} 张` })
        await button.click()
        await button.waitFor({ state: 'detached' })
      }
    },
  }
}

/** A photo in a file field, as a phone makes it. */
export const photoFile = async (seed: number) => ({ name: `现场${seed}.jpg`, mimeType: 'image/jpeg', buffer: await phonePhoto(seed, 640, 480) })

/** From what was filed to a unit at work. */
export const TO_A_UNIT_AGAIN: readonly Taken[] = [
  ['dispatcher', '派遣', '待接收'],
  ['handler', '接收', '处置中'],
]
/** From a report to a unit at work; the condition owns the limit. */
export const toAUnit = (desk: Role, condition: string): readonly Taken[] => [
  [
    desk,
    '受理',
    '待立案',
    async (form) => {
      await form.getByLabel('立案条件').selectOption({ label: condition })
      await form.getByLabel('标题，公众会看到').fill('井盖缺失')
      await form.getByLabel('位置，公众会看到').fill('样例路口东北角')
    },
  ],
  [desk, '立案', '待派遣'],
  ...TO_A_UNIT_AGAIN,
]
/** From a unit at work to the end, with a photo of each visit. */
export const toTheEnd = (photo: number): readonly Taken[] => [
  [
    'handler',
    '处置反馈',
    '已处置，待核查',
    async (form) => {
      await form.getByLabel('处置的情况').fill('更换井圈，装上新井盖')
      await form.getByLabel('处置后的照片').setInputFiles(await photoFile(photo))
    },
  ],
  [
    'inspector',
    '核查通过',
    '核查通过，待结案',
    async (form) => {
      await form.getByLabel('看到的情况').fill('井盖完好，与路面齐平')
      await form.getByLabel('现场照片').setInputFiles(await photoFile(photo + 1))
    },
  ],
  ['dispatcher', '结案', '已结案', (form) => form.getByLabel('结案意见').fill('已更换井盖，符合结案条件')],
]
