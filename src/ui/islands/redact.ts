// A rectangle drawn over a photo fills the four fields beside it, which do the same without a script.
for (const picture of document.querySelectorAll('[data-redact]')) {
  const form = picture.closest('form')
  const mark = picture.querySelector('span')
  if (!(picture instanceof HTMLElement) || !form || !mark) continue
  picture.hidden = false
  let from: { x: number; y: number } | undefined
  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100)
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
  }
  const show = (to: { x: number; y: number }): void => {
    if (!from) return
    const sides = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) }
    for (const [name, value] of Object.entries(sides)) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = String(value)
      mark.style.setProperty(name, `${value}%`)
    }
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
  })
}
