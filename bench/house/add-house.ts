import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { fileCircles } from '../../test/architecture/file-circles.js'
import { BenchError } from '../shared/bench-error.js'
import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'

export function addHouse(program: Command): void {
  program
    .command('house')
    .description('files of src/, their lines, imports and circles, at commits side by side')
    .argument('[commit...]', 'as v1 or HEAD~100', ['HEAD'])
    .action(compare)
}

function compare(commits: readonly string[]): void {
  const houses = commits.map((commit) => measure(sourcesAt(commit)))
  const row = (what: string, textOf: (house: House) => string) => [what, ...houses.map(textOf)]
  const share = (part: number) => `${(100 * part).toFixed(0)} %`
  const rows = [
    row('files', ({ files }) => String(files)),
    row('lines', ({ lines }) => String(lines)),
    row('lines of a file, median', ({ middle }) => String(middle)),
    row('files of 20 lines and less', ({ small }) => share(small)),
    row('longest file', ({ longest }) => String(longest)),
    row('lines that import', ({ imports }) => share(imports)),
    row('circles of files', ({ circles }) => String(circles)),
  ]
  console.log(markdownTable(['', ...commits], rows, ['']))
}

interface House {
  readonly files: number
  readonly lines: number
  readonly middle: number
  readonly small: number
  readonly longest: number
  readonly imports: number
  readonly circles: number
}

function measure(sources: ReadonlyMap<string, string>): House {
  const lengths = [...sources.values()].map((source) => source.trimEnd().split('\n').length)
  const lines = lengths.reduce((sum, length) => sum + length, 0)
  const importing = [...sources.values()].map(importLines).reduce((sum, count) => sum + count, 0)
  return {
    files: sources.size,
    lines,
    middle: median(lengths),
    small: lengths.filter((length) => length <= 20).length / sources.size,
    longest: Math.max(...lengths),
    imports: importing / lines,
    circles: fileCircles(sources).length,
  }
}

/** Lines of the statements at the top of a file that import, an import over several lines with all of them. */
function importLines(source: string): number {
  const statements = source.match(/^import\b[^'"]*['"][^'"]*['"].*$/gm) ?? []
  return statements.reduce((sum, statement) => sum + statement.split('\n').length, 0)
}

/** The TypeScript of src/ at a commit, by path. */
function sourcesAt(commit: string): ReadonlyMap<string, string> {
  const paths = git('ls-tree', '-r', '--name-only', commit, '--', 'src')
    .split('\n')
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  return new Map(paths.map((path) => [path, git('show', `${commit}:${path}`)]))
}

function git(...args: readonly string[]): string {
  try {
    const cwd = fileURLToPath(new URL('../../', import.meta.url))
    return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 24, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (cause) {
    throw new BenchError(`git ${args.join(' ')}: ${(cause as Error).message}`, { cause })
  }
}
