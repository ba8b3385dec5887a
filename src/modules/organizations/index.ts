export { publicFrame } from './frame.ts'
export { ensureAgency, findAgencyByCode, getAgency, getHomeAgency, listDepartments } from './store.ts'
