// The words of an item, written as they will look. The field beneath does the whole job; what is pasted is cleaned by the server, as all that is sent.
for (const editor of document.querySelectorAll('[data-editor]')) {
  const field = document.getElementById(editor.getAttribute('data-editor') ?? '')
  const page = editor.querySelector('[contenteditable]')
  const left = editor.querySelector('[role=status]')
  const bar = editor.querySelector('[role=toolbar]')
  if (!(editor instanceof HTMLElement) || !(field instanceof HTMLTextAreaElement) || !(page instanceof HTMLElement) || !left || !bar) continue

  const paragraphs = (text: string): string =>
    text
      .split(/\n\s*\n/)
      .map((one) => {
        const p = document.createElement('p')
        p.textContent = one.trim()
        return one.trim() === '' ? '' : p.outerHTML
      })
      .join('')
  page.innerHTML = /<[a-z]/i.test(field.value) ? field.value : paragraphs(field.value) || '<p><br></p>'
  const keep = (): void => {
    field.value = page.textContent?.trim() === '' ? '' : page.innerHTML
  }
  field.hidden = true
  editor.hidden = false
  document.execCommand('defaultParagraphSeparator', false, 'p')
  page.addEventListener('input', keep)
  field.form?.addEventListener('submit', keep)

  /** Text from Word and WPS comes with its whole look; the server gives back what may stay. Words alone go in as they are. */
  page.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/html') ?? ''
    if (pasted === '') return
    event.preventDefault()
    const plain = event.clipboardData?.getData('text/plain') ?? ''
    const range = getSelection()?.getRangeAt(0)
    left.textContent = '正在整理粘贴的内容……'
    fetch('/staff/disclosure/clean', { method: 'POST', body: new URLSearchParams({ html: pasted }) })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .catch(() => ({ html: paragraphs(plain), left: ['没有整理成，只粘贴了文字。'] }))
      .then((cleaned: { html: string; left: string[] }) => {
        page.focus()
        if (range) {
          getSelection()?.removeAllRanges()
          getSelection()?.addRange(range)
        }
        document.execCommand('insertHTML', false, cleaned.html)
        left.textContent = cleaned.left.join(' ')
        keep()
      })
  })

  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button) return
    page.focus()
    const [command = '', value = ''] = (button.dataset['command'] ?? '').split(' ')
    const given = command === 'createLink' ? prompt('链接地址（https:// 开头，或者 / 开头的站内地址）') : value
    if (given !== null) document.execCommand(command, false, given)
    keep()
  })
  // A toolbar is one stop of the keyboard; its buttons are reached by arrows.
  bar.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent)) return
    const buttons = [...bar.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const to = event.key === 'ArrowRight' ? at + 1 : event.key === 'ArrowLeft' ? at - 1 : undefined
    const next = to === undefined ? undefined : buttons[(to + buttons.length) % buttons.length]
    if (!next) return
    event.preventDefault()
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  })
}
