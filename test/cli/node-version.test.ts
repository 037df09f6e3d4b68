import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { explainError } from '#sweep/cli/errors.js'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

test.each([
  ['18.20.8', 2],
  ['20.18.3', 2],
  ['20.19.0', 0],
  ['22.1.0', 0],
])('on Node %s the exit code is %i', async (node, code) => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } })`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, main, '--version']
  const ended = await new Promise<{ code: number | string; stderr: string }>((resolve) =>
    execFile(process.execPath, args, (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr })),
  )
  expect(ended.code).toBe(code)
  if (code === 0) return
  const oldest = engines.node.replace('>=', '')
  expect(ended.stderr).toBe(`sweep: Node ${oldest} or newer is needed; this is ${node} (${process.execPath})\n`)
})

test('a native library for another Node is told by name, with the command that mends it', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const path = '/app/node_modules/@some/addon/build/Release/addon.node'
  const error = new Error(
    `The module '${path}'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version of Node.js requires\nNODE_MODULE_VERSION 127. Please try re-compiling or re-installing\nthe module.`,
  )
  expect(explainError(error)).toBe(2)
  expect(said.mock.calls.join()).toMatch(/addon\.node was built for another Node .*Run: npm rebuild @some\/addon$/)
  said.mockRestore()
})
