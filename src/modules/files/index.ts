export { ACCEPTED_ENDINGS, MOST_FILES } from './sniff.ts'
export {
  type Attachment,
  claimDraftFiles,
  draftFilesExist,
  findAttachment,
  keepDraftFile,
  keepFile,
  listAttachments,
  listDraftFiles,
  moveDraftFiles,
  sweepDraftFiles,
  takeFile,
} from './store.ts'
