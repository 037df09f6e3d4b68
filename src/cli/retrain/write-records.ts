import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../core/clock.js'
import { manifestName } from '../../core/model-folder/model-manifest.js'
import { writeModelManifest } from '../../core/model-folder/write-model-manifest.js'
import { runPaths } from '../../core/run-paths.js'
import type { Trial } from '../../core/trial.js'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { renderModelCard } from '../../report/model-card/render-model-card.js'
import { cardOf } from './card-of.js'
import { commandText } from './command-text.js'
import { metricsRecord } from './metrics-record.js'
import { readSplitScores } from './read-split-scores.js'
import type { RecordedPoint } from './recorded-point.js'
import type { RetrainingFacts } from './retraining-facts.js'
import { addTestScore, type TestScore } from './test-scores.js'

/**
 * Writes what belongs to a model beside it, `manifest.json` last, and remembers in the run that the test split was scored.
 * Returns the names of all files and folders of the model.
 */
export async function writeRecords(facts: RetrainingFacts): Promise<readonly string[]> {
  const { run, point, plan, wishes, kept, model } = facts
  const { folder } = model
  const command = commandText(run.name, point.trial.number, wishes)
  const scores = await readSplitScores(join(folder, 'artifacts'))
  const tested = plan.test.kind === 'none' ? null : testScore(facts, command)
  if (tested) await addTestScore(runPaths(wishes.runsDir, run.name).testScores, tested)
  const write = (name: string, record: unknown) =>
    writeFileSafely(join(folder, name), `${JSON.stringify(record, null, 2)}\n`)
  await write('metrics.json', metricsRecord(facts, scores, tested))
  await write('sweep.json', sweepRecord(facts, command))
  await writeFileSafely(join(folder, 'README.md'), renderModelCard(cardOf(facts, scores, command)))
  const { experiment } = run.sweep
  await writeModelManifest(folder, { experiment, description: model.description })
  const artifacts = existsSync(join(folder, 'artifacts')) ? ['artifacts'] : []
  return [...Object.keys(model.files), 'metrics.json', 'sweep.json', 'README.md', ...artifacts, manifestName]

  function testScore({ model: { folder: output } }: RetrainingFacts, by: string): TestScore {
    const { trial, metrics } = kept
    const figures = Object.entries(metrics).filter(([name]) => name.startsWith('test_'))
    return {
      at: new Date(systemClock.now()).toISOString(),
      command: by,
      splits: plan.test.kind === 'none' ? [] : plan.test.splits,
      ...{ trial: trial.number, seed: trial.seed },
      metrics: Object.fromEntries(figures),
      output,
    }
  }
}

function sweepRecord(
  { run, point, plan, kept, conditions, provenance, differences }: RetrainingFacts,
  command: string,
) {
  const { key, params, seed } = kept.trial
  const { engine, engineVersion, device, threads } = conditions
  return {
    ...{ run: run.name, trial: point.trial.number, key, params, seed },
    ...{ command, overrides: plan.same ? [] : changedParams(point, params), combined: plan.combined },
    ...{ engine, engine_version: engineVersion, device, threads },
    provenance,
    // Of the trial that is recorded; null when the run is of an older version.
    recorded_provenance: run.provenance,
    differences,
    sweep: run.sweep,
  }
}

/** Names of the parameters that are otherwise than recorded. */
function changedParams({ params }: RecordedPoint, now: Trial['params']): readonly string[] {
  const names = [...new Set([...Object.keys(params), ...Object.keys(now)])]
  return names.filter((name) => JSON.stringify(params[name]) !== JSON.stringify(now[name]))
}
