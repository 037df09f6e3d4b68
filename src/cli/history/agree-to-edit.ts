import { createInterface } from 'node:readline'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import type { SweepEdit } from './sweep-edit.js'

/**
 * Says what an edited sweep means for a run and, where trials come or go, lets the user agree: by `yes` or on a terminal.
 * False when the user does not; throws UsageError when nobody can be asked.
 */
export async function agreeToEdit(
  run: Run,
  { added, kept, dropped, policyChanged }: SweepEdit,
  continued: { readonly count: number; readonly parameter: string; readonly conditional: boolean },
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
