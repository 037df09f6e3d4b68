import { readFile } from 'node:fs/promises'

/** How many cores the control group of this process may keep busy; null when all, and where there is none to ask. */
export async function cpuQuota(): Promise<number | null> {
  const read = (file: string) => readFile(`/sys/fs/cgroup/${file}`, 'utf8').catch(() => '')
  const second = await read('cpu.max')
  return parseCpuQuota(second || `${await read('cpu/cpu.cfs_quota_us')} ${await read('cpu/cpu.cfs_period_us')}`)
}

/** Parses `cpu.max` of cgroup v2, microseconds of work in a period: `150000 100000` is 1.5 cores, `max 100000` is all. */
export function parseCpuQuota(text: string): number | null {
  const [quota, period] = text.trim().split(/\s+/).map(Number)
  return quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : null
}
