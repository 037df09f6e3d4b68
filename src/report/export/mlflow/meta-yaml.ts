/** The record as a `meta.yaml`: a line for each field, its value as JSON, which is YAML too. */
export function metaYaml(record: Readonly<Record<string, string | number | null | readonly never[]>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
}
