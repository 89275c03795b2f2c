// The base of the package: launches are read by its tables.
import type { Base } from '../../../src/knowledge/base.js'
import { loadBase } from '../../../src/knowledge/load.js'
import { packagePath } from '../../../src/project.js'

export const packageBase = (): Base => loadBase(packagePath('generated'))
