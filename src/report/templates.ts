// Renders the templates that `kb compile` precompiled into modules of `generated/`. Nothing is compiled here.
import { createRequire } from 'node:module'
import type Handlebars from 'handlebars'
import { helpers, type Layout } from './helpers.js'

type Runtime = typeof Handlebars
type Specification = Parameters<Runtime['template']>[0]

// The package has no types for its runtime, which is the same object without the compiler.
const runtime = createRequire(import.meta.url)('handlebars/runtime') as Runtime

const moduleOf = (name: string): string =>
  new URL(`../../generated/template-${name}.js`, import.meta.url).href

/** The template of that name filled with a view. Throws when a template asks for what the view has not. */
export async function render(name: string, view: object, layout: Layout): Promise<string> {
  const { template } = (await import(moduleOf(name))) as { template: Specification }
  const options = {
    helpers: { ...helpers } as Record<string, Handlebars.HelperDelegate>,
    data: { ...layout },
  }
  return runtime.template(template)(view, options)
}
