import { enhanceQuiz } from './enhance-quiz.ts';

// By then all scripts of the page have run, so all question types are registered. Pages without a quiz load this file
// as well.
addEventListener('DOMContentLoaded', () => {
  for (const quiz of document.querySelectorAll<HTMLElement>('.quiz')) {
    enhanceQuiz(quiz, document);
    document.documentElement.dataset['quiz'] = 'ready';
  }
});
