import { existsSync, realpathSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { writeFileSafely } from '../../core/files.js'
import { EngineError } from '../engine.js'
import { requirePackage } from '../packages.js'
import { lastLines, runCommand } from './command.js'
import { installationPaths, nodeApi } from './installation.js'
import type { UnpackedFile } from './unpacking.js'

interface BindingTools {
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

/** The program of our own node-gyp and its version; undefined when npm has not installed it. */
export function findNodeGyp(): { readonly program: string; readonly version: string } | undefined {
  try {
    const { version }: { version: string } = requirePackage('node-gyp/package.json')
    return { program: requirePackage.resolve('node-gyp/bin/node-gyp.js'), version }
  } catch {
    return undefined
  }
}

/** Lets node-gyp fetch the headers of Node into its own cache, unless they are there. Throws EngineError. */
export async function fetchHeaders(nodeGyp: string, signal: AbortSignal): Promise<void> {
  const { code, output } = await runCommand([process.execPath, nodeGyp, 'install', '--ensure'], { signal })
  if (code === 0) return
  throw new EngineError(
    `The headers of Node ${process.versions.node} are not beside ${process.execPath}, and node-gyp cannot fetch them:\n` +
      `${lastLines(output, 5)}\n` +
      'Use a Node that brings its headers (from nodejs.org, nvm, or the package libnode-dev), ' +
      'or name the folder that holds include/node: npm_config_nodedir=/usr npx sweep engine install',
  )
}

/**
 * The folder that holds `include/node` with the headers of Node: what npm's `nodedir` names, or where this Node was
 * installed. Undefined when they are in neither place; node-gyp then fetches them.
 */
export function findHeaders(): string | undefined {
  const places = [process.env.npm_config_nodedir, dirname(dirname(realpathSync(process.execPath)))]
  return places.find(
    (place) => place && ['node_api.h', 'common.gypi'].every((file) => existsSync(join(place, 'include', 'node', file))),
  )
}

/**
 * Makes NVIDIA's libraries findable without LD_LIBRARY_PATH. TensorFlow looks for them beside itself, so each gets a
 * link there; and it looks for the assembler of CUDA in `../nvidia/cuda_nvcc`. Does nothing without such packages.
 */
export async function linkLibraries(folder: string): Promise<void> {
  const { wheels, tensorflow, libraries } = installationPaths(folder)
  const packages = (await readdir(wheels, { withFileTypes: true })).filter((each) => each.isDirectory())
  const others = packages.filter(({ name }) => !['tensorflow', 'licences'].includes(name))
  if (others.length === 0) return
  for (const { name } of others) {
    const lib = join(wheels, name, 'lib')
    for (const file of await readdir(lib).catch(() => [])) {
      if (file.includes('.so')) await symlink(relative(libraries, join(lib, file)), join(libraries, file))
    }
  }
  await symlink('..', join(tensorflow, 'nvidia'))
}
