// Writes docs/law-index.md from the sources.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lawIndex } from '../tests/support/law-index.ts'

await writeFile(join(import.meta.dirname, '../docs/law-index.md'), lawIndex())
