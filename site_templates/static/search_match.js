// How the search finds hits: what a query is cut into, where its words lead by themselves, and in which order hits stand.
// Pure; search.js fetches the files of the index (generator/search/search_index.h). For web views of 2020: no newer syntax.
(function () {
  "use strict";

  var MOST_TERMS = 6;  // of one query

  // --- terms, as generator/search/search_text.cc has them ---

  function folded(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).toLowerCase();
  }

  var CHINESE = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]|[\ud840-\ud8bf][\udc00-\udfff]/;

  // A name as papers print it, with blanks between single characters, is one word.
  function unpadded(text) {
    var before = false;
    return text.trim().split(/\s+/).reduce(function (all, word) {
      var single = CHINESE.test(word) && Array.from(word).length === 1;
      var gap = all && !(single && before) ? " " : "";
      before = single;
      return all + gap + word;
    }, "");
  }

  // Pairs of neighbouring Chinese characters (or a single one that stands alone); words of letters
  // and digits; a number with hyphens as one word without them.
  function termsOf(text) {
    var terms = [];
    var add = function (term) { if (terms.indexOf(term) < 0) terms.push(term); };
    var runs = folded(unpadded(text)).match(
      /(?:[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]|[\ud840-\ud8bf][\udc00-\udfff])+|[0-9]+(?:-[0-9]+)+(?![a-z0-9])|[a-z0-9]+/g);
    (runs || []).forEach(function (run) {
      if (!CHINESE.test(run)) return add(run.replace(/-/g, ""));
      var characters = Array.from(run);
      if (characters.length === 1) return add(run);
      for (var i = 0; i + 1 < characters.length; i += 1) add(characters[i] + characters[i + 1]);
    });
    return spread(terms, MOST_TERMS);
  }

  // At most so many, from the first to the last.
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

  // --- words that lead somewhere by themselves ---

  // The words of a query without anything between them.
  function bare(query) {
    return folded(query).replace(/[^0-9a-z\u3005\u3007\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]/g, "");
  }

  // The length of the longest of the words that the query contains; 0 if it contains none.
  function longestIn(query, words) {
    return words.split(" ").reduce(function (most, word) {
      return word && query.indexOf(folded(word)) >= 0 ? Math.max(most, word.length) : most;
    }, 0);
  }

  // As is_abbreviation() in generator/search/search_leads.cc.
  function isAbbreviation(word, name) {
    if (word[0] !== name[0] || word[word.length - 1] !== name[name.length - 1]) return false;
    var met = 0;
    for (var i = 0; i < name.length; i += 1) if (name[i] === word[met]) met += 1;
    return met === word.length;
  }

  // Whether 3 characters or more of the query, side by side, are an abbreviation of the name.
  function abbreviates(query, name) {
    for (var i = query.indexOf(name[0]); i >= 0; i = query.indexOf(name[0], i + 1)) {
      for (var end = i + 3; end <= Math.min(query.length, i + name.length); end += 1) {
        if (isAbbreviation(query.slice(i, end), name)) return true;
      }
    }
    return false;
  }

  // The query with one of its words replaced by one that means the same; the first few.
  function otherwise(query, same) {
    var others = [];
    same.forEach(function (group) {
      var words = group.split(" ");
      words.forEach(function (word) {
        if (query.indexOf(word) < 0) return;
        words.forEach(function (other) {
          if (query.indexOf(other) < 0) others.push(query.split(word).join(other));
        });
      });
    });
    return others.slice(0, 2);
  }

  // --- ranking ---

  // How a hit matches; the first is best. What another word for the same finds comes half a step
  // later.
  var ANSWER = 0;
  var TITLE = 1;
  var QUESTION = 2;
  var UNIT = 3;
  var TEXT = 4;
  var PART = 5;
  // The kinds of hits, as in generator/search/hit_kind.h, and what their pages weigh.
  var KIND_QUESTION = 1;
  var KIND_VILLAGE = 5;
  var WEIGHTS = [4, 3, 3, 2, 2, 1];
  var IN_TITLE = 2;

  function kindOf(known, page) {
    for (var kind = 0; page >= known.kinds[kind]; kind += 1);
    return kind;
  }

  // Adds a term's score to each hit that has it: its weight times its rarity.
  function addTerm(known, entry, scores, sure) {
    var rarity = Math.log(1 + (known.pages - entry[0] + 0.5) / (entry[0] + 0.5));
    var page = 0;
    for (var i = 1; i < entry.length; i += 2) {
      page += entry[i];
      var score = scores[page] || (scores[page] = { page: page, sum: 0, terms: 0, place: IN_TITLE });
      var place = entry[i + 1] >> 4;
      score.sum += (entry[i + 1] & 15) * (place + 1) * rarity;
      if (!sure) continue;
      score.terms += 1;
      score.place = Math.min(score.place, place);
    }
  }

  // The hits that have all terms; if there are none, those that have half of them, as parts.
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
    var found = full.length ? full : all.filter(function (one) { return one.terms * 2 >= needed; });
    found.forEach(function (one) {
      var kind = kindOf(known, one.page);
      one.village = kind === KIND_VILLAGE ? 1 : 0;
      one.sum *= WEIGHTS[kind];
      one.missing = needed - one.terms;
      one.rank = !full.length ? PART : one.place < IN_TITLE ? TEXT
        : kind === KIND_QUESTION ? QUESTION : TITLE;
    });
    return found;
  }

  // The hits to which words of the query lead.
  function ledTo(query, leads) {
    var found = [];
    var add = function (page, rank, sum) {
      found.push({ page: page, rank: rank, sum: sum, village: 0, missing: 0 });
    };
    leads.answers.forEach(function (answer) {
      var length = longestIn(query, answer[1]);
      if (length) add(answer[0], ANSWER, length);
    });
    leads.units.forEach(function (unit) {
      var length = longestIn(query, unit[2]);
      if (abbreviates(query, unit[1])) add(unit[0], TITLE, 1e6);
      else if (length) add(unit[0], UNIT, length);
    });
    return found;
  }

  function isBefore(a, b) {
    return a.rank - b.rank || a.missing - b.missing || a.village - b.village || b.sum - a.sum;
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

  window.searchMatch = {
    MOST_TERMS: MOST_TERMS, PART: PART, folded: folded, termsOf: termsOf, hashOf: hashOf, bare: bare, otherwise: otherwise,
    matching: matching, ledTo: ledTo, ranked: ranked
  };
})();
