// Copies the ticket number. Where the browser refuses, the number is selected, so that the user can
// copy it by hand. Old web views included.
(function () {
  "use strict";

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var number = document.getElementById(button.getAttribute("data-copy"));
    var status = button.nextElementSibling;

    var say = function (which) { status.textContent = button.getAttribute("data-" + which); };
    var select = function () {
      var range = document.createRange();
      range.selectNodeContents(number);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    };
    var copySelected = function () {
      select();
      say(document.execCommand("copy") ? "copied" : "selected");
    };

    button.parentNode.hidden = false;
    button.addEventListener("click", function () {
      // Pages without TLS have no clipboard.
      if (!navigator.clipboard) { copySelected(); return; }
      navigator.clipboard.writeText(number.textContent).then(function () { say("copied"); }, copySelected);
    });
  });
})();
