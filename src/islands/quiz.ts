import { enhanceQuiz } from './enhance-quiz.ts';

// Every script of the page has run by then, so every type it needs is known. Pages without a quiz share this file, too.
addEventListener('DOMContentLoaded', () => {
  for (const quiz of document.querySelectorAll<HTMLElement>('.quiz')) {
    enhanceQuiz(quiz, document);
    document.documentElement.dataset['quiz'] = 'ready';
  }
});
