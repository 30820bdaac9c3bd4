// What the words of a search mean: which of them only ask, which lead to a hit by themselves, and which mean the same as
// others. Pure; search.js gives it the shared and own words (generator/search/search_leads.h). For web views of 2020.
(function () {
  "use strict";

  var MOST_VARIANTS = 40;
  var WIDEST_GAP = 4;      // characters between the parts of a word with "+"
  var SHORTEST_NAME = 3;   // a shorter word with one wrong character is any word

  // --- characters, as generator/search/search_text.cc has them ---

  var CHINESE = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]|[\ud840-\ud8bf][\udc00-\udfff]/;
  var RUNS = new RegExp("(?:[\\u3400-\\u9fff\\uf900-\\ufaff\\u3005\\u3007]|[\\ud840-\\ud8bf][\\udc00-\\udfff])+"
    + "|[0-9]+(?:-[0-9]+)+(?![a-z0-9])|[a-z0-9]+", "g");

  function folded(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).toLowerCase();
  }

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

  // The words of a query without anything between them.
  function bare(query) {
    return folded(query).replace(/[^0-9a-z\u3005\u3007\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]/g, "");
  }

  function listed(words) {
    return words.split(" ").filter(function (word) { return word; });
  }

  // --- pieces ---

  // All words that lead somewhere or mean the same, and those that only ask: true. Words with a gap are left out.
  function dictionaryOf(leads, lists) {
    var known = { longest: 0, words: {} };
    var add = function (asks) {
      return function (word) {
        if (word.indexOf("+") >= 0) return;
        known.words[folded(word)] = asks;
        known.longest = Math.max(known.longest, word.length);
      };
    };
    listed(lists.skip).forEach(add(true));
    listed(lists.plain).forEach(add(false));
    leads.answers.forEach(function (answer) { listed(answer[1]).forEach(add(false)); });
    leads.units.forEach(function (unit) { listed(unit[2]).forEach(add(false)); });
    leads.same.forEach(function (group) { listed(group).forEach(add(false)); });
    return known;
  }

  // The longest known word of `text` that begins at `at`; "" for none.
  function wordAt(text, at, known) {
    for (var end = Math.min(text.length, at + known.longest); end > at; end -= 1) {
      var word = text.slice(at, end);
      if (Object.prototype.hasOwnProperty.call(known.words, word)) return word;
    }
    return "";
  }

  // A run of Chinese characters, cut where known words begin and end; words that only ask are left out.
  function cut(run, known) {
    var pieces = [];
    var open = "";
    for (var at = 0; at < run.length;) {
      var word = wordAt(run, at, known);
      if (!word) {
        open += run[at];
        at += 1;
        continue;
      }
      if (open) pieces.push({ text: open, known: false });
      open = "";
      if (!known.words[word]) pieces.push({ text: word, known: true });
      at += word.length;
    }
    if (open) pieces.push({ text: open, known: false });
    return pieces;
  }

  // The pieces of a query that can be looked for, those that are in no list first. A particle is left out at the end
  // only (`lists.ends`), a word of a question anywhere (`lists.skip`), unless nothing else is there. A single character is
  // a piece only if it stands alone.
  function piecesOf(query, leads, lists) {
    var known = dictionaryOf(leads, lists);
    var runs = folded(unpadded(query)).match(RUNS) || [];
    var last = new RegExp("(?:" + (listed(lists.ends).join("|") || " ") + ")$");
    var pieces = [];
    runs.forEach(function (run) {
      if (!CHINESE.test(run)) return pieces.push({ text: run.replace(/-/g, ""), known: true });
      var shorter = run.replace(last, "") || run;
      pieces = pieces.concat(cut(shorter, known));
    });
    var long = pieces.filter(function (piece) { return Array.from(piece.text).length > 1 || !CHINESE.test(piece.text); });
    if (!long.length) long = pieces;
    if (!long.length) long = runs.map(function (run) { return { text: run, known: false }; });
    var some = function (known) { return long.filter(function (piece) { return piece.known === known; }); };
    return some(false).concat(some(true));
  }

  // --- words that mean the same ---

  function replacements(query, group) {
    var words = listed(group).map(folded);
    var found = [];
    words.forEach(function (word) {
      if (query.indexOf(word) < 0) return;
      words.forEach(function (other) {
        if (query.indexOf(other) < 0) found.push(query.split(word).join(other));
      });
    });
    return found;
  }

  // The query with one of its words replaced by one that means the same; the first few.
  function otherwise(query, same) {
    return same.reduce(function (all, group) { return all.concat(replacements(query, group)); }, []).slice(0, 2);
  }

  // The query, and the same in all other words.
  function variants(query, same) {
    return same.reduce(function (all, group) {
      return all.reduce(function (more, one) { return more.concat(replacements(one, group)); }, all).slice(0, MOST_VARIANTS);
    }, [query]);
  }

  // --- words that lead somewhere by themselves ---

  // Begin and end of a word in the query: its parts in their order, with a few characters between them; null if it has none.
  function placeOf(query, word) {
    var parts = folded(word).split("+");
    for (var begin = query.indexOf(parts[0]); begin >= 0; begin = query.indexOf(parts[0], begin + 1)) {
      var end = begin + parts[0].length;
      for (var i = 1; i < parts.length && end >= 0; i += 1) {
        var next = query.indexOf(parts[i], end);
        end = next >= 0 && next <= end + WIDEST_GAP ? next + parts[i].length : -1;
      }
      if (end >= 0) return [begin, end];
    }
    return null;
  }

  // How many characters of the query the words cover.
  function coverOf(query, words) {
    var covered = {};
    listed(words).forEach(function (word) {
      var place = placeOf(query, word);
      for (var i = place ? place[0] : 0; place && i < place[1]; i += 1) covered[i] = true;
    });
    return Object.keys(covered).length;
  }

  // The same for the best variant; a word of the query itself comes before one that means the same.
  function bestCover(queries, words) {
    return queries.reduce(function (most, query, i) {
      var cover = coverOf(query, words);
      return Math.max(most, i && cover ? cover - 0.6 : cover);
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

  // The hits to which words of the query lead: {page, cover, unit, named}.
  function ledTo(query, leads) {
    var queries = variants(query, leads.same);
    var found = [];
    leads.answers.forEach(function (answer) {
      var cover = bestCover(queries, answer[1]);
      if (cover) found.push({ page: answer[0], cover: cover, unit: false, named: false });
    });
    leads.units.forEach(function (unit) {
      var named = abbreviates(query, unit[1]);
      var cover = bestCover(queries, unit[2]);
      if (named || cover) found.push({ page: unit[0], cover: cover, unit: true, named: named });
    });
    return found;
  }

  // --- a wrong character, as an input method writes it ---

  // Whether `text` has a part that is `word` but for one character.
  function isNear(text, word) {
    for (var begin = 0; begin + word.length <= text.length; begin += 1) {
      var wrong = 0;
      for (var i = 0; i < word.length && wrong < 2; i += 1) if (text[begin + i] !== word[i]) wrong += 1;
      if (wrong === 1) return true;
    }
    return false;
  }

  // The pages of words that a piece of the query is but for one character: {page, cover}. The word must be most of it.
  function nearTo(pieces, leads) {
    var near = function (word) {
      if (word.length < SHORTEST_NAME || word.indexOf("+") >= 0) return false;
      return pieces.some(function (piece) {
        var most = word.length > SHORTEST_NAME ? word.length * 2 - 1 : word.length;
        return !piece.known && piece.text.length <= most && isNear(piece.text, word);
      });
    };
    var found = [];
    leads.answers.concat(leads.units).forEach(function (lead) {
      var words = listed(lead[lead.length - 1]).map(folded).filter(near);
      if (words.length) found.push({ page: lead[0], cover: words[0].length });
    });
    return found;
  }

  window.searchWords = {
    SHORTEST_NAME: SHORTEST_NAME, CHINESE: CHINESE, folded: folded, bare: bare, piecesOf: piecesOf, otherwise: otherwise,
    ledTo: ledTo, nearTo: nearTo, isNear: isNear
  };
})();
