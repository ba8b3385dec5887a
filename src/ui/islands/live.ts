// Puts each change of a case above the list as it happens. Without it the page is a list to be loaded again.
const list = document.querySelector('[data-live]')
const told = document.querySelector('[data-live-told]')
if (list instanceof HTMLElement && 'EventSource' in window) {
  const source = new EventSource(list.dataset['live'] ?? '')
  const most = 100
  source.addEventListener('open', () => {
    if (told) told.textContent = '实时更新中'
  })
  source.addEventListener('error', () => {
    if (told) told.textContent = '连接中断，正在重连'
  })
  source.addEventListener('case', (event) => {
    const row = document.createElement('template')
    row.innerHTML = String(event.data)
    const fresh = row.content.firstElementChild
    if (!fresh) return
    list.querySelector(`[id="${fresh.id}"]`)?.remove()
    list.prepend(fresh)
    while (list.children.length > most) list.lastElementChild?.remove()
  })
}
