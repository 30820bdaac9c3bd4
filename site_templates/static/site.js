// Small improvements; every page works without them.
(function () {
  "use strict";

  // Focuses the list of mistakes, so that screen readers read it first.
  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  // Long rules are folded on the screen and open on paper; without scripts they are open.
  document.querySelectorAll("details.folded").forEach(function (rules) {
    rules.open = false;
    window.addEventListener("beforeprint", function () { rules.open = true; });
  });

  // Replaces the history entry: on a shared computer the next user must not come back to this page.
  document.querySelectorAll("a[data-finish]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      window.location.replace(link.href);
    });
  });

  // Questions that hang on another answer ("kind=matter", or "kind=" for none) are hidden without it.
  // What is filled in stays in sight.
  var hanging = document.querySelectorAll("[data-if]");
  var holds = function (condition) {
    var pair = condition.split("=");
    var input = document.querySelector("[name=" + pair[0] + "]:checked,select[name=" + pair[0] + "]");
    return (input ? input.value : "") === pair[1];
  };
  var isFilled = function (input) {
    return /radio|checkbox/.test(input.type) ? input.checked : input.value;
  };
  var hang = function () {
    hanging.forEach(function (part) {
      part.hidden = !part.getAttribute("data-if").split(" ").some(holds) &&
        ![].some.call(part.querySelectorAll("input,select,textarea"), isFilled);
    });
  };
  if (hanging.length) {
    document.addEventListener("change", hang);
    window.addEventListener("pageshow", hang);
    hang();
  }

  // The generator cannot know on which day a page is read: marks today's entry and hides past ones.
  // China has one time zone, eight hours ahead of UTC.
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  document.querySelectorAll("[data-today] .on-duty").forEach(function (entry) {
    var from = entry.getAttribute("data-from");
    var to = entry.getAttribute("data-to");
    entry.hidden = to < today;
    if (today < from || to < today) return;
    var mark = document.createElement("strong");
    mark.className = "duty-today";
    mark.textContent = document.querySelector("[data-today]").getAttribute("data-today");
    entry.querySelector(".duty-when").appendChild(mark);
  });

  // The filter of the window directory: shows towns and villages whose names contain the input.
  var finder = document.querySelector("[data-finder]");
  if (finder) {
    finder.hidden = false;
    var none = finder.querySelector("[data-finder-none]");
    var jump = document.querySelector(".jump");
    finder.querySelector("input").addEventListener("input", function (event) {
      var typed = event.target.value.trim();
      var any = false;
      document.querySelectorAll("[data-found]").forEach(function (section) {
        var whole = section.querySelector("h2").textContent.indexOf(typed) >= 0;
        var some = false;
        section.querySelectorAll("li").forEach(function (item) {
          item.hidden = !whole && item.textContent.indexOf(typed) < 0;
          some = some || !item.hidden;
        });
        section.hidden = !whole && !some;
        any = any || !section.hidden;
      });
      none.hidden = any;
      if (jump) jump.hidden = typed !== "";
    });
  }

  // A page that asks for a short wait sends its form again by itself. A field may be named "submit".
  var again = document.querySelector("form[data-again]");
  if (again) {
    window.setTimeout(function () { HTMLFormElement.prototype.submit.call(again); }, 2100);
  }

  // A receipt's QR code has the number after "#", which browsers do not send to servers.
  var number = document.getElementById("field-number");
  var carried = /^#n=([0-9]{1,40})$/.exec(window.location.hash);
  if (number && carried && !number.value) {
    number.value = carried[1].replace(/(.{4})(?=.)/g, "$1 ");
    window.history.replaceState(null, "", window.location.pathname);
    number.focus();
  }
})();
