import type { ShownEvaluation } from './shown-evaluation.js'

/**
 * An evaluation as one JSON object, in full precision: `{model, splits, data, crops, chose_the_epoch, engine, count,
 * accuracy, accuracy_interval: {low, high, level, kind}, top2, macro_f1, balanced_accuracy, loss, ece, temperature,
 * ece_after_temperature, by_class: [{class, precision, recall, f1, count}], confusion}`, the confusion as counts
 * [true][predicted].
 */
export function renderEvaluationJson(shown: ShownEvaluation): string {
  const { model, splits, data, crops, engine, classes, count, accuracy, top2, loss, ece, temperature } = shown
  const record = {
    ...{ model, splits, data, crops, chose_the_epoch: shown.choseTheEpoch, engine, count },
    ...{ accuracy, accuracy_interval: shown.interval, top2, macro_f1: shown.macroF1 },
    ...{ balanced_accuracy: shown.balancedAccuracy, loss, ece, temperature },
    ece_after_temperature: shown.eceAfterTemperature,
    by_class: shown.byClass.map((scores, i) => ({ class: classes[i]!, ...scores })),
    confusion: shown.confusion,
  }
  return JSON.stringify(record, null, 2)
}
