import { programOf, type PredictOutput } from '../../../schemas/questions/predict-output.ts';
import { controlName, escapeHtml } from '../kit/html.ts';
import { optionFeedback, optionMeaning, radioRows, rightIds } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import { predictOutputGrader, type PredictOutputKey } from './grade.ts';

const code = (text: string, label: string) =>
  `<pre class="program" role="group" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre>`;

/** What does this program print? Typed, or chosen if the author gives options. */
export const predictOutput: QuestionType<PredictOutput, PredictOutputKey> = {
  ...predictOutputGrader,
  type: 'predict-output',
  interaction: (question) => (question.options === undefined ? 'fill-in' : 'choice'),
  key: ({ options, output }) => (options === undefined ? { output } : { right: rightIds(options) }),
  correctResponse: ({ options, output }) =>
    options === undefined
      ? { text: output }
      : Object.fromEntries(
          rightIds(options)
            .slice(0, 1)
            .map((id) => ['choice', id]),
        ),
  meaning: ({ program, output, options }) => [program, output, ...optionMeaning(options ?? [])],
  controls(view) {
    const { words } = view;
    const { program, options } = view.data;
    const listing =
      view.html.get(program) ?? code(programOf(view.data).code, words.say('program', { name: view.data.id }));
    if (options !== undefined) return listing + radioRows(view, options);
    return `${listing}<label class="field" data-part="text"><span class="field-label">${words.html('it-prints')}</span><textarea name="${controlName(view, 'text')}" rows="3" autocapitalize="off" autocorrect="off" spellcheck="false"></textarea></label><p class="note">${words.html('it-prints-how')}</p>`;
  },
  answer: (view) => code(view.data.output.replace(/\n$/, ''), view.words.say('output', { name: view.data.id })),
  feedback: (view) => optionFeedback(view, view.data.options ?? []),
};
