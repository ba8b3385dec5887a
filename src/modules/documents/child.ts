// Reads one document and ends. A process of its own, so that a hostile or huge file can take neither time nor memory from the pages.
import { convert, type Upload } from './convert.ts'
import { prepare } from './publishable.ts'

process.once('message', async ({ wish, ...upload }: Upload & { wish: 'read' | 'publish' }) => {
  const read = await (wish === 'read' ? convert(upload) : prepare(upload))
  process.send?.(read, undefined, undefined, () => process.exit(0))
})

// Who asked is gone.
process.once('disconnect', () => process.exit(0))
