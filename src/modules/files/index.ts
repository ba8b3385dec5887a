export { ACCEPTED_ENDINGS, MOST_FILES } from './sniff.ts'
export {
  type Attachment,
  claimDraftFiles,
  draftFilesExist,
  dropAttachments,
  findAttachment,
  keepDraftFile,
  listAttachments,
  listDraftFiles,
  moveDraftFiles,
  sweepDraftFiles,
} from './store.ts'
