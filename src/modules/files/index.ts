export { ACCEPTED_ENDINGS, MOST_FILES } from './sniff.ts'
export {
  type Attachment,
  claimDraftFiles,
  draftFilesExist,
  findAttachment,
  keepDraftFile,
  listAttachments,
  listDraftFiles,
  moveDraftFiles,
  sweepDraftFiles,
} from './store.ts'
