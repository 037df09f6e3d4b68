import { join } from 'node:path'
import { installationPaths } from './installation.js'

/**
 * Where in an installation a file of a wheel goes; undefined for the many that are not needed.
 *
 * TensorFlow's libraries lie beside NVIDIA's packages, one level like them: `wheels/tensorflow/lib`,
 * `wheels/cublas/lib`. That is the neighbourhood in which NVIDIA's libraries look for one another.
 */
export function takenFromWheel(entry: string, folder: string): string | undefined {
  const { wheels, tensorflow, libraries, sources } = installationPaths(folder)
  for (const [pattern, place] of rules(wheels, tensorflow, libraries, sources)) {
    const match = pattern.exec(entry)
    if (match !== null) return place(match)
  }
  return undefined
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => string]

function rules(wheels: string, tensorflow: string, libraries: string, sources: string): readonly Rule[] {
  return [
    [/^tensorflow\/(libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib))$/, ([, name]) => join(libraries, name!)],
    // Libraries that come with the wheels for ARM.
    [/^tensorflow\.libs\/([^/]+)$/, ([, name]) => join(libraries, name!)],
    // What compiles GPU kernels looks here for the device library.
    [/^tensorflow\/cuda\/(nvvm\/libdevice\/[^/]+)$/, ([, path]) => join(libraries, 'cuda', path!)],
    [
      /^tensorflow\/include\/((?:tensorflow\/c\/|xla\/tsl\/c\/|tsl\/c\/|(?:tensorflow\/core|tsl|xla\/tsl)\/platform\/ctstring).*\.h)$/,
      ([, path]) => join(sources, 'include', path!),
    ],
    [/^tensorflow\/(THIRD_PARTY_NOTICES\.txt)$/, ([, name]) => join(tensorflow, name!)],
    [/^tensorflow\/include\/(LICENSE)$/, ([, name]) => join(tensorflow, name!)],
    [/^nvidia\/([^/]+\/(?:lib|bin|nvvm)\/.+[^/])$/, ([, path]) => join(wheels, path!)],
    [
      /^(nvidia_[^/]+?)_cu12-[^/]+\.dist-info\/(?:licenses\/)?(licen[cs]e[^/]*)$/i,
      ([, name, file]) => join(wheels, 'licences', name!, file!),
    ],
  ]
}
