import type { Run } from '../../core/run.js'
import { countTrials } from '../../plan/space/space.js'
import { trialsOf } from '../../plan/trials.js'
import type { StoreReader } from '../../store/store-reader.js'

export interface Reusable {
  /** Name of the run. */
  readonly run: string
  readonly trials: number
}

/** More trials than this are not looked through for a line of advice. */
const mostTrials = 100_000

/** The run that has completed most of another one's trials under the same identity; undefined when none has any. */
export async function countReusable(store: StoreReader, run: Run): Promise<Reusable | undefined> {
  if (run.identity === null || countTrials(run.sweep) > mostTrials) return undefined
  const twins = (await store.runs()).filter(({ name, identity }) => identity === run.identity && name !== run.name)
  let most: Reusable | undefined
  for (const { name } of twins.slice(0, 5)) {
    const statuses = await store.statuses(name)
    let trials = 0
    for (const { key } of trialsOf(run.sweep)) if (statuses.get(key) === 'complete') trials++
    if (trials > (most?.trials ?? 0)) most = { run: name, trials }
  }
  return most
}
