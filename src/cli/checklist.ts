/**
 * What a program cannot judge about a question: the guidelines of Haladyna, Downing & Rodriguez (2002) that need a
 * human reader, 1-3, 5-7, 10, 11, 30, 31.
 */
export const reviewersChecklist = `\
What a program cannot see: read each question and ask

  [ ] Does it test something worth remembering in a year, and exactly one such thing?
  [ ] Does it put the idea to work in a new situation, instead of quoting the lesson?
  [ ] Would an expert answer it at once, and agree that no other option is as good?
  [ ] Is it free of trivia, of tricks, and of opinions without a named yardstick?
  [ ] Can each question be answered without having solved another one?
  [ ] Is every wrong option a mistake real learners make, said in their words?
  [ ] Does the feedback for a wrong option name the thought behind it and say what is wrong with it?
  [ ] Are the words no harder than the idea, and is there no detail the answer does not need?
  [ ] Is humour, if any, outside the options, where it can mislead nobody?
  [ ] Has somebody who did not write it answered it?
`;
