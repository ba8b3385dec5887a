// Reads one document and ends. A process of its own, so that a hostile or huge file can take neither time nor memory from the pages.
import { convert, type Upload } from './convert.ts'

process.once('message', async (upload: Upload) => {
  const read = await convert(upload)
  process.send?.(read, undefined, undefined, () => process.exit(0))
})
