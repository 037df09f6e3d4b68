import { BenchError } from './bench-error.js'
import { type ChildCommand, runChild } from './run-child.js'

/** What a measured process answers: its figures, or why there are none on this machine. */
export type Answer<T> = T | { readonly missing: string }

/** Runs a process that prints one line of JSON, the last of its stdout, and resolves with what stands there. */
export async function askChild<T extends object>(child: ChildCommand): Promise<Answer<T>> {
  const result = await runChild(child)
  if (result === undefined) return { missing: `there is no program "${child.command}"` }
  const last = result.stdout.trimEnd().split('\n').at(-1)!
  try {
    return JSON.parse(last)
  } catch (cause) {
    throw new BenchError(`${child.args.join(' ')}: expected a line of JSON at the end of its output, got "${last}"`, {
      cause,
    })
  }
}
