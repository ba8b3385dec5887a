// Looks at or covers one file and ends. A process of its own, so that a hostile or huge file can take neither time nor memory from the pages.
import { type Order, run } from './run.ts'

process.once('message', async (order: Order) => {
  const done = await run(order)
  process.send?.(done, undefined, undefined, () => process.exit(0))
})

// Who asked is gone.
process.once('disconnect', () => process.exit(0))
