import { askChild } from './ask-child.js'
import type { EngineName } from './engine-name.js'
import type { EngineStatus } from './engine-status.js'
import { missingParts } from './missing-parts.js'

/** Whether an engine works here: its files are looked for, then it computes something in a process of its own. */
export async function probeEngine(name: EngineName, env: NodeJS.ProcessEnv = process.env): Promise<EngineStatus> {
  const missing = missingParts(name, env)
  if (missing !== undefined) return { name, available: false, reason: missing }
  // A probe beside a training sweep must not take the whole memory of the GPU.
  const environment = { ...env, TF_FORCE_GPU_ALLOW_GROWTH: 'true' }
  const asked = await askChild<EngineStatus>(new URL('./probe-main.js', import.meta.url), [name], environment)
  if (asked.kind === 'answer') return asked.answer
  const reason = `Engine "${name}": loading it ended the process ${asked.how}. Choose another engine.`
  return { name, available: false, reason }
}
