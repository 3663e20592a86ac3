import type { MarkdownText } from '../view/question.ts';

const absolutes = /(?<![\p{L}\p{N}-])(?:always|never|completely|entirely|absolutely|totally|impossible|under no circumstances|in (?:all|every) cases?|no matter what|without exception)(?![\p{L}\p{N}-])/iu;
const hedges = /(?<![\p{L}\p{N}-])(?:usually|often|generally|sometimes|typically|normally|probably|perhaps|possibly|mostly|frequently|might|may (?:be|have|also|vary|differ|depend|fail|change|need|take)|tends? to|in (?:most|many|some) cases|as a rule|it depends)(?![\p{L}\p{N}-])/iu;
const quotation = /"[^"]*"|“[^”]*”/g;

/** The first absolute of a text, code and quotations left out; “only” and “all” are plain facts too often to count. */
export function absoluteIn(text: MarkdownText): string | undefined {
  return absolutes.exec(text.prose.replace(quotation, ''))?.[0].toLowerCase();
}

/** The first hedge of a text; “can” is none, and neither is the “may” of permission. */
export function hedgeIn(text: MarkdownText): string | undefined {
  return hedges.exec(text.prose.replace(quotation, ''))?.[0].toLowerCase();
}
