// Format, lint, types, dead code, and every test that needs no browser and no process of its own (npm test runs those too); prints one line a step and fails with the first that fails.
import { spawn } from 'node:child_process'

const STEPS = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types of islands', command: ['tsc', '-p', 'src/ui/islands'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'tests', command: ['vitest', 'run', '--reporter=dot', '--exclude', 'tests/journeys/**', '--exclude', 'tests/processes/**'] },
] as const

const inSeconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`

function run({ name, command: [program, ...args] }: (typeof STEPS)[number]): Promise<boolean> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const child = spawn(program, args)
    let said = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.on('error', (error) => (said += error.message))
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${inSeconds(begun)}`)
      if (code !== 0) console.log(said)
      resolve(code === 0)
    })
  })
}

const begun = performance.now()
const results = await Promise.all(STEPS.map(run))
console.log(`${results.every(Boolean) ? 'all ok' : 'something failed'} in ${inSeconds(begun)}`)
process.exit(results.every(Boolean) ? 0 : 1)
