// While somebody types what to apply for, shows below it what is public already. The form does its whole job without.
const PAUSE_MS = 700
const SHORTEST = 4
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-offers]')) {
  const field = form.querySelector<HTMLTextAreaElement>('textarea[name="subject"]')
  const offered = form.querySelector<HTMLInputElement>('input[name="offered"]')
  if (!field || !offered) continue
  const box = document.createElement('div')
  box.className = 'panel mt-3'
  box.setAttribute('role', 'region')
  box.setAttribute('aria-label', '可能已经公开的信息')
  box.hidden = true
  const told = document.createElement('p')
  told.className = 'hide'
  told.setAttribute('role', 'status')
  // The field's own block: its hint stays beside it.
  ;(field.closest('.field') ?? field).after(told, box)

  let timer = 0
  let last = field.value.trim()
  let asked: AbortController | undefined
  const seen = (): string[] => offered.value.split(' ').filter(Boolean)
  const show = (html: string, count: number): void => {
    box.innerHTML = html
    box.hidden = count === 0
    told.textContent = count === 0 ? '' : `有 ${count} 条可能已经公开的信息，按 Tab 键查看，按 Esc 键收起`
  }
  const ask = async (): Promise<void> => {
    const typed = field.value.trim()
    if (typed === last) return
    last = typed
    asked?.abort()
    asked = new AbortController()
    if ([...typed].length < SHORTEST) return show('', 0)
    try {
      const body = new URLSearchParams({ q: typed, seen: offered.value })
      const answer = await fetch(form.dataset['offers'] ?? '', { method: 'POST', body, signal: asked.signal })
      if (!answer.ok) return
      const { count, matters, html } = (await answer.json()) as { count: number; matters: string[]; html: string }
      offered.value = [...new Set([...seen(), ...matters])].join(' ')
      if (field.value.trim() === typed) show(html, count)
    } catch {
      // Asked again meanwhile, or no connection: the form does without.
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), PAUSE_MS)
  }
  field.addEventListener('input', (event) => {
    // While a word is put together from its sounds, its letters are not yet it.
    if (event instanceof InputEvent && event.isComposing) return clearTimeout(timer)
    later()
  })
  field.addEventListener('compositionend', later)
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || box.hidden) return
    if (box.contains(document.activeElement)) field.focus()
    show('', 0)
  })
}
