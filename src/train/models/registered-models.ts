import type { MakeModel } from './make-model.js'

/** The models that experiments added, by name; each thread has its own. */
export const registeredModels = new Map<string, MakeModel>()
