import { spawn } from 'node:child_process'

interface CommandResult {
  /** Null when a signal ended the command, or when it could not be started. */
  readonly code: number | null
  /** The end of what it printed, both streams together. */
  readonly output: string
}

interface CommandOptions {
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

/** The last lines of a program's output that say something, indented; for the end of an error message. */
export function lastLines(output: string, count: number, noise: RegExp = /^$/): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '' && !noise.test(line))
  return lines.length === 0
    ? '  (it printed nothing)'
    : lines
        .slice(-count)
        .map((line) => `  ${line}`)
        .join('\n')
}
