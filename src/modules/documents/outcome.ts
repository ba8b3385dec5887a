import { unzipSync } from 'fflate'
import { isRefusal } from '../../kernel/refusal.ts'
import { convert } from './convert.ts'
import { prepare } from './publishable.ts'

/** What became of the word 密 in a file: whether the page says it, whether the file does as it goes out, and what the office is told. */
export async function outcomeOf(name: string, bytes: Uint8Array) {
  const [page, file] = [await convert({ name, bytes }), await prepare({ name, bytes })]
  if (isRefusal(file)) throw new Error(file.because)
  const html = isRefusal(page) ? page.because : page.html
  const parts = Object.entries(unzipSync(file.bytes))
  const text = parts.map(([part, content]) => `${part}\n${new TextDecoder().decode(content)}`).join('\n')
  const again = await convert({ name, bytes: file.bytes })
  // Whatever went, the page is the same.
  if (!isRefusal(page) && (isRefusal(again) || again.html !== page.html)) throw new Error(`cleaned, it reads otherwise: ${JSON.stringify(again)}`)
  return { html, text, inPage: html.includes('密'), inFile: text.includes('密'), hidden: file.hidden.join('\n') }
}
