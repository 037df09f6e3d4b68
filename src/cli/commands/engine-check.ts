import { Argument, type Command } from 'commander'
import type { CheckedEngine } from '../../engine/check/checked-engine.js'
import { type EngineName, engineNames } from '../../engine/engine-name.js'
import { renderCheckedEngines } from '../../report/render-checked-engines.js'
import { checkEngines } from '../check-engines.js'
import { exitCodes } from '../exit-codes.js'

export function addEngineCheckCommand(engine: Command): void {
  engine
    .command('check')
    .description("train a small network on each engine and compare with PyTorch's numbers; exit code 1 if one is wrong")
    .addArgument(new Argument('[engine]', 'check this one only').choices(engineNames))
    .option('--json', 'print one JSON object')
    .action(check)
}

async function check(name: EngineName | undefined, { json }: { json?: true }): Promise<void> {
  const checked = await checkEngines(name === undefined ? engineNames : [name], { timed: true })
  console.log(json ? JSON.stringify({ engines: checked.map(record) }, null, 2) : renderCheckedEngines(checked))
  // Of an engine that was asked for by name more is expected than not to be wrong.
  const bad = checked.some(({ result }) => result === 'wrong' || result === 'broken' || (name && result !== 'ok'))
  if (bad) process.exitCode = exitCodes.someFailed
}

function record({ name, ...engine }: CheckedEngine) {
  switch (engine.result) {
    case 'ok': {
      const { result, version, device, deviceKind, stepsPerSecond } = engine
      return { engine: name, result, version, device, device_kind: deviceKind, steps_per_second: stepsPerSecond }
    }
    case 'wrong': {
      const { result, version, device, deviceKind, differences } = engine
      return { engine: name, result, version, device, device_kind: deviceKind, differences }
    }
    case 'broken':
    case 'absent':
      return { engine: name, ...engine }
    default:
      return engine satisfies never
  }
}
