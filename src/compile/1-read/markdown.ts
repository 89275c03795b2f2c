import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).freeze()

/** GitHub-flavoured Markdown with frontmatter as a tree with positions. No directives: they eat `tp:4`. */
export function parseMarkdown(content: string): Root {
  return processor.parse(content)
}
