import { inBytes } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import type { Draft, Product } from '../store.ts'
import { momentOf, pathOf } from './list.tsx'

type Props = ConsoleFrame & { draft: Draft; products: readonly Product[] }

/** `/staff/requests/:number/redactions/:id/proof`: the copies that were made, and how it is known that nothing of what was covered is left. */
export const ProofPage = (p: Props) => (
  <ConsolePage {...p} title={`区分处理的证明：${p.draft.name}`}>
    <p>
      <a href={`${pathOf(p.draft.requestNumber)}/${p.draft.id}`}>回到这份文件</a>
    </p>
    {p.products.length === 0 && (
      <section class="panel mt-4">
        <p>还没有生成副本。</p>
      </section>
    )}
    {p.products.map((product, i) => (
      <One draft={p.draft} product={product} isLatest={i === 0} />
    ))}
  </ConsolePage>
)

/** Programs that read text say nothing of a picture; proofs of before this check say so. */
function howShown(letters: number | undefined): string {
  if (letters === undefined) return '生成时没有逐字核对图片里的黑框，请逐页看过再提供'
  if (letters === 0) return '图片上没有要遮盖的文字；图片里的内容程序读不出，只按所画的框遮盖'
  return `图片上要遮盖的 ${letters} 个字，由 PDFium 在原件里另行量出位置，逐字核对图片的像素：都在黑框下面`
}

const One = ({ draft, product, isLatest }: { draft: Draft; product: Product; isLatest: boolean }) => {
  const { proof } = product
  const path = `${pathOf(draft.requestNumber)}/${draft.id}/products/${product.id}`
  const pictures = proof.pages.filter(({ how }) => how === 'picture')
  return (
    <section class="panel mt-4">
      <h2>
        {momentOf(product.at)}由{product.by_name}生成{!isLatest && '（已有更新的副本）'}
      </h2>
      <p class="row">
        <a class="button" href={`${path}/file`}>
          下载区分处理件
        </a>
        <a href={`${path}/proof.json`}>证明（JSON）</a>
        <a href={`/staff/requests/${draft.requestNumber}/copies`}>随答复提供给申请人</a>
      </p>
      {proof.elsewhere > 0 && <p class="error mt-3">有 {proof.elsewhere} 段被框住遮盖的文字，在文件别处还有相同的、没有遮盖。请核对是否也要遮盖。</p>}
      <dl class="facts mt-3">
        <dt>遮盖</dt>
        <dd>
          {proof.carried.length} 处，共 {proof.carried.reduce((n, one) => n + one.letters, 0)} 个字、{proof.carried.reduce((n, one) => n + one.pictures, 0)}{' '}
          幅图
        </dd>
        <dt>依据</dt>
        <dd>{product.grounds.join('；')}</dd>
        <dt>复核</dt>
        <dd>{proof.extractors.map(({ name, found }) => `${name}：找到 ${found} 处`).join('；')}</dd>
        <dt>一并删去</dt>
        <dd>{proof.cleaned.length === 0 ? '没有别的' : proof.cleaned.join('；')}</dd>
        {pictures.length > 0 && (
          <>
            <dt>变成图片</dt>
            <dd>
              第 {pictures.map(({ page }) => page).join('、')} 页：写法不能安全改写，整页变成了图片。{howShown(proof.inPictures)}
            </dd>
          </>
        )}
        <dt>原件</dt>
        <dd>
          {inBytes(proof.original.bytes)}，SHA-256 <code>{proof.original.sha256}</code>
        </dd>
        <dt>副本</dt>
        <dd>
          {inBytes(proof.output.bytes)}，SHA-256 <code>{proof.output.sha256}</code>
        </dd>
      </dl>
      {isLatest && product.pages.length > 0 && (
        <details class="do mt-3" open>
          <summary>副本的页面</summary>
          <div class="grid mt-3">
            {product.pages.map((_, i) => (
              <img class="sheet" src={`${path}/pages/${i + 1}`} alt={`副本第 ${i + 1} 页`} loading="lazy" />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}
