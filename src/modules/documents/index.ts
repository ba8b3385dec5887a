/**
 * Office documents for publication: what is shown in them, as clean and accessible HTML, and nothing that is not shown.
 *
 * `readDocument` takes an uploaded .docx, .xlsx or .pdf; `cleanPaste` what was pasted into an editor from Word, WPS or a browser.
 * `publishable` gives the bytes of a file as they may go out, and tells what hides in it. Both readers tell in `left` what they did not take
 * over, in sentences for the person who publishes. `inspectWord` is for a Word file that goes on as it is: where each thing stands in it,
 * and its blocks for print.
 */
export type { Block, Cell, Paragraph, Run, Sheet, SheetCell } from './block.ts'
export type { ReadDocument } from './convert.ts'
export { type Carried, inspectWord, type Place, type WordFile } from './docx/inspect-word.ts'
export { cleanPaste, type Pasted } from './paste/clean-paste.ts'
export { convert as readHere } from './convert.ts'
export { openOffice, type Package } from './open-office.ts'
export { attribute, isXml, kidOf, kidsOf, wordsOfXml, type Xml } from './xml.ts'
export { forgetUnreached } from './pdf/unreached.ts'
export { publishable, readDocument } from './read-document.ts'
