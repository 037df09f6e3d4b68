/** A Python wheel that TensorFlow or a library it needs is taken from: one file of a package index, known by its hash. */
export interface Wheel {
  /** Name in the package index. */
  readonly package: string
  readonly version: string
  readonly file: string
  readonly bytes: number
  /** In hexadecimal, as pip writes it. */
  readonly sha256: string
  /** Size on disk of what is taken out of it; a guess on the safe side where it could not be measured. */
  readonly unpackedBytes: number
}
