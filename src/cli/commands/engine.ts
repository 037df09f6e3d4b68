import type { Command } from 'commander'
import type { EngineStatus } from '../../engine/engine-status.js'
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
  if (json) console.log(JSON.stringify(engines.map(record), null, 2))
  else console.log(renderEngines(engines, { columns: process.stdout.columns }))
}

function record({ name, ...status }: EngineStatus) {
  if (!status.available) return { engine: name, ...status }
  const { available, version, device, deviceKind, origin } = status
  return { engine: name, available, version, device, device_kind: deviceKind, ...origin }
}
