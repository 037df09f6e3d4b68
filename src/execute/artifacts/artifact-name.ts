const ending = '.safetensors'

/** The file of an artifact. Throws RangeError for a name that is not small letters and digits with `-` or `_` between. */
export function artifactName(name: string): string {
  if (/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(name) && name.length <= 100) return `${name}${ending}`
  throw new RangeError(
    `artifact: a name is small letters and digits with "-" or "_" between them, as val_logits; got ${JSON.stringify(name)}`,
  )
}

/** Whether a file of that name is an artifact, whole or in part. */
export function isArtifact(name: string): boolean {
  return /^[a-z][a-z0-9_-]*\.safetensors(?:\.[\d-]+\.partial)?$/.test(name)
}
