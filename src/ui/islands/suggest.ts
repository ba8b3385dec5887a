// Offers words while they are typed into a search form, which searches without it too. A combobox with a listbox, by the ARIA pattern.
const PAUSE_MS = 150
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector('input')
  if (!input) continue
  const list = document.createElement('ul')
  list.id = `${input.id}-list`
  list.className = 'suggest'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', '检索建议')
  list.hidden = true
  form.append(list)
  const told = document.createElement('span')
  told.className = 'hide'
  told.setAttribute('role', 'status')
  form.append(told)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
  ] as const)
    input.setAttribute(name, value)

  let typed = input.value
  let at = -1
  let timer = 0
  let asked: AbortController | undefined
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('li')]
  const open = (): boolean => !list.hidden
  const show = (yes: boolean): void => {
    list.hidden = !yes
    input.setAttribute('aria-expanded', String(yes))
    if (!yes) point(-1)
  }
  /** Points at an option, and puts its words into the field; at none, what was typed. */
  const point = (next: number): void => {
    at = next
    options().forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === at))
    })
    const chosen = options()[at]
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id)
      chosen.scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }
  const move = (by: number): void => {
    const count = options().length
    const next = ((at + 1 + by + count + 1) % (count + 1)) - 1
    point(next)
    input.value = options()[next]?.textContent ?? typed
  }
  const fill = (words: readonly string[]): void => {
    list.replaceChildren(
      ...words.map((word, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        option.textContent = word
        return option
      }),
    )
    told.textContent = words.length > 0 ? `有 ${words.length} 条建议，用上下键选择` : ''
    at = -1
    show(words.length > 0)
  }
  const ask = async (): Promise<void> => {
    asked?.abort()
    asked = new AbortController()
    typed = input.value
    if (typed.trim() === '') return fill([])
    try {
      const answer = await fetch(`${form.dataset['suggest']}?q=${encodeURIComponent(typed)}`, { signal: asked.signal })
      const { suggestions } = (await answer.json()) as { suggestions: string[] }
      if (input.value === typed && document.activeElement === input) fill(suggestions)
    } catch {
      // Asked again meanwhile, or no connection: the form does without.
    }
  }
  input.addEventListener('input', (event) => {
    clearTimeout(timer)
    // While a word is put together from its sounds, its letters are not yet it.
    if (event instanceof InputEvent && event.isComposing) return
    timer = setTimeout(() => void ask(), PAUSE_MS)
  })
  input.addEventListener('compositionend', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), PAUSE_MS)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' && options().length > 0) {
      if (open()) move(1)
      else show(true)
    } else if (event.key === 'ArrowUp' && open()) move(-1)
    else if (event.key === 'Escape' && open()) {
      input.value = typed
      show(false)
    } else return
    event.preventDefault()
  })
  input.addEventListener('blur', () => show(false))
  // Before the field loses the focus, and the list with it is gone.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'option') return
    input.value = event.target.textContent ?? ''
    form.requestSubmit()
  })
}
