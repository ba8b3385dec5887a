// Single keys over the dispatch desk, whose links, buttons and boxes do all of it without them.
const desk = document.querySelector('[data-desk]')
const help = document.querySelector('[data-keys]')
const on = document.querySelector('[data-keys-on]')
const told = document.querySelector('[data-picked]')
if (desk && help instanceof HTMLDetailsElement && on instanceof HTMLInputElement) {
  const OFF = 'desk-keys-off'
  const PICKED = 'desk-picked'
  help.hidden = false
  on.checked = localStorage.getItem(OFF) === null
  on.addEventListener('change', () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1')))

  // Going to the next case loads the page anew; what was ticked stays ticked.
  const boxes = [...desk.querySelectorAll<HTMLInputElement>('input[name^="pick-"]')]
  const keep = (): void => {
    const picked = boxes.filter((box) => box.checked).map((box) => box.name)
    sessionStorage.setItem(PICKED, JSON.stringify(picked))
    if (told) told.textContent = picked.length > 0 ? `选中 ${picked.length} 件，一起` : '选中的一起办'
  }
  const before: unknown = JSON.parse(sessionStorage.getItem(PICKED) ?? '[]')
  for (const box of boxes) {
    box.checked = Array.isArray(before) && before.includes(box.name)
    box.addEventListener('change', keep)
  }
  keep()
  document.querySelector('#batch')?.addEventListener('submit', () => sessionStorage.removeItem(PICKED))

  const here = desk.querySelector('[data-queue] [aria-current="true"]')?.closest('li')
  here?.scrollIntoView({ block: 'nearest' })
  const go = (row: Element | null | undefined): void => row?.querySelector('a')?.click()
  const press = (key: string): void => {
    const found = desk.querySelector(`[data-key="${key}"], [data-choice="${key}"]`)
    if (found instanceof HTMLDetailsElement) {
      found.open = true
      found.querySelector('button')?.focus()
    } else if (found instanceof HTMLElement) found.click()
  }
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (target instanceof HTMLElement && target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])')) return
    if (key === '?') help.open = !help.open
    else if (key === 'j') go(here ? here.nextElementSibling : desk.querySelector('[data-queue] li'))
    else if (key === 'k') go(here?.previousElementSibling)
    else if (key === 'x') here?.querySelector('input')?.click()
    else if (/^[afdmt1-9]$/.test(key)) press(key)
    else return
    event.preventDefault()
  })
}
