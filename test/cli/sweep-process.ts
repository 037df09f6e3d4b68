import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface SweepProcess {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  /** Sends a signal to the process and all that it started. */
  killGroup(signal: NodeJS.Signals): void
}

/**
 * Starts the command line, as a user would, in a process group of its own. What it trains is trained as `quickly` has it.
 */
export function startSweep(cwd: string, ...args: readonly string[]): SweepProcess {
  const child = spawn(process.execPath, [main, ...quickly(args)], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout!.on('data', (data) => (stdout += data))
  child.stderr!.on('data', (data) => (stderr += data))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  )
  const killGroup = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, signal)
  }
  onTestFinished(async () => {
    killGroup('SIGKILL')
    await ended
  })
  return { child, ended, killGroup }
}

/** A `run` on the engine that loads soonest, and there in one host, where its arguments say nothing else. */
export function quickly(args: readonly string[]): readonly string[] {
  if (args[0] !== 'run' || args.includes('--help')) return args
  const line = args.includes('--engine') ? args : [...args, '--engine', 'cpu']
  const isOnCpu = line[line.indexOf('--engine') + 1] === 'cpu'
  return isOnCpu && !line.includes('--workers') ? [...line, '--workers', '1'] : line
}

/** Runs the command line to its end. */
export function sweep(cwd: string, ...args: readonly string[]) {
  return startSweep(cwd, ...args).ended
}
