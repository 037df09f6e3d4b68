import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EngineName } from './engine.js'
import { type EngineStatus, missingParts } from './status.js'

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

/** What became of a question to a child process. */
type ChildAnswer<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  /** `how` goes on after "ended the process": `with signal SIGSEGV after "its last line"`. */
  | { readonly kind: 'died'; readonly how: string }

/** Loading libtensorflow on a busy machine takes seconds, training in plain JavaScript too; far beyond this it hangs. */
const patience = 120_000

/**
 * Runs a module in a process of its own until it ends, and resolves with the message that it sent. What native code does
 * to its process (abort, exit, hang) harms nobody else.
 */
export function askChild<T>(
  module: URL,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ChildAnswer<T>> {
  const child = fork(fileURLToPath(module), args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    timeout: patience,
    killSignal: 'SIGKILL',
    env: environment,
  })
  let answer: { readonly message: T } | undefined
  let stderr = ''
  child.on('message', (message) => {
    answer = { message: message as T }
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve(
        answer ? { kind: 'answer', answer: answer.message } : { kind: 'died', how: howItDied(code, signal, stderr) },
      ),
    )
  })
}

function howItDied(code: number | null, signal: NodeJS.Signals | null, stderr: string): string {
  const how = signal === null ? `with exit code ${code}` : `with signal ${signal}`
  const last = stderr.trim().split('\n').at(-1)
  return last ? `${how} after "${last}"` : how
}
