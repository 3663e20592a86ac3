import { walk, type LessonSource, type MdastNode } from '../course/model.ts';

/** What learners read in a section: its prose and code, without markup. */
export interface SectionText {
  /** The id of its heading; empty for what stands before the first. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The texts of a body's sections, `##` and `###`, in order; what stands before the first is one without a heading. */
export function sectionTexts({ tree, headings, fences, directives }: LessonSource): readonly SectionText[] {
  const sections: { id: string; title: string; texts: string[] }[] = [{ id: '', title: '', texts: [] }];
  const taken = new Map(fences.flatMap(({ node, code, from }) => (from === undefined ? [] : [[node, code] as const])));
  const spoken = new Map(
    directives.flatMap((use) => (use.spoken === undefined ? [] : [[use.node, use.spoken] as const])),
  );
  let heading = 0;
  const visit = (node: MdastNode): void => {
    const { texts } = sections.at(-1)!;
    switch (node.type) {
      case 'heading': {
        const known = headings[heading++];
        if (known !== undefined && node.depth <= 3) sections.push({ id: known.id, title: known.text, texts: [] });
        else walk(node, (inner) => void ('value' in inner && texts.push(String(inner.value))));
        return;
      }
      case 'html':
      case 'mdxjsEsm':
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
      case 'definition':
        return;
      case 'text':
      case 'inlineCode':
        texts.push(node.value);
        return;
      case 'code':
        texts.push(taken.get(node) ?? node.value);
        return;
      case 'image':
        texts.push(node.alt ?? '');
        return;
      default:
        if ('children' in node) for (const child of node.children) visit(child);
        if (node.type === 'leafDirective')
          texts.push(...(spoken.get(node) ?? []).flatMap((words) => [' ', words]), ' ');
        if (node.type === 'paragraph' || node.type === 'tableCell') texts.push(' ');
    }
  };
  visit(tree);
  return sections.map(({ id, title, texts }) => ({ id, title, text: texts.join('') }));
}
