#!/usr/bin/env node
// Nothing is imported before the version is known: an older Node would stop at what it has not, with words of its own.
const oldest = [20, 19] as const

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `sweep: Node ${oldest.join('.')} or newer is needed; this is ${process.versions.node} (${process.execPath})`,
  )
  process.exit(2)
}

const { explainError } = await import('./errors.js')

// A reader that has seen enough (`sweep report | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// Progress that nobody reads any more is no reason to stop training.
process.stderr.on('error', () => {})
process.on('uncaughtException', (error) => process.exit(explainError(error)))

try {
  const { createProgram } = await import('./program.js')
  const program = await createProgram(process.argv.slice(2))
  await program.parseAsync()
} catch (error) {
  process.exitCode = explainError(error)
}

export {}
