// The search page: finds pages with the generator's index (generator/search/search_index.h), and fetches
// only those of its files that a query needs. For web views of 2020: no modules, no newer syntax.
(function () {
  "use strict";

  var PAGE_LENGTH = 10;
  var form = document.getElementById("search-form");
  if (!form || !window.fetch || !window.Promise) return;
  var field = document.getElementById("search-query");
  var texts = document.getElementById("search-texts").dataset;
  var status = document.getElementById("search-status");
  var found = document.getElementById("search-found");
  var list = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var none = document.getElementById("search-none");
  var pages = document.getElementById("search-pages");
  var root = form.dataset.index;
  var files = {};       // by name: promises
  var index = null;     // promise
  var turn = 0;         // number of the newest query; older answers are dropped
  var title = document.title;

  // --- terms, as generator/search/search_text.cc has them ---

  function folded(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).toLowerCase();
  }

  var CHINESE = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]|[\ud840-\ud8bf][\udc00-\udfff]/;

  // Pairs of neighbouring Chinese characters (or a single one that stands alone); words of letters
  // and digits; a number with hyphens as one word without them.
  function termsOf(text) {
    var terms = [];
    var add = function (term) { if (terms.indexOf(term) < 0) terms.push(term); };
    var runs = folded(text).match(
      /(?:[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]|[\ud840-\ud8bf][\udc00-\udfff])+|[0-9]+(?:-[0-9]+)+(?![a-z0-9])|[a-z0-9]+/g);
    (runs || []).forEach(function (run) {
      if (!CHINESE.test(run)) return add(run.replace(/-/g, ""));
      var characters = Array.from(run);
      if (characters.length === 1) return add(run);
      for (var i = 0; i + 1 < characters.length; i += 1) add(characters[i] + characters[i + 1]);
    });
    return terms;
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

  // --- files ---

  function fetched(name, cache) {
    return window.fetch(root + name, { cache: cache, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    });
  }

  function fileOf(name) {
    if (!files[name]) {
      files[name] = fetched(name, "default");
      files[name].catch(function () { delete files[name]; });
    }
    return files[name];
  }

  function readIndex() {
    if (!index) {
      index = fetched("index.json", "no-cache");
      index.catch(function () { index = null; });
    }
    return index;
  }

  function termFile(known, term) {
    var number = hashOf(term) >>> (16 - known.bits);
    return fileOf("terms-" + number + "." + known.terms[number] + ".json");
  }

  function rowOf(known, page) {
    var number = Math.floor(page / known.chunk);
    return fileOf("pages-" + number + "." + known.tables[number] + ".json").then(function (table) {
      return table[page % known.chunk];
    });
  }

  // --- ranking ---

  // Adds a term's score to each page that has it: its weight on the page times its rarity.
  function addTerm(known, entry, scores, sure) {
    var rarity = Math.log(1 + (known.pages - entry[0] + 0.5) / (entry[0] + 0.5));
    var page = 0;
    for (var i = 1; i < entry.length; i += 2) {
      page += entry[i];
      var score = scores[page] || (scores[page] = { page: page, sum: 0, terms: 0 });
      score.sum += entry[i + 1] * rarity;
      if (sure) score.terms += 1;
    }
  }

  function ranked(known, terms, entries) {
    var scores = {};
    var needed = 0;
    entries.forEach(function (entry) {
      // The list of a very frequent term is cut to the best pages, so the term is not required,
      // unless it is the only one.
      var whole = !entry || (entry.length - 1) / 2 === entry[0];
      var sure = whole || terms.length === 1;
      if (sure) needed += 1;
      if (entry) addTerm(known, entry, scores, sure);
    });
    var all = Object.keys(scores).map(function (page) { return scores[page]; });
    var full = all.filter(function (one) { return one.terms === needed; });
    var hits = full.length ? full : all.filter(function (one) { return one.terms * 2 >= needed; });
    hits.sort(function (a, b) { return b.terms - a.terms || b.sum - a.sum || a.page - b.page; });
    return { known: known, terms: terms, hits: hits, partly: !full.length };
  }

  function search(terms) {
    return readIndex().then(function (known) {
      return Promise.all(terms.map(function (term) { return termFile(known, term); }))
        .then(function (shards) {
          return ranked(known, terms, terms.map(function (term, i) {
            return Object.prototype.hasOwnProperty.call(shards[i], term) ? shards[i][term] : null;
          }));
        });
    });
  }

  // After a new build the old files may be gone, so the index is read again.
  function searchTwice(terms) {
    return search(terms).catch(function () {
      index = null;
      files = {};
      return search(terms);
    });
  }

  // --- results ---

  function element(name, className, parent) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (parent) parent.appendChild(made);
    return made;
  }

  // Beginning and end of each occurrence of a term; numbers may have hyphens in the text.
  function placesOf(text, terms) {
    var plain = folded(text);
    var places = [];
    terms.forEach(function (term) {
      var pattern = /^[0-9]+$/.test(term) ? term.split("").join("-?") : term;
      var all = new RegExp(pattern, "g");
      for (var hit = all.exec(plain); hit; hit = all.exec(plain)) {
        places.push([hit.index, hit.index + hit[0].length]);
        all.lastIndex = hit.index + 1;
      }
    });
    return places.sort(function (a, b) { return a[0] - b[0]; });
  }

  function addMarked(parent, text, terms) {
    var at = 0;
    var mark = null;
    placesOf(text, terms).forEach(function (place) {
      if (place[1] <= at) return;
      var begin = Math.max(at, place[0]);
      if (begin > at || !mark) {
        parent.appendChild(document.createTextNode(text.slice(at, begin)));
        mark = element("mark", "", parent);
      }
      mark.textContent += text.slice(begin, place[1]);
      at = place[1];
    });
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  // The part of a text with the most different terms close together.
  function excerptOf(text, terms) {
    var LENGTH = 90;
    var places = placesOf(text, terms);
    if (!places.length) return null;
    var best = 0;
    var most = 0;
    places.forEach(function (place, i) {
      var seen = {};
      for (var k = i; k < places.length && places[k][1] <= place[0] + LENGTH - 20; k += 1) {
        seen[text.slice(places[k][0], places[k][1])] = true;
      }
      var count = Object.keys(seen).length;
      if (count > most) { most = count; best = place[0]; }
    });
    var begin = best < LENGTH - 20 && text.length <= LENGTH ? 0 : Math.max(0, best - 20);
    var end = Math.min(text.length, begin + LENGTH);
    return (begin > 0 ? "…" : "") + text.slice(begin, end).trim() + (end < text.length ? "…" : "");
  }

  // The text of a page's main part; the tables only have its opening.
  function wordsOf(address) {
    return window.fetch(address, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (html) {
      var main = new window.DOMParser().parseFromString(html, "text/html").querySelector("main");
      if (!main) return "";
      main.querySelectorAll("h1, svg, select, script, form, noscript").forEach(function (part) {
        part.remove();
      });
      main.querySelectorAll("p, li, dt, dd, td, th, h2, h3, h4, div").forEach(function (block) {
        block.appendChild(document.createTextNode(" "));
      });
      return main.textContent.replace(/\s+/g, " ").trim();
    });
  }

  function showRow(result, row, item) {
    var address = form.dataset.pages + row[0];
    var link = element("a", "", item);
    link.href = address;
    addMarked(link, row[1], result.terms);
    if (row[2].length) element("p", "source", item).textContent = row[2].join(" › ");
    var text = element("p", "", item);
    var excerpt = excerptOf(row[3], result.terms);
    addMarked(text, excerpt || row[3], result.terms);
    if (excerpt || placesOf(row[1], result.terms).length) return;
    wordsOf(address).then(function (words) {
      var better = excerptOf(words, result.terms);
      if (!better) return;
      text.textContent = "";
      addMarked(text, better, result.terms);
    }).catch(function () { /* the opening stays */ });
  }

  function showMore(result, from, mine) {
    var next = result.hits.slice(from, from + PAGE_LENGTH);
    return Promise.all(next.map(function (hit) { return rowOf(result.known, hit.page); }))
      .then(function (rows) {
        if (mine !== turn) return;
        rows.forEach(function (row) { showRow(result, row, element("li", "", list)); });
        var shown = from + rows.length;
        more.hidden = shown >= result.hits.length;
        more.onclick = function () {
          showMore(result, shown, mine).then(function () {
            var first = list.children[shown];
            if (first) first.querySelector("a").focus();
          }).catch(fail);
        };
      });
  }

  function clear() {
    list.textContent = "";
    found.hidden = true;
    none.hidden = true;
    more.hidden = true;
    pages.hidden = false;
  }

  function fail() {
    clear();
    status.textContent = texts.failed;
  }

  function show(result, mine) {
    if (mine !== turn) return null;
    var count = result.hits.length;
    if (!count) {
      status.textContent = texts.none;
      none.hidden = false;
      return null;
    }
    var key = result.partly ? "partly" : "count";
    return showMore(result, 0, mine).then(function () {
      if (mine !== turn) return;
      status.textContent = texts[key + "Before"] + " " + count + " " + texts[key + "After"];
      found.hidden = false;
      pages.hidden = true;
    });
  }

  function run(query) {
    turn += 1;
    var mine = turn;
    var terms = termsOf(query);
    clear();
    document.title = query ? query + " - " + title : title;
    status.textContent = !query ? "" : terms.length ? texts.working : texts.tooShort;
    if (!terms.length) return;
    searchTwice(terms).then(function (result) { return show(result, mine); })
      .catch(function () { if (mine === turn) fail(); });
  }

  function asked() {
    return (new window.URLSearchParams(window.location.search).get("q") || "").slice(0, 100);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = field.value.trim();
    var address = query ? "?q=" + encodeURIComponent(query) : window.location.pathname;
    window.history.pushState(null, "", address);
    run(query);
  });
  window.addEventListener("popstate", function () {
    field.value = asked();
    run(field.value);
  });
  form.hidden = false;
  field.value = asked();
  if (field.value) run(field.value);
})();
