import type { ClassifierDescription } from '../../core/model-folder/classifier-description.js'
import type { ImageShape } from '../augment/image-shape.js'
import type { Settings } from '../classify/settings/settings.js'
import type { Network } from '../models/network.js'
import type { Tensors } from '../tensors/tensors.js'

/** A classifier that was saved, ready to use. Whoever opened it disposes its weights. */
export interface SavedClassifier {
  readonly folder: string
  readonly description: ClassifierDescription
  /** The parameters that it was trained with. */
  readonly settings: Settings
  /** Size of the images that its crops are cut out of. */
  readonly shape: ImageShape
  /** Side of the crops in pixels. */
  readonly crop: number
  readonly network: Network
  readonly weights: Tensors
}
