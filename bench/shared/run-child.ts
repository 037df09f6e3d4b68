import { spawn } from 'node:child_process'
import { BenchError } from './bench-error.js'

export interface ChildCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Sees every line of stderr as it comes, with the child's process id. */
  readonly onLine?: (line: string, pid: number) => void
}

/**
 * Runs a process to its end and resolves with what it wrote to stdout, its seconds from start to exit, and undefined
 * when there is no such program. Rejects with BenchError when it fails.
 */
export function runChild({ command, args, env, onLine }: ChildCommand): Promise<ChildResult | undefined> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    // A bench that is stopped leaves nothing behind that computes on.
    const stop = () => child.kill('SIGKILL')
    process.once('exit', stop)
    let [stdout, stderr, unfinished] = ['', '', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000)
      const lines = (unfinished + text).split('\n')
      unfinished = lines.pop()!
      for (const line of lines) onLine?.(line, child.pid!)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      process.off('exit', stop)
      if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
    child.on('close', (code, signal) => {
      process.off('exit', stop)
      const seconds = (performance.now() - started) / 1000
      if (code === 0) resolve({ stdout, seconds })
      else
        reject(
          new BenchError(`${[command, ...args].join(' ')}\nended with ${signal ?? `exit code ${code}`}:\n${stderr}`),
        )
    })
  })
}

export interface ChildResult {
  readonly stdout: string
  readonly seconds: number
}
