import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import { UsageError } from '../../core/errors.js'
import type { Run } from '../../core/run.js'
import { chooseRun, withRuns } from '../../runs/folder.js'
import { type ProposedEdit, type ResumeWishes, resumeRun } from '../../runs/resume.js'
import { createEnvironment } from '../environment.js'
import { exitCodes } from '../errors.js'
import { addOptions, deviceOptions, positiveInteger, runsDirOption } from '../options.js'
import { reportEnd } from '../report/end.js'

interface ResumeOptions extends ResumeWishes {
  readonly yes?: true
  readonly runsDir: string
  readonly json?: true
}

export function addResumeCommand(program: Command): void {
  const command = program
    .command('resume')
    .description(
      'go on with a run until every trial of its sweep file is done: interrupted trials from their last checkpoint, failed ones again',
    )
    .argument('[run]', 'name of the run (default: the newest)')
    .option('--yes', 'agree to what an edited sweep file adds and drops')
    .addOption(
      new Option('--as-run', 'leave the sweep file alone: go on with the sweep as it was run').conflicts('sweep'),
    )
    .option('--sweep <file>', 'where the sweep file is now, when it has moved')
    .option('--allow-change', 'go on although what numbers depend on has changed; the run remembers it')
    .option('--reuse', 'take over trials that another run has completed with the same code, data and engine')
    .option('--engine <name>', "another engine than the run's; needs --allow-change")
    .option('--threads <n>', "another number of threads than the run's; needs --allow-change", positiveInteger)
  addOptions(command, deviceOptions())
    .addOption(runsDirOption())
    .option('--json', 'print the report as JSON')
    .action(resume)
}

async function resume(name: string | undefined, options: ResumeOptions): Promise<void> {
  const end = await withRuns(options.runsDir, (store, runs) =>
    resumeRun(
      store,
      chooseRun(runs, name).name,
      options,
      (run, edit) => agreeToEdit(run, edit, options.yes === true),
      createEnvironment(options.runsDir),
    ),
  )
  process.exitCode = end ? await reportEnd(end, options) : exitCodes.usage
}

/**
 * Says what an edited sweep means for a run and, where trials come or go, lets the user agree: by `yes` or on a terminal.
 * False when the user does not; throws UsageError when nobody can be asked.
 */
async function agreeToEdit(
  run: Run,
  { added, kept, dropped, policyChanged, continued }: ProposedEdit,
  yes: boolean,
): Promise<boolean> {
  if (policyChanged) {
    console.error('What the sweep file says of failures, timeouts and checkpoints has changed: taken over.')
  }
  if (added === 0 && dropped === 0) return true
  const parts = [`+${added} ${added === 1 ? 'cell' : 'cells'}`, `${kept} kept`, `${dropped} no longer wanted`]
  const { count, parameter, conditional } = continued
  const goOn = `${count} ${conditional ? 'may go on' : count === 1 ? 'goes on' : 'go on'} from fewer ${parameter}`
  console.error(`The sweep file has changed: ${parts.join(', ')}${count === 0 ? '' : `; ${goOn}`}.`)
  if (yes) return true
  const asRun = `sweep resume ${run.name} --as-run`
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(
      `the sweep of run "${run.name}" has changed. Agree: sweep resume ${run.name} --yes. ` +
        `Or go on with it as it was run: ${asRun}`,
    )
  }
  if (await ask('Bring the run to the new sweep? [y/N] ')) return true
  console.error(`Nothing was changed. To go on with the sweep as it was run: ${asRun}`)
  return false
}

/** On standard error, since standard output is for results; whatever is not a yes, the end of the input too, is a no. */
function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  return new Promise((resolve) => {
    terminal.on('close', () => resolve(false))
    terminal.question(question, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer))
      terminal.close()
    })
  })
}
