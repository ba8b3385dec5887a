import type { Locator, Page } from 'playwright-core'

/** A thing of a page as a screen reader is told of it. */
export type Heard = { readonly role: string; readonly name: string; readonly description: string; readonly level: number; readonly invalid: boolean }

const NAMED = ['button', 'checkbox', 'combobox', 'image', 'link', 'radio', 'textbox']

/** The page as the browser hands it to a screen reader, in its order. */
export async function listen(page: Page): Promise<readonly Heard[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  return nodes.flatMap(({ ignored, role, name, description, properties }) => {
    const told = new Map(properties?.map((one) => [one.name, String(one.value.value)]))
    const level = Number(told.get('level') ?? 0)
    return ignored
      ? []
      : [
          {
            role: String(role?.value).replace('ComboBoxMenuList', 'combobox'),
            name: String(name?.value ?? '').trim(),
            description: String(description?.value ?? ''),
            level,
            invalid: told.get('invalid') === 'true',
          },
        ]
  })
}

/** What a listener would stumble over: a field or link without a name, a page without its one title, a heading that skips a level. */
export function stumbles(heard: readonly Heard[]): string[] {
  const unnamed = heard.filter(({ role, name }) => NAMED.includes(role) && name === '').map(({ role }) => `${role} without a name`)
  const headings = heard.filter(({ role }) => role === 'heading')
  const skips = headings.filter(({ level }, i) => level > (headings[i - 1]?.level ?? 0) + 1).map(({ name }) => `heading “${name}” skips a level`)
  const titles = headings.filter(({ level }) => level === 1).length
  return [...unnamed, ...skips, ...(titles === 1 ? [] : [`${titles} titles`])]
}

const MOST_STOPS = 60
/** Presses Tab until the focus is on it, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const there = target.and(page.locator(':focus'))
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press('Tab')
    if ((await there.count()) > 0) return
  }
  throw new Error(`no Tab leads to ${target}`)
}

/** Past the menus: the first stop of every page. */
export async function skipToMain(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: '跳到正文' }))
  await page.keyboard.press('Enter')
}
