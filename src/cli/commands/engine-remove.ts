import type { Command } from 'commander'
import { bytesText } from '../../core/bytes-text.js'
import { cacheFolder } from '../../engine/cache-folder.js'
import { removeTensorflow } from '../../engine/install/remove-tensorflow.js'
import { installableArgument } from '../installable-argument.js'

export function addEngineRemoveCommand(engine: Command): void {
  engine
    .command('remove')
    .description('remove what "engine install" has installed')
    .addArgument(installableArgument())
    .option('--json', 'print one JSON object')
    .action((_name: string, options: { json?: true }) => remove(options))
}

async function remove({ json }: { json?: true }): Promise<void> {
  const cache = cacheFolder()
  const removed = await removeTensorflow(cache)
  const bytes = removed.reduce((sum, each) => sum + each.bytes, 0)
  if (json) console.log(JSON.stringify({ removed, bytes }, null, 2))
  else if (removed.length === 0) console.log(`Nothing is installed in ${cache}.`)
  else
    console.log([...removed.map(({ folder }) => `Removed ${folder}`), `${bytesText(bytes)} are free again.`].join('\n'))
}
