// Fills the place of a report from the telephone's own position, when its owner presses the button. The form works without it.
const button = document.querySelector('[data-locate]')
const field = document.querySelector('input[name="place"]')
const source = document.querySelector('input[name="placeSource"]')
const said = document.querySelector('[data-located]')
if (button instanceof HTMLButtonElement && field instanceof HTMLInputElement && source instanceof HTMLInputElement && said && 'geolocation' in navigator) {
  button.hidden = false
  const say = (text: string): void => {
    said.textContent = text
  }
  button.addEventListener('click', () => {
    say('正在定位……')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.longitude.toFixed(5)},${coords.latitude.toFixed(5)}`
        source.value = 'gps'
        if (button.dataset['locate'] === 'send') field.form?.submit()
        say(`已定位，误差约 ${Math.round(coords.accuracy)} 米。可以再写附近的标志物`)
      },
      () => say('没有定到位置，请写地址，或者在地图上选点'),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    )
  })
}
