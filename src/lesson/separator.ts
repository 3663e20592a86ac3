import type { MdastNode } from '../course/model.ts';

/** What stands between two blocks: nothing where they are elements or expressions that touch each other in the source. */
export function separator(before: MdastNode, after: MdastNode): '' | '\n' {
  const touch = isJsx(before) && isJsx(after) && before.position?.end.offset === after.position?.start.offset;
  return touch ? '' : '\n';
}

const isJsx = ({ type }: MdastNode): boolean => type === 'mdxJsxFlowElement' || type === 'mdxFlowExpression';
