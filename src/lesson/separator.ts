import type { MdastNode } from '../course/model.ts';

/** The separator of two blocks: empty if they are JSX elements or expressions that are adjacent in the source. */
export function separator(before: MdastNode, after: MdastNode): '' | '\n' {
  const touch = isJsx(before) && isJsx(after) && before.position?.end.offset === after.position?.start.offset;
  return touch ? '' : '\n';
}

const isJsx = ({ type }: MdastNode): boolean => type === 'mdxJsxFlowElement' || type === 'mdxFlowExpression';
