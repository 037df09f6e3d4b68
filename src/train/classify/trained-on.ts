import { UsageError } from '../../core/usage-error.js'
import type { SplitsRequest } from '../data/load-splits.js'
import { refuseScoringOfTrained } from '../data/refuse-scoring-of-trained.js'

/** Splits that weights were trained on: by one training, or one of those that it began from. Plain JSON. */
export type TrainedOn = {
  /** The data that they are of, as `dataKey` writes it. */
  readonly data: string
  readonly train: readonly string[]
}

/** What tells one source of data from another. */
export function dataKey({ source }: Pick<SplitsRequest, 'source'>): string {
  return source.kind === 'file' ? source.path : `synthetic faces, ${source.rows} of seed ${source.seed}`
}

/** Throws UsageError where a trial would score what the weights that it begins with were trained on. */
export function refuseScoringOfTrainedBefore(before: readonly TrainedOn[], request: SplitsRequest): void {
  for (const { data, train } of before) {
    if (data !== dataKey(request)) continue
    try {
      refuseScoringOfTrained({ ...request, train })
    } catch (error) {
      throw new UsageError(
        `init_from: its weights were trained on ${train.join(', ')}. As of them, ${(error as Error).message}`,
      )
    }
  }
}
