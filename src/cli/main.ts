#!/usr/bin/env node
import { explainError } from './errors.js'
import { createProgram } from './program.js'

// A reader that has seen enough (`sweep report | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// Progress that nobody reads any more is no reason to stop training.
process.stderr.on('error', () => {})
process.on('uncaughtException', (error) => process.exit(explainError(error)))

try {
  const program = await createProgram(process.argv.slice(2))
  await program.parseAsync()
} catch (error) {
  process.exitCode = explainError(error)
}
