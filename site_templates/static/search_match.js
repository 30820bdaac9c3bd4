// How the search finds hits: the terms of what is looked for, and in which order hits stand. Pure; search.js fetches the
// files of the index (generator/search/search_index.h). For web views of 2020: no newer syntax.
(function () {
  "use strict";

  var words = window.searchWords;
  var MOST_TERMS = 6;  // of one query

  // --- terms, as generator/search/search_text.cc has them ---

  // Pairs of neighbouring Chinese characters of a piece, or a single one; a word of letters and digits.
  function termsOfPiece(text) {
    if (!words.CHINESE.test(text)) return [text];
    var characters = Array.from(text);
    if (characters.length === 1) return [text];
    return characters.slice(1).map(function (character, i) { return characters[i] + character; });
  }

  // The terms of the pieces, each once; at most `most`: the first ones, or from the first to the last.
  function termsOf(pieces, most, first) {
    var terms = [];
    pieces.forEach(function (piece) {
      termsOfPiece(piece.text).forEach(function (term) { if (terms.indexOf(term) < 0) terms.push(term); });
    });
    return first ? terms.slice(0, most) : spread(terms, most);
  }

  function spread(terms, most) {
    if (terms.length <= most) return terms;
    return terms.filter(function (term, i) {
      return Math.floor(i * most / terms.length) !== Math.floor((i - 1) * most / terms.length);
    });
  }

  // FNV-1a over UTF-16 units, mixed once more; the upper 16 bits.
  function hashOf(term) {
    var hash = 2166136261;
    for (var i = 0; i < term.length; i += 1) {
      hash = Math.imul(hash ^ term.charCodeAt(i), 16777619);
    }
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    return hash >>> 16;
  }

  // --- ranking ---

  // How a hit matches; the first is best. What another word for the same finds comes half a step later.
  var NAME = -1;
  var ANSWER = 0;
  var TITLE = 1;
  var QUESTION = 2;
  var VILLAGE = 2.2;
  var UNIT = 3;
  var TEXT = 4;
  var NEAR = 4.8;
  var PART = 5;
  // The kinds of hits, as in generator/search/hit_kind.h, and what their pages weigh.
  var KIND_QUESTION = 1;
  var KIND_WINDOW = 4;
  var KIND_VILLAGE = 5;
  var WEIGHTS = [4, 3, 3, 2, 2, 1];
  var IN_TITLE = 2;
  var MOST_NAMED = 3;   // pages with the same name in their title
  var MOST_PARTS = 10;  // hits that match in part

  function kindOf(known, page) {
    for (var kind = 0; page >= known.kinds[kind]; kind += 1);
    return kind;
  }

  function rarityOf(known, entry) {
    return Math.log(1 + (known.pages - entry[0] + 0.5) / (entry[0] + 0.5));
  }

  // Calls `met` with each hit of a term, its weight, and where the term stands.
  function eachHit(entry, met) {
    var page = 0;
    for (var i = 1; entry && i < entry.length; i += 2) {
      page += entry[i];
      met(page, entry[i + 1] & 15, entry[i + 1] >> 4);
    }
  }

  // Adds a term's score to each hit that has it: its weight times its rarity.
  function addTerm(known, entry, scores, sure) {
    var rarity = rarityOf(known, entry);
    eachHit(entry, function (page, weight, place) {
      var score = scores[page] || (scores[page] = { page: page, sum: 0, terms: 0, place: IN_TITLE, held: 0, rarest: 0 });
      score.sum += weight * (place + 1) * rarity;
      score.held += rarity * (place + 1);
      score.rarest = Math.max(score.rarest, rarity + (place === IN_TITLE ? 0.7 : 0));
      if (!sure) return;
      score.terms += 1;
      score.place = Math.min(score.place, place);
    });
  }

  // Whether a hit that lacks terms is worth showing. One term must be rare, rarer still if it is a small part of the query;
  // a title makes up for some of that. More of them must not all be common.
  function isClose(known, one, needed) {
    var rare = Math.log(1 + known.pages / 12);
    if (one.terms < 2) return one.rarest >= rare * (one.terms * 2 >= needed ? 1 : 1.4);
    return one.terms * 3 >= needed && one.held >= rare * 2;
  }

  function partsOf(known, all, needed) {
    var close = all.filter(function (one) { return isClose(known, one, needed); });
    var most = close.reduce(function (best, one) { return Math.max(best, one.held); }, 0);
    close = close.filter(function (one) { return one.held * 2 >= most; });
    close.forEach(function (one) {
      one.village = kindOf(known, one.page) === KIND_VILLAGE ? 1 : 0;
      one.sum = one.held;
      one.rank = PART;
    });
    return close.sort(isBefore).slice(0, MOST_PARTS);
  }

  // The hits that have all terms; if there are none, those that come close, as parts.
  function matching(known, terms, entries) {
    var scores = {};
    var needed = 0;
    entries.forEach(function (entry) {
      // The list of a very frequent term is cut to the best hits, so the term is not required,
      // unless it is the only one.
      var whole = !entry || (entry.length - 1) / 2 === entry[0];
      var sure = whole || terms.length === 1;
      if (sure) needed += 1;
      if (entry) addTerm(known, entry, scores, sure);
    });
    var all = Object.keys(scores).map(function (page) { return scores[page]; });
    var full = all.filter(function (one) { return one.terms === needed; });
    if (!full.length) return partsOf(known, all, needed);
    full.forEach(function (one) {
      var kind = kindOf(known, one.page);
      one.village = kind === KIND_VILLAGE ? 1 : 0;
      one.sum *= WEIGHTS[kind];
      one.rank = one.place < IN_TITLE ? TEXT : one.village ? VILLAGE : kind === KIND_QUESTION ? QUESTION : TITLE;
    });
    return full;
  }

  // The pages that have so many neighbouring terms in their title, by the most.
  function runsInTitles(own, entryOf) {
    var runs = {};
    var most = {};
    own.forEach(function (term, i) {
      eachHit(entryOf(term), function (page, weight, place) {
        if (place !== IN_TITLE) return;
        var run = runs[page] && runs[page].end === i - 1 ? runs[page].length + 1 : 1;
        runs[page] = { end: i, length: run };
        most[page] = Math.max(most[page] || 0, run);
      });
    });
    return most;
  }

  // The hits that have a name of the query in their title, where the query also has other words: three characters or more
  // that few titles have; one more if the page is of no place. `entries` are those of the terms, which may lack some.
  function namedBy(known, pieces, terms, entries) {
    var found = [];
    pieces.forEach(function (piece) {
      if (piece.known) return;
      var runs = runsInTitles(termsOfPiece(piece.text), function (term) { return entries[terms.indexOf(term)]; });
      var named = Object.keys(runs).map(Number).filter(function (page) {
        var least = kindOf(known, page) < KIND_WINDOW ? words.SHORTEST_NAME : words.SHORTEST_NAME - 1;
        return runs[page] >= least;
      });
      var main = named.filter(function (page) { return kindOf(known, page) !== KIND_VILLAGE; });
      // The villages of a town have its name too.
      var meant = main.length ? main : named;
      if (meant.length > (main.length ? MOST_NAMED : 1)) return;
      found = found.concat(meant.map(function (page) { return { page: page, rank: NAME, sum: runs[page], village: 0 }; }));
    });
    return found;
  }

  // The hits of words that lead somewhere, ranked.
  function led(found) {
    return found.map(function (one) {
      var rank = one.named ? NAME : one.unit && one.cover < 2 ? UNIT : ANSWER;
      return { page: one.page, rank: rank, sum: one.cover + (one.unit ? 0.1 : 0), village: 0 };
    });
  }

  // Hits that have a name or a word of the query but for one character: before other hits in part.
  function near(known, found) {
    return found.map(function (one) {
      return { page: one.page, rank: NEAR, sum: one.cover, village: kindOf(known, one.page) === KIND_VILLAGE ? 1 : 0 };
    });
  }

  function isBefore(a, b) {
    return a.rank - b.rank || a.village - b.village || b.sum - a.sum;
  }

  // Each hit once, as what it matches best; answers in the order of their list.
  function ranked(hits) {
    var best = {};
    hits.forEach(function (hit, i) {
      hit.order = hit.rank === ANSWER ? i : hit.page;
      if (!best[hit.page] || isBefore(hit, best[hit.page]) < 0) best[hit.page] = hit;
    });
    return Object.keys(best).map(function (page) { return best[page]; })
      .sort(function (a, b) { return isBefore(a, b) || a.order - b.order; });
  }

  // The pages that have characters of a name in their titles, most of them first: those that may have it but for one
  // character. `entries` are those of single characters.
  function likely(known, entries) {
    var met = {};
    entries.forEach(function (entry) {
      eachHit(entry, function (page, weight, place) { if (place === IN_TITLE) met[page] = (met[page] || 0) + 1; });
    });
    return Object.keys(met).map(Number).filter(function (page) { return met[page] * 2 >= entries.length; })
      .sort(function (a, b) {
        return (kindOf(known, a) === KIND_VILLAGE) - (kindOf(known, b) === KIND_VILLAGE) || met[b] - met[a] || a - b;
      });
  }

  window.searchMatch = {
    MOST_TERMS: MOST_TERMS, NEAR: NEAR, termsOf: termsOf, termsOfPiece: termsOfPiece, hashOf: hashOf,
    matching: matching, namedBy: namedBy, led: led, near: near, ranked: ranked, likely: likely
  };
})();
