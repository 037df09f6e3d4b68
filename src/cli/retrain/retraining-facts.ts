import type { Retraining } from '../../analyze/retraining.js'
import type { ModelFolder } from '../../core/model-folder/read-model-folder.js'
import type { Provenance } from '../../core/provenance.js'
import type { Metrics, Reading } from '../../core/reading.js'
import type { Conditions, Run } from '../../core/run.js'
import type { Trial } from '../../core/trial.js'
import type { RetrainingPlan } from './plan-retraining.js'
import type { RecordedPoint } from './recorded-point.js'
import type { RetrainWishes } from './retrain-wishes.js'
import type { TestScore } from './test-scores.js'

/** The trial whose model is kept, as it ended. */
export interface Kept {
  readonly trial: Trial
  readonly readings: readonly Reading[]
  readonly metrics: Metrics
}

/** All that is known of a retraining at its end. */
export interface RetrainingFacts {
  readonly run: Run
  readonly point: RecordedPoint
  readonly plan: RetrainingPlan
  readonly wishes: RetrainWishes
  readonly conditions: Conditions
  readonly provenance: Provenance
  /** What is otherwise than when the run began and can change numbers. */
  readonly differences: readonly string[]
  readonly retraining: Retraining
  readonly kept: Kept
  readonly model: ModelFolder
  /** What a report of the run says of its points. */
  readonly verdict: readonly string[]
  /** The times that the test split has been scored before. */
  readonly testedBefore: readonly TestScore[]
}
