import { EngineError } from '../engine-error.js'
import { lastLines } from './last-lines.js'
import { runCommand } from './run-command.js'

/** Lets node-gyp fetch the headers of Node into its own cache, unless they are there. Throws EngineError. */
export async function fetchHeaders(nodeGyp: string, signal: AbortSignal): Promise<void> {
  const { code, output } = await runCommand([process.execPath, nodeGyp, 'install', '--ensure'], { signal })
  if (code === 0) return
  throw new EngineError(
    `The headers of Node ${process.versions.node} are not beside ${process.execPath}, and node-gyp cannot fetch them:\n` +
      `${lastLines(output, 5)}\n` +
      'Use a Node that brings its headers (from nodejs.org, nvm, or the package libnode-dev), ' +
      'or name the folder that holds include/node: npm_config_nodedir=/usr npx sweep engine install',
  )
}
