import { spawn } from 'node:child_process'

export interface CommandResult {
  /** Null when a signal ended the command, or when it could not be started. */
  readonly code: number | null
  /** The end of what it printed, both streams together. */
  readonly output: string
}

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Ends the command with SIGTERM. */
  readonly signal?: AbortSignal
}

const keptCharacters = 20_000

/** Runs a program to its end and keeps the last of what it prints; never rejects. */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env, signal }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (text: string) => {
      output = (output + text).slice(-keptCharacters)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    const stop = () => child.kill('SIGTERM')
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    child.on('error', (error) => keep(error.message))
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop)
      resolve({ code, output })
    })
  })
}
