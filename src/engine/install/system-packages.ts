import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export type SystemPackage = 'python' | 'pip' | 'make' | 'compiler'

/** The command that installs a tool with this system's own package manager. */
export function installCommand(tool: SystemPackage): string {
  if (process.platform === 'darwin') return 'xcode-select --install'
  const { command, names } = managers.find(({ program }) => isInPath(program)) ?? managers[0]!
  return `${command} ${names[tool]}`
}

const managers: readonly {
  readonly program: string
  readonly command: string
  readonly names: Readonly<Record<SystemPackage, string>>
}[] = [
  {
    program: 'apt-get',
    command: 'sudo apt-get install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'g++' },
  },
  {
    program: 'dnf',
    command: 'sudo dnf install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
  {
    program: 'pacman',
    command: 'sudo pacman -S',
    names: { python: 'python', pip: 'python-pip', make: 'make', compiler: 'gcc' },
  },
  {
    program: 'zypper',
    command: 'sudo zypper install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
]

function isInPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
