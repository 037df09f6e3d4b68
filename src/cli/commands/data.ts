import type { Command } from 'commander'
import { defaultRows, synthesizeFaces } from '../../vision/data/faces/synthesis.js'
import { writeFerCsv } from '../../vision/data/fer/format.js'
import { naturalNumber, positiveInteger } from '../options.js'
import { addDataCheckCommand } from './data-check.js'

export function addDataCommand(program: Command): void {
  const data = program.command('data').description('data sets')
  data
    .command('synthesize')
    .description('write synthetic faces of the seven emotions in the form of fer2013.csv')
    .argument('<out.csv>', 'the file to write')
    .option('--rows <n>', 'number of faces', positiveInteger, defaultRows)
    .option('--seed <n>', 'seed of the generator', naturalNumber, 0)
    .action(synthesize)
  addDataCheckCommand(data)
}

async function synthesize(path: string, { rows, seed }: { rows: number; seed: number }): Promise<void> {
  const dataset = synthesizeFaces({ rows, seed })
  await writeFerCsv(dataset, path)
  const splits = Object.entries(dataset.splits).map(([name, { count }]) => `${name} ${count}`)
  console.error(`${path}: ${rows} faces (${splits.join(', ')})`)
}
