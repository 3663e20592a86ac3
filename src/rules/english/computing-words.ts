/**
 * Computing terms that dictionaries lack, including those of technical word lists; in lower case, without plurals in
 * `-s`.
 */
export const computingWords: ReadonlySet<string> = new Set(
  `arities arity automatable autoscaled baremetal bitfield bitwidth blackbox bluetooth cheatsheet checkmark codemod colorspace deprioritize deprioritized dunder ethernet falsey falsiness featureful fixpoint flamegraph
  flexbox footgun frontmatter geofence grayscale hackathon hashtable hotfixes infosec janky kata keypoint lightbox loadbalancer macrotask microframework monomorphization monomorphized mountpoint multibyte multicore multifactor multimap
  nameserver newtype omnichannel opensource overfetching parallelizable pointee polyfilling popout prereq prerender prerendered prerendering promisified pseudoarray recompiles redownloaded refetched refetches replayable screenreader
  shortlink shoutout significand spacebar subarray subcomponent subexpression subsampling supertrait tcpdump timebox timelapse titlebar titlecase traceroute turbofish tweening typesafe unclickable unserialized untyped uppercased
  upvote varchar wifi wikilink wireshark`.split(/\s+/),
);
