import { enhanceQuiz } from './enhance-quiz.ts';
import './further.ts';

// Quizzes embedded in other pages: each in a shadow tree, isolated from the page's styles and ids.
for (const host of document.querySelectorAll('lectern-quiz')) {
  const page = host.shadowRoot;
  const quiz = page?.querySelector<HTMLElement>('.quiz');
  if (page && quiz) await enhanceQuiz(quiz, page);
  host.toggleAttribute('data-ready', true);
}
