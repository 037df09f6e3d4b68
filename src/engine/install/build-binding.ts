import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileSafely } from '../../core/files.js'
import { EngineError } from '../engine-error.js'
import { findHeaders } from './find-headers.js'
import { installationPaths, nodeApi } from './installation.js'
import { lastLines } from './last-lines.js'
import { runCommand } from './run-command.js'
import type { UnpackedFile } from './unpack-wheel.js'

export interface BindingTools {
  readonly nodeGyp: string
  readonly python: string
  /** Folder of @tensorflow/tfjs-node-gpu. */
  readonly nodePackage: string
}

/**
 * Compiles the package's own binding against the unpacked libtensorflow. Node-API keeps the result good for other
 * versions of Node.
 *
 * @throws EngineError with the last that the compiler said.
 */
export async function buildBinding(
  { nodeGyp, python, nodePackage }: BindingTools,
  folder: string,
): Promise<UnpackedFile> {
  const { sources, binding, temporary, libraries } = installationPaths(folder)
  for (const each of [sources, temporary, dirname(binding)]) await mkdir(each, { recursive: true })
  await cp(join(nodePackage, 'binding'), join(sources, 'binding'), { recursive: true })
  await writeFile(join(sources, 'binding.gyp'), JSON.stringify(bindingGyp(libraries), null, 2))
  await writeFile(join(sources, 'package.json'), '{ "name": "tfjs_binding", "private": true }')
  const headers = findHeaders()
  const { code, output } = await runCommand(
    [
      process.execPath,
      nodeGyp,
      'rebuild',
      `--python=${python}`,
      ...(headers === undefined ? [] : [`--nodedir=${headers}`]),
    ],
    { cwd: sources, env: { ...process.env, TMPDIR: temporary } },
  )
  if (code !== 0) throw new EngineError(`The binding of TensorFlow does not compile:\n${lastLines(output, 20)}`)
  const built = await readFile(join(sources, 'build', 'Release', 'tfjs_binding.node'))
  await writeFileSafely(binding, built)
  for (const each of [sources, temporary]) await rm(each, { recursive: true })
  return { path: binding, bytes: built.length }
}

/** The package's own binding.gyp expects the layout and the names of the old libtensorflow archives. */
function bindingGyp(libraries: string) {
  return {
    targets: [
      {
        target_name: 'tfjs_binding',
        sources: ['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'],
        include_dirs: ['include'],
        defines: [`NAPI_VERSION=${nodeApi}`],
        library_dirs: [libraries],
        conditions: [
          [
            'OS=="mac"',
            {
              libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'].map((name) =>
                join(libraries, name),
              ),
              xcode_settings: { OTHER_LDFLAGS: ['-Wl,-rpath,@loader_path/../wheels/tensorflow/lib'] },
            },
            {
              libraries: [
                '-l:libtensorflow_cc.so.2',
                '-l:libtensorflow_framework.so.2',
                // The old kind of path, which also holds for what these libraries load: CUDA's, for instance.
                '-Wl,--disable-new-dtags',
                "-Wl,-rpath,'$$ORIGIN/../wheels/tensorflow/lib'",
              ],
            },
          ],
        ],
      },
    ],
  }
}
