import { format } from 'node:util'
import { vi } from 'vitest'
import { explainError } from '#sweep/cli/errors.js'
import { createProgram } from '#sweep/cli/program.js'
import { quickly } from './sweep-process.js'

/**
 * Runs a command line to its end in this process, which saves the start of one of its own: for commands that are refused,
 * or that only look. What the process does at its start and end is for `sweep` to show.
 */
export async function sweepHere(cwd: string, ...args: readonly string[]) {
  const before = process.cwd()
  const written = { stdout: '', stderr: '' }
  const take = (stream: keyof typeof written) => [
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += text
      return true
    }),
    vi.spyOn(console, stream === 'stdout' ? 'log' : 'error').mockImplementation((...values) => {
      written[stream] += `${format(...values)}\n`
    }),
  ]
  const taken = [...take('stdout'), ...take('stderr')]
  let code: number
  process.chdir(cwd)
  try {
    const line = quickly(args)
    await (await createProgram(line)).parseAsync(line, { from: 'user' })
    code = Number(process.exitCode ?? 0)
  } catch (error) {
    code = explainError(error)
  } finally {
    process.exitCode = undefined
    process.chdir(before)
    for (const spy of taken) spy.mockRestore()
  }
  return { code, ...written }
}
