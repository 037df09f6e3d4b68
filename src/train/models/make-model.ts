import type { Model } from './model.js'
import type { ModelOptions } from './model-options.js'

export type MakeModel = (options: ModelOptions) => Model
