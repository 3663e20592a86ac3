/** British endings and the American ones the dictionary has for them. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/our(s|ed|ing|er|ers|able|ful|less|ite|ites|hood|hoods|ly)?$/, 'or$1'],
  [/is(e|es|ed|ing|er|ers|able|ation|ations)$/, 'iz$1'],
  [/ys(e|es|ed|ing|er|ers)$/, 'yz$1'],
  [/([^aeiou])re(s|d)?$/, '$1er$2'],
  [/ll(ed|ing|er|ers|ation|ous)$/, 'l$1'],
  [/ogue(s|d)?$/, 'og$1'],
  [/ence(s)?$/, 'ense$1'],
  [/spelt$/, 'spelled'],
  [/(learn|burn|dream|lean|leap|spoil|smel)t$/, '$1ed'],
  [/ae/, 'e'],
  [/oe/, 'e'],
  [/l(ment|ments|ful|s)?$/, 'll$1'],
  [/gramme(s)?$/, 'gram$1'],
  [/grey/, 'gray'],
  [/que(s)?$/, 'ck$1'],
  [/wards$/, 'ward'],
  [/(\w)st$/, '$1'],
  [/elling$/, 'eling'],
  [/mould/, 'mold'],
  [/tyre/, 'tire'],
  [/plough/, 'plow'],
  [/sceptic/, 'skeptic'],
  [/practis/, 'practic'],
  [/judgement/, 'judgment'],
  [/acknowledgement/, 'acknowledgment'],
];

/** How an American would write a British word: `colour` → `color`. */
export function americanForms(word: string): string[] {
  return endings.filter(([british]) => british.test(word)).map(([british, american]) => word.replace(british, american));
}
