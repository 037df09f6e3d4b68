import type { Schedule } from './schedule.js'

/**
 * A linear warm-up before a schedule, as `torch.optim.lr_scheduler.LinearLR` before it in a `SequentialLR`: in `epochs`
 * epochs the rate rises from `startFactor` times the schedule's first rate towards that rate. Then the schedule starts,
 * its epochs counted from there; it sees no metric of an epoch of the warm-up.
 */
export function warmUp(
  { epochs, startFactor }: { readonly epochs: number; readonly startFactor: number },
  schedule: Schedule,
): Schedule {
  if (epochs === 0) return schedule
  return ({ epoch, step, past }) => {
    if (epoch >= epochs) return schedule({ epoch: epoch - epochs, step, past: past.slice(epochs) })
    const first = schedule({ epoch: 0, step: 0, past: [] })
    return { ...first, lr: first.lr * (startFactor + (1 - startFactor) * (epoch / epochs)) }
  }
}
