import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Each builds on those before it. */
const libraries = [
  ['vega', 'vega.min.js'],
  ['vega-lite', 'vega-lite.min.js'],
  ['vega-embed', 'vega-embed.min.js'],
] as const

/** The code of Vega, Vega-Lite and Vega-Embed for browsers, from their packages, each below its licence. */
export function libraryScripts(): readonly string[] {
  const { resolve } = createRequire(import.meta.url)
  return libraries.map(([name, file]) => {
    // The main file of each lies in the folder of its builds.
    const builds = dirname(resolve(name))
    const licence = readFileSync(join(builds, '../LICENSE'), 'utf8').replaceAll('*/', '* /')
    return `/*! ${name}\n${licence}*/\n${readFileSync(join(builds, file), 'utf8')}`
  })
}
