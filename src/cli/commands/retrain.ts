import { type Command, Option } from 'commander'
import { UsageError } from '../../core/errors.js'
import { retrainingText } from '../../report/retraining.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import type { RetrainWishes } from '../../runs/retrain/plan.js'
import { type RetrainEnd, retrain } from '../../runs/retrain/retrain.js'
import { createEnvironment } from '../environment.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { addOptions, deviceOptions, positiveInteger, runsDirOption } from '../options.js'

export function addRetrainCommand(program: Command): void {
  const command = program
    .command('retrain')
    .description('train the best point again, say whether it is reproduced, and keep its model')
    .argument('[run]', 'name of the run (default: the newest)')
    .argument('[overrides...]', 'key=value: another value for a parameter, as epochs=50')
    .option('--trial <n>', 'train the point of this trial instead of the best one', positiveInteger)
    .option('--seeds <k>', 'train so many seeds, the recorded ones first, and keep the best', positiveInteger, 1)
    .addOption(
      new Option(
        '--combine <parts>',
        'train on parts of the data joined, as train,validation, for as long as the recorded best step',
      ).argParser(names),
    )
    .option('--epochs <n>', 'the same as epochs=N', positiveInteger)
    .addOption(
      new Option('--test [splits]', 'score the test split once, with the model that is kept, and record it').argParser(
        names,
      ),
    )
    .option(
      '-o, --output <dir>',
      'where the model goes (default: models/trial-<n> in the folder of the run, with the key behind it when parameters are overridden)',
    )
  addOptions(command, deviceOptions()).addOption(runsDirOption()).action(action)
}

async function action(
  first: string | undefined,
  others: string[],
  options: Omit<RetrainWishes, 'overrides'> & { readonly runsDir: string },
): Promise<void> {
  // The run may be left out, and then the first argument is an override already.
  const named = first !== undefined && !first.includes('=')
  const overrides = first === undefined || named ? others : [first, ...others]
  const { gpus, seeds } = options
  if (seeds === 1 && gpus?.kind === 'some' && gpus.places.length > 1) {
    throw new UsageError('--gpus names several, but one trial is trained: name one')
  }
  const { runsDir, ...wishes } = options
  const end = await lookAtRuns(runsDir, (store, runs) =>
    retrain(store, chooseRun(runs, named ? first : undefined), { ...wishes, overrides }, createEnvironment(runsDir)),
  )
  process.exitCode = tellEnd(end)
}

function tellEnd(end: RetrainEnd): ExitCode {
  switch (end.how) {
    case 'interrupted':
      console.error('Interrupted. The same command goes on from the last checkpoint.')
      return exitCodes.interrupted
    case 'failed':
      console.error(end.reason)
      return exitCodes.someFailed
    case 'kept': {
      const { output, files, retraining, differences } = end
      console.log(`${output}: ${files.join(', ')}`)
      for (const line of retrainingText(retraining, differences)) console.log(line)
      return retraining.seeds.every(({ verdict }) => verdict !== 'not_complete') ? exitCodes.ok : exitCodes.someFailed
    }
    default:
      return end satisfies never
  }
}

/** Names with commas between them. */
function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}
