/** Where the readings of a run come from: all that may change them beside its sweep and conditions. Plain data. */
export interface Provenance {
  /** The commit of the experiment's repository; null where there is none. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null
  /** SHA-256 over the files of the experiment's code, its own imports included, in hexadecimal digits. */
  readonly code: string
  /** The first 16 digits of the SHA-256 of each of these files, by its path from the experiment's folder. */
  readonly files: Readonly<Record<string, string>>
  /** SHA-256 of each file or folder of data that the sweep names, by its path as written. */
  readonly data: Readonly<Record<string, string>>
  /**
   * Versions by name: sweep, node, the packages of TensorFlow.js and those that the experiment imports; `kernels` is a
   * hash of our own.
   */
  readonly versions: Readonly<Record<string, string>>
  /** Name of the machine, its system and processor. For people: it does not count as a difference. */
  readonly host: { readonly name: string; readonly platform: string; readonly cpu: string }
  /** The differences that `--allow-change` has let pass since the run began, oldest first; left out when there are none. */
  readonly changes?: readonly AllowedChange[]
}

export interface AllowedChange {
  /** Milliseconds since 1970. */
  readonly at: number
  /** A line each. */
  readonly differences: readonly string[]
}
