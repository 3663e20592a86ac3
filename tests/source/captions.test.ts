import { describe, expect, test } from 'vitest';
import { paragraphsOf, spokenIn } from '../../src/source/transcript.ts';
import { readCaptions } from '../../src/source/webvtt.ts';

const said = (...cues: readonly string[]): readonly string[] =>
  spokenIn(readCaptions(`WEBVTT\n\n${cues.join('\n\n')}\n`).cues);

describe('Captions', () => {
  test('are read with hours, settings, names, notes, and any line ends', () => {
    const text =
      'WEBVTT\nKind: captions\n\nNOTE a --> b\n\n1\n00:01.000 --> 00:02.500 line:0\nOne\ntwo.\n\n01:00:00.000 --> 100:00:00.000\nLater.';
    for (const end of ['\n', '\r\n', '\r'])
      expect(readCaptions(text.replaceAll('\n', end))).toEqual({
        cues: [
          { from: 1, to: 2.5, pieces: [{ voice: undefined, text: 'One two.' }] },
          { from: 3600, to: 360_000, pieces: [{ voice: undefined, text: 'Later.' }] },
        ],
        mistakes: [],
      });
  });

  test('that are no captions get a fix for each place, which makes them some', () => {
    const subRip = '1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n2\n00:00:02,500 --> 00:00:04,00\nTwo.\n';
    const edits = readCaptions(subRip).mistakes.flatMap(({ edit }) => edit ?? []);
    const mended = edits
      .toSorted((a, b) => b.start - a.start)
      .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), subRip);
    expect(mended).toBe(
      'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nOne.\n\n2\n00:00:02.500 --> 00:00:04.000\nTwo.\n'.replaceAll(
        '00:00:',
        '00:',
      ),
    );
    expect(readCaptions(mended).mistakes).toEqual([]);
  });

  test('may follow each other without a gap', () => {
    expect(readCaptions('WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:02.000 --> 00:03.000\nb').mistakes).toEqual([]);
  });
});

describe('What captions say', () => {
  test('goes on over cues, and begins anew with another voice and after a pause', () => {
    expect(
      said(
        '00:01.000 --> 00:02.000\n<v Ada>Where does <i>a name</i>',
        '00:02.000 --> 00:03.000\n<v Ada>lead &amp; why?</v>',
        '00:03.000 --> 00:04.000\n<v.loud Ben>Ask <00:03.500>it.\n<v Ada>Whom?',
        '00:20.000 --> 00:21.000\n<v Ada>Later.',
        '00:21.000 --> 00:22.000\n[a bell]',
      ),
    ).toEqual(['Ada: Where does a name lead & why?', 'Ben: Ask it.', 'Ada: Whom?', 'Later.', '[a bell]']);
  });

  test('is divided at the end of a sentence before it gets too long', () => {
    const sentence = `${'word '.repeat(40)}end.`;
    const cues = [0, 1, 2, 3].map((at) => `00:0${at}.000 --> 00:0${at + 1}.000\n${sentence}`);
    expect(said(...cues)).toEqual([`${sentence} ${sentence}`, `${sentence} ${sentence}`]);
  });
});

test('A transcript of plain text has paragraphs, and one for each speaker', () => {
  expect(paragraphsOf('\nOne\ntwo: three.\r\n\r\nFour.\nAda: five\nsix.\nThe second Ben：seven')).toEqual([
    'One two: three.',
    'Four.',
    'Ada: five six.',
    'The second Ben：seven',
  ]);
});
