import { LETTER_CODES } from './src/modules/letters/letter.ts'
import { sampleValues } from './src/modules/letters/sample.ts'
import { WORDINGS } from './src/modules/letters/wording.ts'
import { buildDefault } from './src/modules/letters/templates/build-default.ts'
import { checkTemplate } from './src/modules/letters/check-template.ts'
for (const code of LETTER_CODES) {
  const f = await checkTemplate(code, 'a.docx', await buildDefault(code), sampleValues(code, k=>WORDINGS.get(k)!))
  if (!Array.isArray(f) || f.length) console.log(code, f)
}
