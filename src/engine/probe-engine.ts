import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EngineName } from './engine-name.js'
import type { EngineStatus } from './engine-status.js'
import { missingParts } from './missing-parts.js'

/** Whether an engine works here: its files are looked for, then it computes something in a process of its own. */
export async function probeEngine(name: EngineName): Promise<EngineStatus> {
  const missing = missingParts(name)
  return missing === undefined ? probeInChild(name) : { name, available: false, reason: missing }
}

/** Loading libtensorflow on a busy machine takes seconds; far beyond this it hangs. */
const probeTimeout = 120_000

function probeInChild(name: EngineName): Promise<EngineStatus> {
  const child = fork(fileURLToPath(new URL('./probe-main.js', import.meta.url)), [name], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    timeout: probeTimeout,
    killSignal: 'SIGKILL',
    // A probe beside a training sweep must not take the whole memory of the GPU.
    env: { ...process.env, TF_FORCE_GPU_ALLOW_GROWTH: 'true' },
  })
  let status: EngineStatus | undefined
  let stderr = ''
  child.on('message', (message) => {
    status = message as EngineStatus
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve(status ?? { name, available: false, reason: died(name, code, signal, stderr) }),
    )
  })
}

function died(name: EngineName, code: number | null, signal: NodeJS.Signals | null, stderr: string): string {
  const how = signal === null ? `exit code ${code}` : `signal ${signal}`
  const last = stderr.trim().split('\n').at(-1)
  return `Engine "${name}": loading it ended the process with ${how}${last ? ` after "${last}"` : ''}. Choose another engine.`
}
