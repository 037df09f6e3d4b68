import type { Command } from 'commander'
import { listEngines } from '../../engine/list-engines.js'
import { renderEngines } from '../../report/render-engines.js'
import { addEngineCheckCommand } from './engine-check.js'
import { addEngineInstallCommand } from './engine-install.js'
import { addEngineRemoveCommand } from './engine-remove.js'

export function addEngineCommand(program: Command): void {
  const engine = program.command('engine').description('the TensorFlow.js backends of this machine')
  engine
    .command('list')
    .description('which engines are there, where they come from, and why the others are not')
    .option('--json', 'print one JSON array')
    .action(list)
  addEngineInstallCommand(engine)
  addEngineRemoveCommand(engine)
  addEngineCheckCommand(engine)
}

async function list({ json }: { json?: true }): Promise<void> {
  const engines = await listEngines()
  console.log(json ? JSON.stringify(engines, null, 2) : renderEngines(engines, { columns: process.stdout.columns }))
}
