/**
 * Version of the objects that `--json` prints and `export --to json` writes. It grows when a key goes, or changes its name
 * or its meaning; a key may come without.
 */
export const schemaVersion = 1

/** A record as the JSON object that a command prints, its `schema_version` first. */
export function jsonText(record: object): string {
  return JSON.stringify({ schema_version: schemaVersion, ...record }, null, 2)
}
