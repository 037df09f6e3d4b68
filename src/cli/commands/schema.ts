import type { Command } from 'commander'
import { sweepSchema } from '../../plan/schema.js'
import { printText } from '../terminal.js'

export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of the sweep file, with which editors complete and check it')
    .action(() => printText([JSON.stringify(sweepSchema(), null, 2)]))
}
