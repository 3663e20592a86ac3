import { markdownToHtml } from 'satteri';
import type { Page } from 'playwright/test';
import type { Question } from '../../schemas/questions/index.ts';

/** The name that Chromium gives to each element, as a screen reader gets it; engines that look at the markup alone do not see where a name ends. */
export async function namesOf(page: Page, selector: string): Promise<readonly string[]> {
  const browser = await page.context().newCDPSession(page);
  const { root } = await browser.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await browser.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
  const names: string[] = [];
  for (const nodeId of nodeIds) {
    const { nodes } = await browser.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
    names.push(folded(String(nodes[0]?.name?.value ?? '')));
  }
  await browser.detach();
  return names;
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
};
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Markdown as it is read aloud: its words and code, and what its pictures show. */
const spoken = (markdown: string): string => aloud(markdownToHtml(markdown).html);

function aloud(html: string): string {
  const pictures = html.replace(/<img[^>]*?alt="([^"]*)"(?:[^>]*?title="([^"]*)")?[^>]*>/g, '$1 $2');
  return folded(
    pictures
      .replace(/<\/(?:p|pre|li|td|th)>/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replace(/&[a-z#0-9]+;/g, (entity) => entities[entity] ?? entity),
  );
}

/** What the group of a question's controls has to be called, after its number: its first sentence, or, without one, all of the prompt. */
export function spokenPrompt({ prompt }: Question): string {
  const paragraphs = markdownToHtml(prompt).html.match(/<p>[^]*?<\/p>/g) ?? [];
  const sentence = paragraphs.find((paragraph) => /\S/.test(paragraph.replace(/<[^>]+>/g, '')));
  return sentence === undefined ? spoken(prompt) : aloud(sentence);
}

/** What the controls that answer a question have to be called, in the author's order; undefined for those that say it themselves. */
export function spokenControls(question: Question): readonly string[] | undefined {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return question.options.map(({ text }) => spoken(text));
    case 'predict-output':
      return question.options?.map(({ text }) => spoken(text));
    case 'true-false':
      return ['True', 'False'];
    case 'ordering':
      return question.items.map(({ text }) => spoken(text));
    case 'matching':
      return question.pairs.map(({ left }) => spoken(left));
    case 'classify':
      return question.rows.flatMap(({ text }) =>
        question.columns.map((column) => `${spoken(text)} ${spoken(column.text)}`),
      );
    case 'parsons':
    case 'self-check':
    case 'short-answer':
    case 'numeric':
    case 'fill-in':
      return undefined;
  }
}
