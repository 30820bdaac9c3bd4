// The draft: what is typed about the matter stays in this tab until 30 minutes pass without typing.
// Only fields within data-keep, never who reports. For web views of 2020: no newer syntax.
(function () {
  "use strict";

  var LASTS = 30 * 60 * 1000;
  var script = document.currentScript;
  var page = script.getAttribute("data-page");
  var own = script.hasAttribute("data-typed");  // an answer with values of its own
  var root = script.src.replace(/assets\/[^\/]*$/, "");  // one for both editions of the site
  var form = document.querySelector("form.report");
  var box = document.getElementById("draft");  // has the sentences: readers without scripts see none
  var status, line, below, touched, asked, quiet, timer;

  function all(selector, use) { document.querySelectorAll(selector).forEach(use); }

  // Storage may be missing, full or forbidden: then nothing is kept.
  function get(name) {
    try { return sessionStorage.getItem(root + name); } catch (refused) { return null; }
  }
  function put(name, value) {
    try {
      if (value) sessionStorage.setItem(root + name, value);
      else sessionStorage.removeItem(root + name);
      return true;
    } catch (refused) { return false; }
  }

  function read() {
    var draft = null;
    try { draft = JSON.parse(get("draft")); } catch (broken) { /* as none */ }
    var left = draft ? draft.until - Date.now() : 0;
    if (left > 0) return draft;
    put("draft");
    return null;
  }

  function add(tag, parent) { return parent.appendChild(document.createElement(tag)); }

  // "... until 10:42."
  function promise(draft) {
    return box.dataset.line + new Date(draft.until).toTimeString().slice(0, 5) + box.dataset.lineAfter;
  }

  // What was filled in before the mark changed belongs to a report that is finished.
  function mark() { return get("finished") || ""; }
  function finish(id) {
    put("draft");
    put("finished", id);
  }
  var since = history.state && history.state.since;
  if (typeof since !== "string") since = mark();

  // From here on browsers fetch this entry by GET, so Back never offers to send a form again.
  function settle() {
    try { history.replaceState({ since: since }, ""); } catch (refused) { /* stays a POST */ }
  }

  // The region for screen readers always stays; its frame and the button only while something is kept or said.
  function fit() {
    var empty = line.hidden && !status.textContent;
    box.className = empty ? "" : "notice";
    below.hidden = empty;
  }

  function say(what, onTop) {
    status.textContent = what && box.dataset[what];
    if (onTop) form.insertBefore(box, form.firstChild);
    fit();
  }

  function show() {
    var draft = read();
    if (!draft && !line.hidden) say("ended");
    line.hidden = !draft;
    fit();
    clearTimeout(timer);
    if (!draft) return;
    line.textContent = promise(draft);
    timer = setTimeout(show, draft.until - Date.now());
  }

  function ticks(field) { return field.type === "radio" || field.type === "checkbox"; }
  function kept(use) { all("[data-keep] input, [data-keep] select, [data-keep] textarea", use); }

  function save() {
    var values = {};
    kept(function (field) {
      if (ticks(field) ? field.checked : field.value) values[field.name] = field.value;
    });
    var text = JSON.stringify({ until: Date.now() + LASTS, values: values });
    if (!Object.keys(values).length || !put("draft", text)) {
      put("draft");
      line.hidden = true;
    }
    show();
  }

  // site.js shows some questions only with certain answers.
  function tell(field) {
    quiet = true;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    quiet = false;
  }

  function restore() {
    var draft = read();
    var changed = [];
    if (draft) kept(function (field) {
      // An answer in the address, as of a window's sign, is newer.
      if (RegExp("[?&#]" + field.name + "=").test(location.search + location.hash)) return;
      var value = draft.values[field.name] || "";
      var part = ticks(field) ? "checked" : "value";
      var was = field[part];
      field[part] = ticks(field) ? field.value === value : value;
      if (field.selectedIndex < 0) field.value = was;  // this page has no such option
      if (field[part] !== was) changed.push(field);
    });
    changed.forEach(tell);
    if (changed.length) say("restored", true);
    show();
  }

  function empty(why) {
    line.hidden = true;
    if (own) {
      put("says", why);
      return location.replace(form.action);
    }
    form.reset();
    all("form.report [name]", tell);
    say(why);
  }

  function draw() {
    status = add("p", box);
    status.setAttribute("role", "status");
    line = add("p", box);
    line.hidden = true;
    below = add("p", box);
    var button = add("button", below);
    button.type = "button";
    button.className = "button button-second";
    button.textContent = box.dataset.clear;
    button.addEventListener("click", function () {
      asked = !asked;
      if (asked) return say("sure");
      put("draft");
      empty("cleared");
    });
    box.hidden = false;
    fit();
  }

  function listen() {
    ["input", "change"].forEach(function (type) {
      form.addEventListener(type, function () {
        if (quiet) return;
        if (asked) say("");
        asked = false;
        touched = true;
        save();
      });
    });
    document.addEventListener("visibilitychange", show);
  }

  // Runs when browsers have put back what they remember themselves.
  function arrive(event) {
    if (since !== mark()) {
      if (!form) return location.replace(root);
      since = mark();
      settle();
      empty("finished");
      form.insertBefore(box, form.firstChild);
    }
    if (form && (event.persisted || !touched)) restore();
  }

  if (page === "form" && form.action.indexOf(location.origin + "/") === 0) {
    draw();
    listen();
    if (get("says")) say(get("says"), true);
    put("says");
    // A page with mistakes that is shown again may be older than the draft.
    var again = performance.navigation && performance.navigation.type;
    if (own && !(again && read())) save();
    else if (since === mark()) restore();
    if (!own) settle();
    window.addEventListener("pageshow", arrive);
  }
  if (page === "check") window.addEventListener("pageshow", arrive);
  if (page === "check" || own) document.addEventListener("submit", settle, { once: true });

  if (page === "receipt") all("#ticket-number", function (number) {
    // Shown again, the same receipt must not end what was begun after it.
    var id = number.textContent.replace(/ /g, "") % 65521 + "";
    if (id !== mark()) finish(id);
  });
  all("a[data-finish]", function (link) {
    link.addEventListener("click", function () { finish("at " + Date.now()); });
  });
  if (page === "unavailable" && read()) {
    box.textContent = "";
    var link = add("a", box);
    link.href = box.dataset.form;
    link.textContent = box.dataset.link;
    box.appendChild(document.createTextNode(promise(read())));
  }
})();
