export { ACCEPTED_ENDINGS, MOST_FILES, sniffUpload } from './sniff.ts'
export {
  type Attachment,
  claimDraftFiles,
  draftFilesExist,
  dropAttachments,
  findAttachment,
  keepDraftFile,
  keepFile,
  listAttachments,
  listDraftFiles,
  moveDraftFiles,
  sweepDraftFiles,
} from './store.ts'
