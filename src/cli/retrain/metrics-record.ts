import type { SplitScores } from '../../analyze/split-scores.js'
import type { RetrainingFacts } from './retraining-facts.js'
import type { TestScore } from './test-scores.js'

/** What `metrics.json` holds: the kept model's scores on every split, and every seed beside what is recorded of it. */
export function metricsRecord(
  { retraining, point, kept, testedBefore }: RetrainingFacts,
  scores: readonly SplitScores[],
  tested: TestScore | null,
) {
  const { metric, seeds, mean, meanVerdict } = retraining
  const { value, bestStep, recorded, verdict, seed } = retraining.kept!
  // A trial with other parameters is another trial: there is nothing to reproduce.
  const comparable = verdict === 'reproduced' || verdict === 'not_reproduced'
  return {
    metric,
    seed,
    value,
    best_step: bestStep,
    metrics: kept.metrics,
    recorded_value: comparable ? recorded!.value : null,
    reproduced: comparable ? verdict === 'reproduced' : null,
    splits: scores.map(({ part, splits, evaluation }) => ({ part, splits, ...evaluation })),
    seeds: seeds.map((each) => ({
      ...{ seed: each.seed, trial: each.trial, verdict: each.verdict, value: each.value, best_step: each.bestStep },
      recorded_value: each.recorded?.value ?? null,
    })),
    mean,
    recorded_mean: point.mean,
    recorded_interval: point.interval,
    mean_verdict: meanVerdict.kind,
    kept_as: retraining.keptAs,
    test_scored: tested && { ...tested, times_before: testedBefore.length },
    readings: kept.readings,
  }
}
