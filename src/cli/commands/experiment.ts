import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { UsageError } from '../../core/errors.js'
import { didYouMean } from '../../core/texts.js'
import { inspectExperiment } from '../../execute/inspection.js'
import { jsonText } from '../../report/json.js'
import { renderParameters } from '../../report/plan.js'
import { builtinExperiments } from '../../vision/experiments.js'
import { printText } from '../terminal.js'

export function addExperimentCommand(program: Command): void {
  program
    .command('experiment')
    .description('show the parameters that an experiment reads and the metrics that it reports')
    .argument('<experiment>', `${Object.keys(builtinExperiments).join(', ')}, or the path of a module`)
    .option('--json', 'print the same as JSON')
    .action(show)
}

async function show(name: string, { json }: { json?: true }): Promise<void> {
  const { parameters, metrics } = await inspectExperiment(
    moduleOf(name),
    (line) => console.error(line),
    ({ said }) => said,
  )
  if (json) return printText([jsonText({ parameters: parameters ?? null, metrics: metrics ?? null })])
  await printText([
    parameters
      ? renderParameters(parameters, { columns: process.stdout.columns })
      : `${name} does not say which parameters it reads.`,
    '',
    metrics ? `metrics: ${metrics.join(', ')}` : `${name} does not say which metrics it reports.`,
  ])
}

function moduleOf(name: string): string {
  const builtin = Object.hasOwn(builtinExperiments, name) ? builtinExperiments[name] : undefined
  if (builtin) return builtin.href
  const path = resolve(name)
  if (existsSync(path)) return pathToFileURL(path).href
  const names = Object.keys(builtinExperiments)
  throw new UsageError(
    `there is no built-in experiment "${name}", and no file ${path}. ${didYouMean(name, names)}Built in: ${names.join(', ')}`,
  )
}
