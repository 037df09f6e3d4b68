import { countTrials } from '../../plan/space/space.js'
import type { RunEnd } from '../../runs/execution.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { hopelessText } from '../progress/words.js'
import { terminalWidth, wantsColor } from '../terminal.js'
import { renderReports } from './rendering.js'
import { makeReport } from './report.js'

/** Prints what `sweep report` would say of a run that has ended, and why it ended where that is not all. */
export async function reportEnd(
  { run, ending, interrupted, failed }: RunEnd,
  { runsDir, json }: { readonly runsDir: string; readonly json?: true },
): Promise<ExitCode> {
  const format = json ? ('json' as const) : ('table' as const)
  const request = { format, runsDir, ...(!json && { top: 10 }) }
  await lookAtRuns(runsDir, async (store, runs) => {
    // Nobody should wait for statistics over trials that cost nothing.
    const whole = countTrials(run.sweep) > 1000 ? { ...request, trials: true as const } : request
    const made = await makeReport(store, chooseRun(runs, run.name), whole)
    console.log(await renderReports([made], request, { columns: terminalWidth(), color: wantsColor() }))
  })
  if (ending.how === 'same_failure') {
    console.error(hopelessText(run, ending))
    return exitCodes.someFailed
  }
  if (interrupted) {
    console.error(`Interrupted. Go on with: sweep resume ${run.name}`)
    return exitCodes.interrupted
  }
  return failed > 0 ? exitCodes.someFailed : exitCodes.ok
}
