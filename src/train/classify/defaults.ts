import type { Augmentation } from '../augment/augmentation.js'
import type { Crops } from '../augment/crops/crops.js'
import type { EvaluationCrops } from '../augment/crops/evaluation-crops.js'

/** What differs between the built-in experiments: where they look for images and what they do with them when nobody says. */
export interface Defaults {
  readonly model: string
  readonly width: number
  /** Names of splits; null for none. */
  readonly train: string
  readonly validation: string | null
  readonly test: string | null
  /** Side of the crops in pixels; 0 for whole images. */
  readonly cropSize: number
  readonly trainCrops: Crops
  readonly testCrops: EvaluationCrops
  readonly augmentation: Augmentation
  /** Whether images are drawn where no data is named. */
  readonly synthesizes: boolean
}
