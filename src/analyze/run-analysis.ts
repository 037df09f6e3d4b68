import type { RunData } from '../core/run-data.js'
import type { Analysis } from './analysis.js'
import { seedsToDecide } from './comparison/seeds-to-decide.js'
import { comparePoints } from './comparison/ties.js'
import { effectsOf } from './effects/analysis.js'
import { groupPoints, rankPoints } from './points.js'
import { buildReport } from './report.js'
import { verdictOf } from './verdict.js'
import { warningsOf } from './warnings.js'

/** What a run says, and how sure it is. The same run gives the same numbers. */
export function analyzeRun(data: RunData): Analysis {
  const { sweep } = data.run
  const groups = groupPoints(data.trials, sweep)
  const { comparison, p, points: compared } = comparePoints(groups, sweep.metric, data.validation)
  const ties = p.map((each, place) => comparison !== null && place > 0 && (each === null || each > comparison.level))
  const anyTie = ties.includes(true)
  const standings = p.map((each, place) => ({ tied: place === 0 ? anyTie : ties[place]!, p: each }))
  const tiedPlaces = ties.flatMap((tied, place) => (tied ? [place] : []))
  const found = {
    report: buildReport(data.run.name, sweep, data.trials, data.total),
    metric: sweep.metric,
    points: rankPoints(groups, sweep.metric.name, data, standings),
    comparison,
    seedsToDecide: comparison && seedsToDecide(compared, tiedPlaces, comparison.level),
    effects: effectsOf(data),
  }
  const warnings = warningsOf(data, found)
  return { ...found, warnings, verdict: verdictOf(data, { ...found, warnings }) }
}
