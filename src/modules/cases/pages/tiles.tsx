import type { FieldErrors, Values } from '../../../ui/form.tsx'
import { raw } from '../../../ui/jsx-runtime.ts'
import { TILES } from '../../standards/index.ts'

/** One drawing a tile, in the manner of the other icons. */
const DRAWINGS: Readonly<Record<string, string>> = {
  road: '<path d="M8 3 4 21M16 3l4 18M12 4v3M12 10.5v3M12 17v3"/>',
  manhole: '<circle cx="12" cy="12" r="8.5"/><path d="M7 9.5h10M6 12h12M7 14.5h10"/>',
  rubbish: '<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5"/>',
  green: '<path d="M12 21v-6M12 15c-4 0-6-2.3-6-5 0-2 1.2-3.4 2.6-4C9.2 4 10.5 3 12 3s2.8 1 3.4 3c1.4.6 2.6 2 2.6 4 0 2.7-2 5-6 5z"/>',
  street: '<path d="M4 10 5.5 4h13L20 10M5 10v10h14V10M4 10h16M9.5 20v-6h5v6"/>',
  works: '<path d="M7 21V4l12 4H7M4 21h7M16 8v6M14.5 14h3v3h-3z"/>',
  danger: '<path d="M12 4 3 20h18zM12 10v4.5M12 17v.5"/>',
  other: '<circle cx="6" cy="12" r="1.25"/><circle cx="12" cy="12" r="1.25"/><circle cx="18" cy="12" r="1.25"/>',
}
export const TileIcon = ({ tile }: { tile: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    {raw(DRAWINGS[tile] ?? DRAWINGS['other'] ?? '')}
  </svg>
)

/** The eight kinds in a resident's words. */
export const Tiles = ({ values, errors }: { values: Values; errors: FieldErrors }) => (
  <fieldset
    class={errors['tile'] ? 'field bad' : 'field'}
    id="tile"
    tabindex={errors['tile'] ? '-1' : null}
    aria-describedby={errors['tile'] ? 'tile-e' : null}
  >
    <legend>是哪一类问题</legend>
    {errors['tile'] && (
      <span class="error" id="tile-e">
        {errors['tile']}
      </span>
    )}
    <div class="tiles">
      {TILES.map((tile) => (
        <label class="tile" title={tile.hint}>
          <input type="radio" name="tile" value={tile.key} checked={tile.key === values['tile']} />
          <span>
            <TileIcon tile={tile.key} />
            {tile.key === 'other' ? '其他、不确定' : tile.name}
          </span>
        </label>
      ))}
    </div>
    <details class="do mt-2">
      <summary>每一类都包括什么</summary>
      <dl class="facts small">
        {TILES.map((tile) => (
          <>
            <dt>{tile.name}</dt>
            <dd>{tile.hint}</dd>
          </>
        ))}
      </dl>
    </details>
  </fieldset>
)
