// The search page: fetches those files of the generator's index (generator/search/search_index.h) that a query needs, and
// shows what search_match.js finds in them. For web views of 2020: no modules, no newer syntax.
(function () {
  "use strict";

  var PAGE_LENGTH = 10;
  var MOST_BYTES = 40000;  // what one query may load; pages are fetched for an excerpt within it
  var form = document.getElementById("search-form");
  var match = window.searchMatch;
  if (!form || !match || !window.fetch || !window.Promise) return;
  var field = document.getElementById("search-query");
  var texts = document.getElementById("search-texts").dataset;
  var status = document.getElementById("search-status");
  var found = document.getElementById("search-found");
  var list = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var none = document.getElementById("search-none");
  var pages = document.getElementById("search-pages");
  var root = form.dataset.index;
  var loaded = 0;       // bytes, for the newest query
  var files = {};       // by name: promises
  var index = null;     // promise
  var turn = 0;         // number of the newest query; older answers are dropped
  var title = document.title;

  // --- files ---

  function fetched(name, cache) {
    return window.fetch(root + name, { cache: cache, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.text();
    }).then(function (text) {
      loaded += new window.Blob([text]).size;
      return JSON.parse(text);
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
    var number = match.hashOf(term) >>> (16 - known.bits);
    return fileOf("terms-" + number + "." + known.terms[number] + ".json");
  }

  function rowOf(known, page) {
    var number = Math.floor(page / known.chunk);
    return fileOf("pages-" + number + "." + known.tables[number] + ".json").then(function (table) {
      return table[page % known.chunk];
    });
  }

  // --- finding ---

  function entriesOf(known, terms) {
    return Promise.all(terms.map(function (term) { return termFile(known, term); }))
      .then(function (shards) {
        return terms.map(function (term, i) {
          return Object.prototype.hasOwnProperty.call(shards[i], term) ? shards[i][term] : null;
        });
      });
  }

  // Finds the hits of a query, and those of the same query in other words.
  function searchIn(known, leads, query, terms) {
    var others = match.otherwise(match.bare(query), leads.same).map(match.termsOf).filter(function (other) {
      return terms.length + other.length <= match.MOST_TERMS + 2;
    });
    return Promise.all([terms].concat(others).map(function (some) { return entriesOf(known, some); }))
      .then(function (entries) {
        var led = match.ledTo(match.bare(query), leads);
        var hits = match.matching(known, terms, entries[0]);
        others.forEach(function (other, i) {
          match.matching(known, other, entries[i + 1]).forEach(function (hit) {
            hit.rank += 0.5;
            if (hit.rank < match.PART) led.push(hit);
          });
        });
        var partly = !led.length && hits.length && hits[0].rank === match.PART;
        var marked = others.reduce(function (all, other) { return all.concat(other); }, terms);
        return { known: known, terms: marked, hits: match.ranked(led.concat(hits)), partly: partly };
      });
  }

  function search(query, terms) {
    return readIndex().then(function (known) {
      return fileOf("leads-0." + known.leads[0] + ".json").then(function (leads) {
        return searchIn(known, leads, query, terms);
      });
    });
  }

  // After a new build the old files may be gone, so the index is read again.
  function searchTwice(query, terms) {
    return search(query, terms).catch(function () {
      index = null;
      files = {};
      return search(query, terms);
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
    var plain = match.folded(text);
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
      var page = new window.DOMParser().parseFromString(html, "text/html");
      var part = page.getElementById(address.split("#")[1] || "");
      var main = part ? part.parentNode : page.querySelector("main");
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
    if (loaded + row[4] * 1000 > MOST_BYTES) return;
    loaded += row[4] * 1000;
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
    loaded = 0;
    var mine = turn;
    var terms = match.termsOf(query);
    clear();
    document.title = query ? query + " - " + title : title;
    status.textContent = !query ? "" : terms.length ? texts.working : texts.tooShort;
    if (!terms.length) return;
    searchTwice(query, terms).then(function (result) { return show(result, mine); })
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
