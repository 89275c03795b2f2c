// Renders the templates that `kb compile` precompiled into `generated/templates.js`. Nothing is compiled here.
import { createRequire } from 'node:module'
import type Handlebars from 'handlebars'
import { helpers, type Layout } from './helpers.js'

type Runtime = typeof Handlebars
type Specifications = Readonly<Record<string, Parameters<Runtime['template']>[0]>>

// The package has no types for its runtime, which is the same object without the compiler.
const runtime = createRequire(import.meta.url)('handlebars/runtime') as Runtime

const generated = new URL('../../generated/templates.js', import.meta.url)

/** The template of that name filled with a view. Throws when a template asks for what the view has not. */
export async function render(name: string, view: object, layout: Layout): Promise<string> {
  const { templates } = (await import(generated.href)) as { templates: Specifications }
  const specification = Object.hasOwn(templates, name) ? templates[name] : undefined
  if (specification === undefined) throw new Error(`no template is named ${name}`)
  const options = {
    helpers: { ...helpers } as Record<string, Handlebars.HelperDelegate>,
    data: { ...layout },
  }
  return runtime.template(specification)(view, options)
}
