import { runCommand } from './run-command.js'

/** A Python that node-gyp can build with, and the pip that fetches wheels. */
export interface Python {
  readonly command: string
  /** The command that runs pip, or undefined when there is none. */
  readonly pip: readonly [string, ...string[]] | undefined
}

/** The user's Python: what `PYTHON` names, else `python3` or `python` in the path; undefined when none is new enough. */
export async function findPython(): Promise<Python | undefined> {
  for (const command of [process.env.PYTHON, 'python3', 'python']) {
    if (!command) continue
    const tooOld = 'import sys; sys.exit(sys.version_info < (3, 8))'
    if ((await runCommand([command, '-c', tooOld])).code === 0) return { command, pip: await findPip(command) }
  }
  return undefined
}

async function findPip(python: string): Promise<Python['pip']> {
  const candidates: readonly [string, ...string[]][] = [[python, '-m', 'pip'], ['pip3'], ['pip']]
  for (const candidate of candidates) {
    if ((await runCommand([...candidate, '--version'])).code === 0) return candidate
  }
  return undefined
}
