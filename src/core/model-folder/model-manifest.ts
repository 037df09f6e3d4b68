import type { Json } from '../json.js'

/** What `manifest.json` of a model folder says: written last, so that a folder that has one was whole. */
export interface ModelManifest {
  /** The version of how a model folder is written. */
  readonly format: typeof modelFormat
  /** By path in the folder, with `/`, of every file that has to be as it was written; a model card may be edited. */
  readonly files: Readonly<Record<string, ModelFile>>
  /** As the sweep file names it; null where only the model was saved, without the trial that it is of. */
  readonly experiment: string | null
  /** What the experiment says of its model, as `ClassifierDescription`; null when it says nothing. */
  readonly description: Json
}

export interface ModelFile {
  /** In hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

export const modelFormat = 'sweep-model/1'

export const manifestName = 'manifest.json'
