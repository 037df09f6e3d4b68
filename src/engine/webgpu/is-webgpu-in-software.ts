import type { AvailableEngine } from '../engine-status.js'

/** Whether an engine is WebGPU on a driver that computes on the CPU, there for tests. */
export function isWebgpuInSoftware({ name, deviceKind }: Pick<AvailableEngine, 'name' | 'deviceKind'>): boolean {
  return name === 'webgpu' && deviceKind === 'cpu'
}
