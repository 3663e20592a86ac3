import type { Cue } from './webvtt.ts';

/** From how many characters on a paragraph of speech ends with its sentence, and after how many seconds of silence with its word. */
const longParagraph = 400;
const longPause = 3;

/** What captions say from beginning to end, in paragraphs: a new one for another voice, after a pause, and before it gets too long. */
export function spokenIn(cues: readonly Cue[]): readonly string[] {
  const paragraphs: string[] = [];
  let before: { readonly voice: string | undefined; readonly to: number } | undefined;
  for (const { from, to, pieces } of cues) {
    for (const { voice, text } of pieces) {
      const last = paragraphs.at(-1);
      const goesOn =
        last !== undefined &&
        before !== undefined &&
        before.voice === voice &&
        from - before.to < longPause &&
        (last.length < longParagraph || !/[.!?…。！？؟]["'”’»)]*$/.test(last));
      if (goesOn) paragraphs[paragraphs.length - 1] = `${last} ${text}`;
      else paragraphs.push(voice === undefined || voice === before?.voice ? text : `${voice}: ${text}`);
      before = { voice, to };
    }
  }
  return paragraphs;
}

/**
 * The paragraphs of a transcript that is plain text: an empty line ends one, and so does a line that begins with the name of
 * a speaker, `Ada: …`.
 */
export function paragraphsOf(text: string): readonly string[] {
  const paragraphs: string[] = [];
  let goesOn = false;
  for (const written of text.split(/\r\n|\r|\n/)) {
    const line = written.trim();
    const isSpeaker = /^\p{Lu}[^\s:：]*(?: [^\s:：]+){0,4}(?:: |：)/u.test(line);
    if (line === '') goesOn = false;
    else if (goesOn && !isSpeaker) paragraphs[paragraphs.length - 1] += ` ${line}`;
    else {
      paragraphs.push(line);
      goesOn = true;
    }
  }
  return paragraphs;
}
