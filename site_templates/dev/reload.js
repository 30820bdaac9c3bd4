// For authors: reloads the page after each good build, and shows the mistakes of a bad one. Only
// `handler serve --dev` adds this script to pages.
(function () {
  "use strict";
  var first = null;
  var note = null;

  function show(text) {
    if (!note) {
      note = document.createElement("pre");
      note.setAttribute("role", "alert");
      var look = { position: "fixed", left: "0", right: "0", bottom: "0", maxHeight: "60vh", overflow: "auto",
        margin: "0", padding: "16px", background: "#fff", color: "#8a1010", borderTop: "4px solid #8a1010",
        fontSize: "15px", lineHeight: "1.5", whiteSpace: "pre-wrap", zIndex: "99" };
      Object.keys(look).forEach(function (key) { note.style[key] = look[key]; });
      document.body.appendChild(note);
    }
    note.textContent = "没有生成，页面还是原来的样子：\n\n" + text;
  }

  // Called by /.dev/state.js.
  window.banchengDev = function (state) {
    if (first === null) first = state.build;
    if (!state.ok) {
      show(state.text);
    } else if (state.build !== first) {
      window.location.reload();
    }
  };

  // A script element, because the pages' security policy forbids fetch() here.
  function ask() {
    var script = document.createElement("script");
    var again = function () { script.remove(); window.setTimeout(ask, 500); };
    script.onload = again;
    script.onerror = again;
    script.src = "/.dev/state.js?" + Date.now();
    document.head.appendChild(script);
  }
  ask();
}());
