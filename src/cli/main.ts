#!/usr/bin/env node
import { CommanderError } from 'commander'
import { SweepError } from '../core/sweep-error.js'
import { exitCodes } from './exit-codes.js'
import { createProgram } from './program.js'

// A reader that has seen enough (`sweep report | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// Progress that nobody reads any more is no reason to stop training.
process.stderr.on('error', () => {})
process.on('uncaughtException', (error) => process.exit(explain(error)))

try {
  const program = await createProgram(process.argv.slice(2))
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

function explain(error: unknown): number {
  // commander has already printed what is wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (error instanceof SweepError) {
    console.error(`sweep: ${error.message}`)
    return exitCodes.usage
  }
  if (isSystemError(error)) {
    console.error(`sweep: ${error.message}`)
    return exitCodes.usage
  }
  console.error('sweep: this is a defect of sweep, please report it:', error)
  return exitCodes.internal
}

/** What the system refused (disk full, no permission, not a folder): its message names the file. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}
