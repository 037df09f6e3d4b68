import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Gpu } from './gpu.js'
import { gpuQuery, parseNvidiaSmi } from './parse-nvidia-smi.js'

/** The GPUs of this machine. */
export type GpuList =
  | { readonly kind: 'listed'; readonly gpus: readonly Gpu[] }
  /** There is no nvidia-smi, and so no driver of NVIDIA's. */
  | { readonly kind: 'no_driver' }
  | { readonly kind: 'broken_driver'; readonly reason: string }

/** A driver that has to wake its GPUs takes seconds; far beyond this it hangs. */
const patience = 30_000

/** Asks the driver, through `nvidia-smi`, which GPUs there are. Harmless: nothing is loaded into this process. */
export async function listGpus(): Promise<GpuList> {
  try {
    const args = [`--query-gpu=${gpuQuery}`, '--format=csv,noheader']
    const { stdout } = await promisify(execFile)('nvidia-smi', args, { timeout: patience, killSignal: 'SIGKILL' })
    return { kind: 'listed', gpus: parseNvidiaSmi(stdout) }
  } catch (error) {
    const { code, stdout, message } = error as Error & { code?: string | number; stdout?: string }
    if (code === 'ENOENT') return { kind: 'no_driver' }
    // It explains on its standard output why it failed.
    return { kind: 'broken_driver', reason: stdout?.trim() || message }
  }
}
