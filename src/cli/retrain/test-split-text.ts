import type { RetrainingPlan } from './plan-retraining.js'
import type { TestScore } from './test-scores.js'

/** What there is to say of the test split before it is scored, a line each. */
export function testSplitText({ test }: RetrainingPlan, before: readonly TestScore[]): readonly string[] {
  switch (test.kind) {
    case 'none':
      return []
    case 'every_trial': {
      const names = test.splits.join(', ')
      return [`The sweep itself scores the test split ${names} with every trial, so it is scored here too.`]
    }
    case 'once':
      return before.map(scoredText)
    default:
      return test satisfies never
  }
}

function scoredText({ at, command, splits, metrics }: TestScore): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`)
  return (
    `Warning: the test split ${splits.join(', ')} was scored before, at ${at} by "${command}": ` +
    `${figures.join(', ') || 'no metric'}. A split that is scored until the figure pleases is no test.`
  )
}
