import { enhanceQuiz } from './enhance-quiz.ts';
import './further.ts';

// Quizzes on pages that are not Lectern's: each in a shadow tree, where neither the page's styles nor its ids meet ours.
for (const host of document.querySelectorAll('lectern-quiz')) {
  const page = host.shadowRoot;
  const quiz = page?.querySelector<HTMLElement>('.quiz');
  if (page && quiz) enhanceQuiz(quiz, page);
  host.toggleAttribute('data-ready', true);
}
