/// <reference types="vite/client" />
import { enhanceQuiz } from './enhance-quiz.ts';
import './further.ts';

// Which types the quiz asks is known only to its page, which is the host's.
import.meta.glob('../questions/*/enhance-apart.ts', { eager: true });

// Quizzes embedded in other pages: each in a shadow tree, isolated from the page's styles and ids.
for (const host of document.querySelectorAll('lectern-quiz')) {
  const page = host.shadowRoot;
  const quiz = page?.querySelector<HTMLElement>('.quiz');
  if (page && quiz) await enhanceQuiz(quiz, page);
  host.toggleAttribute('data-ready', true);
}
