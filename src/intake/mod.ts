/** What an analyst brings, read, shown and added all or not at all. */
export { withDataLock } from "./with_data_lock.ts";
export type { LockedData } from "./with_data_lock.ts";
