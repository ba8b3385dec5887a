import { writeFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { checkReport } from './index.ts'
import { asTypst, type Made } from './report-builders.ts'
import { SAMPLES } from './sample-builders.ts'

const FONTS = new URL('../../../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular', import.meta.url).pathname
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [FONTS] }] })

async function findingsIn(made: Made): Promise<string[]> {
  const bytes = new Uint8Array(compiler.pdf({ mainFileContent: asTypst(made, 'Noto Serif SC') }))
  if (process.env['KEEP']) writeFileSync(`/tmp/${made.year}.pdf`, bytes)
  const result = await checkReport({ name: 'report.pdf', bytes })
  if (isRefusal(result)) throw new Error(result.because)
  return result.findings.map((one) => `${one.severity} ${one.rule} ${one.where} ${one.message}`)
}

test.each(Object.keys(SAMPLES))('the clean report of a %s raises nothing as a real PDF', async (name) => {
  expect(await findingsIn(SAMPLES[name as keyof typeof SAMPLES])).toEqual([])
})
