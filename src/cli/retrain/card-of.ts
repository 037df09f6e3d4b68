import type { SplitScores } from '../../analyze/split-scores.js'
import { isRead } from '../../core/is-read.js'
import { classifierDescription } from '../../core/model-folder/classifier-description.js'
import { isSearched, type Parameter } from '../../core/parameter.js'
import { defaultParams } from '../../plan/preparation.js'
import type { CardParameter, ModelCard } from '../../report/model-card/model-card.js'
import type { RetrainingFacts } from './retraining-facts.js'

/** What the card of a model says. */
export function cardOf(facts: RetrainingFacts, scores: readonly SplitScores[], command: string): ModelCard {
  const { run, point, plan, wishes, conditions, provenance, retraining, kept, model, testedBefore } = facts
  const { trial, trials, rank, points, mean, interval } = point
  return {
    ...{ run: run.name, sweep: run.sweep.name, experiment: run.sweep.experiment },
    description: classifierDescription(model.description),
    retraining,
    metrics: kept.metrics,
    scores,
    parameters: parametersOf(facts),
    data: provenance.data,
    chosen: {
      how: wishes.trial === undefined ? 'best' : 'named',
      trial: trial.number,
      ...{ rank, points, mean, interval },
      seeds: trials.map(({ seed }) => seed),
      verdict: facts.verdict,
    },
    test:
      plan.test.kind === 'none'
        ? null
        : {
            splits: plan.test.splits,
            times: testedBefore.length,
            everyTrial: plan.test.kind === 'every_trial',
          },
    combined: plan.combined,
    steps: kept.readings.length,
    circumstances: { ...conditions, versions: provenance.versions, commit: provenance.git?.commit ?? null },
    differences: facts.differences,
    command,
  }
}

/** Those of the sweep in its order, then the experiment's own, but for those that have no effect here. */
function parametersOf({ run, point, plan, kept }: RetrainingFacts): readonly CardParameter[] {
  const { params } = kept.trial
  const written = new Map(run.sweep.parameters.map((parameter) => [parameter.name, parameter]))
  const specs = plan.checked.specs ?? {}
  const whole = { ...defaultParams(run.sweep, specs), ...params }
  const own = Object.entries(specs)
    .filter(([name, spec]) => !Object.hasOwn(params, name) && spec.default !== undefined && isRead(spec, whole))
    .map(([name, spec]) => ({ name, value: spec.default!, from: 'default', tried: null }) as const)
  const given = Object.entries(params).map(([name, value]): CardParameter => {
    const parameter = written.get(name)
    const changed = JSON.stringify(value) !== JSON.stringify(point.params[name])
    if (changed) return { name, value, from: 'override', tried: null }
    const searched = parameter !== undefined && isSearched(parameter)
    return { name, value, from: searched ? 'searched' : 'sweep', tried: parameter ? triedOf(parameter) : null }
  })
  return [...given, ...own]
}

function triedOf(parameter: Parameter): number | null {
  return 'values' in parameter ? parameter.values.length : null
}
