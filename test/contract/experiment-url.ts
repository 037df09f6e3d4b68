/** The URL of an experiment of the tests' own. */
export function experimentUrl(file: string): string {
  return new URL(`../fixtures/experiments/${file}`, import.meta.url).href
}
