import type { Command } from 'commander'
import { listEngines } from '../../engine/list-engines.js'
import { renderEngines } from '../../report/render-engines.js'
import { addEngineCheckCommand } from './engine-check.js'

export function addEngineCommand(program: Command): void {
  const engine = program.command('engine').description('the TensorFlow.js backends of this machine')
  engine.command('list').description('which engines are there, and why the others are not').action(list)
  addEngineCheckCommand(engine)
}

async function list(): Promise<void> {
  console.log(renderEngines(await listEngines()))
}
