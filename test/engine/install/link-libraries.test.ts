import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { linkLibraries } from '#sweep/engine/install/binding.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const run = promisify(execFile)
const compiler = await run('gcc', ['--version']).then(
  () => true,
  () => false,
)
const why = compiler && process.platform === 'linux' ? '' : ' (skipped: no gcc on Linux)'

// libtensorflow_cc looks beside itself, libtensorflow_framework nowhere; NVIDIA's libraries in ../../NAME/lib. Small
// libraries with the same run paths stand for them.
test.skipIf(why)(`libraries laid out as ours find those of NVIDIA without LD_LIBRARY_PATH${why}`, async () => {
  const folder = await temporaryFolder()
  const lib = (name: string) => join(folder, 'wheels', name, 'lib')
  for (const name of ['tensorflow', 'cublas', 'cusolver']) await mkdir(lib(name), { recursive: true })
  await mkdir(join(folder, 'binding'))
  const compile = async (output: string, code: string, ...options: string[]) => {
    const source = `${output}.c`
    await writeFile(source, code)
    await run('gcc', ['-o', output, source, ...options])
  }
  const library = (path: string, code: string, ...options: string[]) =>
    compile(path, code, '-shared', '-fPIC', `-Wl,-soname,${path.slice(path.lastIndexOf('/') + 1)}`, ...options)
  await library(join(lib('cublas'), 'libcublas.so.12'), 'int cublas(void) { return 42; }')
  await library(
    join(lib('cusolver'), 'libcusolver.so.11'),
    'int cublas(void); int cusolver(void) { return cublas(); }',
    ...[`-L${lib('cublas')}`, '-l:libcublas.so.12', '-Wl,--enable-new-dtags,-rpath,$ORIGIN/../../cublas/lib'],
  )
  const load = (name: string) => `
    #include <dlfcn.h>
    int ${name}(void) {
      void *h = dlopen("libcusolver.so.11", RTLD_LAZY);
      return h ? ((int (*)(void))dlsym(h, "cusolver"))() : 0;
    }`
  await library(join(lib('tensorflow'), 'libframework.so'), load('framework'))
  await library(join(lib('tensorflow'), 'libcc.so'), load('cc'), '-Wl,--enable-new-dtags,-rpath,$ORIGIN/')
  await library(
    join(folder, 'binding', 'binding.so'),
    'int cc(void); int framework(void); int binding(int which) { return which ? cc() : framework(); }',
    ...[`-L${lib('tensorflow')}`, '-l:libcc.so', '-l:libframework.so'],
    '-Wl,--disable-new-dtags,-rpath,$ORIGIN/../wheels/tensorflow/lib',
  )
  await compile(
    join(folder, 'node'),
    `#include <dlfcn.h>
     #include <stdio.h>
     int main(int count, char **arguments) {
       void *h = dlopen(arguments[1], RTLD_LAZY);
       printf("%d", h ? ((int (*)(int))dlsym(h, "binding"))(count > 2) : -1);
     }`,
  )
  const binding = join(folder, 'binding', 'binding.so')
  const loads = async (...which: string[]) => (await run(join(folder, 'node'), [binding, ...which])).stdout
  expect([await loads(), await loads('cc')]).toEqual(['0', '0'])
  await linkLibraries(folder)
  expect(await loads()).toBe('42')
  expect(await loads('cc')).toBe('42')
})
