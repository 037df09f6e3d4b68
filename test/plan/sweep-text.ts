import { expect } from 'vitest'

/** A small sweep file in which nothing is wrong. */
export const good = `name: a
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters:
  lr: [0.1, 0.01]
`

/** `good` with a part of it replaced. */
export function having(from: string, to: string): string {
  expect(good).toContain(from)
  return good.replace(from, to)
}

/** `good` with other lines under `parameters:`, which begin in line 5. */
export function parameters(lines: string): string {
  return having('  lr: [0.1, 0.01]\n', lines)
}
