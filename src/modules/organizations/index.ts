export { publicFrame } from './frame.ts'
export { type Agency, ensureAgency, findAgencyByCode, getAgency, getHomeAgency, listDepartments } from './store.ts'
