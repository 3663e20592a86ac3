import { enhanceQuiz } from './enhance-quiz.ts';
import { announceReviews } from './header.ts';

// By then all scripts of the page have run, so all question types are registered. Pages without a quiz load this file
// as well.
addEventListener('DOMContentLoaded', () => {
  for (const quiz of document.querySelectorAll<HTMLElement>('.quiz')) {
    void enhanceQuiz(quiz, document).then(() => (document.documentElement.dataset['quiz'] = 'ready'));
  }
  announceReviews();
});
