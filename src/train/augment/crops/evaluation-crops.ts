import type { Crops } from './crops.js'

/** The crops that an image is scored by: no chance in them. */
export type EvaluationCrops = Exclude<Crops, 'random'>
