// On the screen of a reading place: prints, and clears the screen when nobody has touched it for a while. Without it the page goes
// back by itself after some minutes, and the button clears.
const bar = document.querySelector('[data-kiosk]')
const told = document.querySelector('[data-kiosk-told]')
const print = document.querySelector('[data-kiosk-print]')
if (bar instanceof HTMLElement) {
  const idleSeconds = Number(bar.dataset['kiosk'])
  const warnSeconds = 20
  let left = idleSeconds
  const touched = (): void => {
    left = idleSeconds
    if (told) told.textContent = ''
  }
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'input', 'scroll', 'wheel', 'touchstart'])
    addEventListener(event, touched, { capture: true, passive: true })
  setInterval(() => {
    left -= 1
    if (left <= 0) location.replace('/kiosk/end')
    else if (left <= warnSeconds && told) told.textContent = `${left} 秒后清除记录、回到首页。碰一下屏幕就接着看。`
  }, 1_000)
  // A page that comes back from the browser's memory would show what the one before has typed.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  for (const form of document.forms) form.autocomplete = 'off'
  if (print instanceof HTMLButtonElement) {
    print.hidden = false
    print.addEventListener('click', () => window.print())
  }
}
