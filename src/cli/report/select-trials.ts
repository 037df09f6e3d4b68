import type { TrialRow } from '../../analyze/run-data.js'
import { didYouMean } from '../../core/did-you-mean.js'
import type { Json } from '../../core/json.js'
import type { Sweep } from '../../core/sweep.js'
import { UsageError } from '../../core/usage-error.js'
import { type Expression, ExpressionError, parseExpression } from '../../plan/expression.js'

/**
 * The trials that an expression of `--where` selects. It speaks of parameters, `seed`, `trial` (the number), `status`, the
 * sweep's metric (its best value) and the other metrics of a trial's result; a parameter of one of these names goes before.
 * What a trial does not have is unknown, and what is unknown is not selected. Throws UsageError.
 */
export function selectTrials<T extends TrialRow>(text: string, sweep: Sweep, trials: readonly T[]): readonly T[] {
  const expression = parsed(text)
  const params = sweep.parameters.map(({ name }) => name)
  const metrics = new Set([sweep.metric.name, ...trials.flatMap((trial) => Object.keys(trial.metrics ?? {}))])
  const known = [...params, ...own, ...metrics]
  for (const name of expression.names) {
    if (known.includes(name)) continue
    throw new UsageError(
      `--where: there is no "${name}". ${didYouMean(name, known)}` +
        `It may speak of the parameters ${params.join(', ') || '(none)'}, of ${own.join(', ')}, and of the metrics ${[...metrics].join(', ')}`,
    )
  }
  return trials.filter((trial) => isTrue(expression, valuesOf(trial, sweep)))
}

const own = ['seed', 'trial', 'status'] as const

function parsed(text: string): Expression {
  try {
    return parseExpression(text)
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause
    throw new UsageError(`--where "${text}": ${cause.message}. Write it as: --where "lr < 0.1 && seed == 0"`, { cause })
  }
}

function valuesOf(trial: TrialRow, { metric }: Sweep): Readonly<Record<string, Json>> {
  const { number, seed, status, value, metrics, params } = trial
  return { ...metrics, ...(value !== null && { [metric.name]: value }), seed, trial: number, status, ...params }
}

function isTrue(expression: Expression, values: Readonly<Record<string, Json>>): boolean {
  try {
    const found = expression.value(values)
    if (found === undefined || typeof found === 'boolean') return found === true
    throw new ExpressionError(
      `it is ${JSON.stringify(found)} for trial ${values.trial}, where it has to be true or false`,
    )
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause
    throw new UsageError(`--where "${expression.text}": ${cause.message}`, { cause })
  }
}
