import { existsSync } from 'node:fs'

/** Whether a driver of NVIDIA is loaded: the kernel's own, or that of Windows seen from WSL. */
export function hasNvidiaDriver(): boolean {
  return ['/proc/driver/nvidia/version', '/dev/nvidiactl', '/usr/lib/wsl/lib/libcuda.so.1'].some(existsSync)
}
