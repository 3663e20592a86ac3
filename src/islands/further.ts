// The types beyond the three choices. They share one file of under 2 kB: a request costs a page more than the bytes it might spare.
import '../questions/fill-in/enhance.ts';
import '../questions/matching/enhance.ts';
import '../questions/numeric/enhance.ts';
import '../questions/ordering/enhance.ts';
import '../questions/predict-output/enhance.ts';
import '../questions/short-answer/enhance.ts';
