import { islands } from '../../../ui/assets.ts'
import { frameOf, HOLE } from '../../../ui/frame.ts'

/** Holes: the class of the form, what was typed. */
const box = frameOf<null>(() => (
  <form class={HOLE} role="search" action="/search" data-suggest="/search/suggest">
    <label class="hide" for="search-q">
      检索公开信息和案件
    </label>
    <input id="search-q" name="q" type="search" value={HOLE} maxlength="100" autocomplete="off" placeholder="文件名、文号、办什么事，也可以用拼音" />
    <button class="button">检索</button>
  </form>
))

/** The form that searches: by itself it does the whole job; with `SuggestScript` on the page it offers words while they are typed. */
export const SearchBox = ({ q = '', slim = false }: { q?: string; slim?: boolean }) => box(null, slim ? 'search slim' : 'search', q)

export const SuggestScript = () => <script src={islands.suggest.path} defer />
