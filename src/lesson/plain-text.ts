import type { MdastNode } from '../course/model.ts';

/** What a reader sees of inline nodes, without their markup. */
export function plainText(nodes: readonly MdastNode[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return plainText(node.children);
      if (node.type === 'image') return node.alt ?? '';
      return 'value' in node && typeof node.value === 'string' && node.type !== 'html' ? node.value : '';
    })
    .join('');
}
