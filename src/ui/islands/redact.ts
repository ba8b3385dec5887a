// A rectangle drawn over a picture fills the four fields beside it, which do the same without a script.
const LEAST = 0.4 // percent
const SIDES = ['left', 'top', 'width', 'height']
for (const drawing of document.querySelectorAll('[data-redact]')) {
  const form = drawing.closest('form')
  const picture = drawing.querySelector('.redact')
  const mark = drawing.querySelector('span')
  if (!(drawing instanceof HTMLElement) || !(picture instanceof HTMLElement) || !form || !mark) continue
  drawing.hidden = false
  const step = Number(drawing.dataset['step'] ?? 1) // percent
  const fieldOf = (name: string): HTMLInputElement | undefined => {
    const field = form.elements.namedItem(name)
    return field instanceof HTMLInputElement ? field : undefined
  }
  const draw = (): void => {
    for (const name of SIDES) mark.style.setProperty(name, `${Number(fieldOf(name)?.value) || 0}%`)
  }
  draw()
  form.addEventListener('input', draw)
  let from: { x: number; y: number } | undefined
  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    const within = (share: number): number => Number((Math.round((Math.min(1, Math.max(0, share)) * 100) / step) * step).toFixed(1))
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
  }
  const show = (to: { x: number; y: number }): void => {
    if (!from) return
    const sides = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) }
    for (const [name, value] of Object.entries(sides)) {
      const field = fieldOf(name)
      if (field) field.value = String(Number(value.toFixed(1)))
    }
    draw()
  }
  picture.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    picture.setPointerCapture(event.pointerId)
    from = placeOf(event)
    show(from)
  })
  picture.addEventListener('pointermove', (event) => show(placeOf(event)))
  picture.addEventListener('pointerup', () => {
    from = undefined
    // Each box is kept as soon as it is drawn; a mere click is none.
    const isDrawn = Number(fieldOf('width')?.value) >= LEAST && Number(fieldOf('height')?.value) >= LEAST
    if (drawing.dataset['redact'] === 'send' && isDrawn) form.requestSubmit()
  })
}
