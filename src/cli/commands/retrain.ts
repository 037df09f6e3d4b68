import { type Command, Option } from 'commander'
import { UsageError } from '../../core/usage-error.js'
import { chooseRun, withRuns } from '../../runs/folder.js'
import type { RetrainWishes } from '../../runs/retrain/plan.js'
import { retrain } from '../../runs/retrain/retrain.js'
import { gpusOption, positiveInteger, runsDirOption, trialsPerGpuOption, workersOption } from '../options.js'

export function addRetrainCommand(program: Command): void {
  program
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
    .addOption(workersOption())
    .addOption(gpusOption())
    .addOption(trialsPerGpuOption())
    .addOption(runsDirOption())
    .action(action)
}

async function action(
  first: string | undefined,
  others: string[],
  options: Omit<RetrainWishes, 'overrides'>,
): Promise<void> {
  // The run may be left out, and then the first argument is an override already.
  const named = first !== undefined && !first.includes('=')
  const overrides = first === undefined || named ? others : [first, ...others]
  const { gpus, seeds } = options
  if (seeds === 1 && gpus?.kind === 'some' && gpus.places.length > 1) {
    throw new UsageError('--gpus names several, but one trial is trained: name one')
  }
  process.exitCode = await withRuns(options.runsDir, (store, runs) =>
    retrain(store, chooseRun(runs, named ? first : undefined), { ...options, overrides }),
  )
}

/** Names with commas between them. */
function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}
