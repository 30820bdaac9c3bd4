// The search page: fetches those files of the generator's index (generator/search/search_index.h) that a query needs, and
// shows what search_words.js and search_match.js find in them. For web views of 2020: no modules, no newer syntax.
(function () {
  "use strict";

  var PAGE_LENGTH = 10;
  var MOST_BYTES = 40000;  // what one query may load; pages are fetched for an excerpt within it
  var ROOM = 24000;        // bytes: above them, no other term is looked up
  var NEAR_ROOM = 30000;   // the same for a name with a wrong character
  var TERM_BYTES = 3600;   // of most files of terms
  var TABLE_BYTES = 1500;  // of most tables
  var MOST_LED = 4;        // terms of a query whose words lead somewhere
  var MOST_NEAR = 8;       // titles that are read for a name with a wrong character
  var words = window.searchWords;
  var form = document.getElementById("search-form");
  var match = window.searchMatch;
  if (!form || !words || !match || !window.fetch || !window.Promise) return;
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

  // How many tables, of `most`, can still be read for this query.
  function roomForRows(most) {
    return Math.max(2, Math.min(most, Math.floor((MOST_BYTES - loaded) / TABLE_BYTES)));
  }

  // --- finding ---

  // The terms that are looked up, as many as there is room for, and their entries; null for one that no page has.
  function entriesOf(known, terms, room) {
    var load = function (from) {
      var until = from + Math.max(1, Math.floor((room - loaded) / TERM_BYTES));
      return Promise.all(terms.slice(from, until).map(function (term) { return termFile(known, term); }))
        .then(function (shards) {
          if (until >= terms.length || loaded > room) return shards;
          return load(until).then(function (more) { return shards.concat(more); });
        });
    };
    return load(0).then(function (shards) {
      var entries = shards.map(function (shard, i) {
        return Object.prototype.hasOwnProperty.call(shard, terms[i]) ? shard[terms[i]] : null;
      });
      return { terms: terms.slice(0, shards.length), entries: entries };
    });
  }

  // Finds what the query in other words finds, half a step later; nothing that matches in part.
  function otherHits(known, leads, query, room) {
    var others = words.otherwise(words.bare(query), leads.same).map(function (other) {
      return match.termsOf(words.piecesOf(other, leads, texts), match.MOST_TERMS);
    }).filter(function (other) { return other.length <= room; });
    return others.reduce(function (before, other) {
      return before.then(function (found) {
        if (loaded > ROOM) return found;
        return entriesOf(known, other, ROOM).then(function (looked) {
          if (looked.terms.length < other.length) return found;
          var hits = match.matching(known, looked.terms, looked.entries).filter(function (hit) {
            hit.rank += 0.5;
            return hit.rank < match.NEAR;
          });
          return { hits: found.hits.concat(hits), terms: found.terms.concat(other) };
        });
      });
    }, Promise.resolve({ hits: [], terms: [] }));
  }

  // The pages with a title that has the piece but for one character.
  function pagesNear(known, piece) {
    var most = piece.text.length > words.SHORTEST_NAME ? 3 : 2;
    return entriesOf(known, Array.from(piece.text).slice(0, most), NEAR_ROOM).then(function (looked) {
      var pages = match.likely(known, looked.entries).slice(0, roomForRows(MOST_NEAR + 2) - 1);
      return Promise.all(pages.map(function (page) { return rowOf(known, page); })).then(function (rows) {
        return pages.filter(function (page, i) { return words.isNear(words.bare(rows[i][1]), piece.text); });
      });
    }).then(function (pages) {
      return pages.map(function (page) { return { page: page, cover: piece.text.length }; });
    });
  }

  // The first piece that may be a name with a wrong character: some of its terms are on no page.
  function strangeIn(pieces, looked) {
    return pieces.filter(function (piece) {
      if (piece.known || piece.text.length < words.SHORTEST_NAME) return false;
      return match.termsOfPiece(piece.text).some(function (term) {
        return looked.entries[looked.terms.indexOf(term)] === null;
      });
    })[0];
  }

  function nearHits(known, leads, pieces, looked, led) {
    var meant = led.length ? [] : match.near(known, words.nearTo(pieces, leads));
    var strange = strangeIn(pieces, looked);
    if (meant.length || !strange || loaded > NEAR_ROOM) return Promise.resolve(meant);
    return pagesNear(known, strange).then(function (found) { return match.near(known, found); });
  }

  function searchIn(known, leads, query) {
    var led = match.led(words.ledTo(words.bare(query), leads));
    var pieces = words.piecesOf(query, leads, texts);
    var terms = match.termsOf(pieces, led.length ? MOST_LED : match.MOST_TERMS, led.length > 0);
    return entriesOf(known, terms, ROOM).then(function (looked) {
      var hits = match.matching(known, looked.terms, looked.entries);
      var named = match.namedBy(known, pieces, looked.terms, looked.entries);
      return otherHits(known, leads, query, match.MOST_TERMS + 2 - terms.length).then(function (other) {
        var sure = led.concat(named, other.hits);
        var partly = !led.length && !other.hits.length && (!hits.length || hits[0].rank > match.NEAR);
        var done = function (near) {
          var all = match.ranked(sure.concat(near, hits));
          return { known: known, terms: terms.concat(other.terms), hits: all, partly: partly };
        };
        return hits.length && hits[0].rank < match.NEAR ? done([])
          : nearHits(known, leads, pieces, looked, sure).then(done);
      });
    });
  }

  function search(query) {
    return readIndex().then(function (known) {
      return fileOf("leads-0." + known.leads[0] + ".json").then(function (leads) {
        return searchIn(known, leads, query);
      });
    });
  }

  // After a new build the old files may be gone, so the index is read again.
  function searchTwice(query) {
    return search(query).catch(function () {
      index = null;
      files = {};
      return search(query);
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
    var plain = words.folded(text);
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
    var next = result.hits.slice(from, from + (from ? PAGE_LENGTH : roomForRows(PAGE_LENGTH)));
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
    var some = words.bare(query);
    clear();
    document.title = query ? query + " - " + title : title;
    status.textContent = !query ? "" : some ? texts.working : texts.tooShort;
    if (!some) return;
    searchTwice(query).then(function (result) { return show(result, mine); })
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
