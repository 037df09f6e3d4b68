import type { MissingTool } from './missing-tool.js'

/** What is missing, a line each with the remedy below it. */
export function missingText(missing: readonly MissingTool[]): string {
  const lines = missing.flatMap(({ what, fix }) => [`- ${what}`, `    ${fix}`])
  return ['The engine "tensorflow" cannot be installed yet; nothing was fetched:', ...lines].join('\n')
}
