import type { z } from 'zod';
import { quiz } from '../../../schemas/quiz.ts';
import { textsIn } from '../../../schemas/texts.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { textsOfQuiz } from '../quiz-texts.ts';
import { checkCutTexts } from './cut-texts.ts';
import { checkQuizFormulas } from './formulas.ts';
import { checkFoldedTexts } from './folded-texts.ts';
import { checkPlainTexts } from './plain-texts.ts';
import { checkRawQuizTexts } from './raw-syntax/check.ts';

/** Checks that learners see every text of a document as its author meant it. `schema` says where its texts are. */
export function checkTexts(schema: z.ZodType, source: YamlSource, hasMath = false): Diagnostic[] {
  const texts = schema === quiz ? textsOfQuiz(source.value) : textsIn(schema, source.value);
  return [
    ...checkPlainTexts(texts, source),
    ...checkCutTexts(texts, source),
    ...checkFoldedTexts(texts, source),
    ...(schema === quiz
      ? [...checkRawQuizTexts(texts, source, hasMath), ...(hasMath ? checkQuizFormulas(texts, source) : [])]
      : []),
  ];
}
