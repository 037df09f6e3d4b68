import { expect } from 'vitest'

/** To 1e-10 of the figure's size. */
export function expectClose(value: number, figure: number): void {
  expect(Math.abs(value - figure), `${value} for ${figure}`).toBeLessThanOrEqual(1e-10 * Math.abs(figure) + 1e-300)
}
