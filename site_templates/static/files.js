// Files in a form: lists what is chosen, takes one off again, and makes large photos smaller before they
// are sent. The form works without it. For web views of 2020: no newer syntax.
(function () {
  "use strict";

  var SIDE = 1600;  // pixels of the longer side
  var LARGE = 1024 * 1024;
  var JPEG = "image/jpeg";
  // Without this a browser draws photos lying on their side: then they stay as they are.
  var upright = !!window.CSS && CSS.supports("image-orientation", "from-image");

  function transfer() {
    try { return new DataTransfer(); } catch (missing) { return null; }
  }

  function read(file) {
    return new Promise(function (done) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = function () { done(""); };
      reader.readAsDataURL(file);
    });
  }

  // The image behind an address, or null.
  function opened(address) {
    return new Promise(function (done) {
      var image = document.createElement("img");
      image.onload = function () { done(image); };
      image.onerror = function () { done(null); };
      image.src = address;
    });
  }

  // White stands behind what a picture leaves open.
  function drawn(image, scale) {
    var canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    var pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function smaller(file, image) {
    var longer = image ? Math.max(image.naturalWidth, image.naturalHeight) : 0;
    if (!longer || (longer <= SIDE && file.size <= LARGE)) return file;
    return new Promise(function (done) {
      drawn(image, Math.min(1, SIDE / longer)).toBlob(function (blob) {
        if (!blob || blob.size >= file.size) return done(file);
        done(new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: JPEG }));
      }, JPEG, 0.85);
    });
  }

  function shrunk(file) {
    if (!upright || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
    return read(file).then(opened).then(function (image) { return smaller(file, image); })
      .catch(function () { return file; });
  }

  function inWords(size) {
    var kilobytes = Math.ceil(size / 1024);
    return kilobytes < 1024 ? kilobytes + " KB" : Math.round(kilobytes / 102.4) / 10 + " MB";
  }

  function add(tag, parent) { return parent.appendChild(document.createElement(tag)); }

  function improve(box) {
    var input = box.querySelector("input[type=file]");
    var form = input.form;
    var list = add("ul", box);
    var status = add("p", box);
    var kept = [];
    var ready = Promise.resolve();
    var working = false;
    status.setAttribute("role", "status");

    function show() {
      list.textContent = "";
      kept.forEach(function (file, place) {
        var item = add("li", list);
        item.textContent = file.name + " " + inWords(file.size) + " ";
        if (!transfer()) return;
        var button = add("button", item);
        button.type = "button";
        button.className = "button button-second";
        button.textContent = box.dataset.drop;
        button.setAttribute("aria-label", box.dataset.drop + " " + file.name);
        button.addEventListener("click", function () {
          kept.splice(place, 1);
          put();
          input.focus();
        });
      });
    }

    // Gives the field the files that are kept.
    function put() {
      var all = transfer();
      if (all) {
        kept.forEach(function (file) { all.items.add(file); });
        input.files = all.files;
      }
      show();
    }

    // A camera gives one photo at a time: what is chosen comes to what is there.
    function take() {
      var chosen = [].slice.call(input.files);
      if (!transfer()) {
        kept = chosen;
        return show();
      }
      working = true;
      ready = ready.then(function () { return Promise.all(chosen.map(shrunk)); })
        .then(function (files) {
          kept = kept.concat(files);
          working = false;
          put();
        });
    }

    function send() {
      // Words alone need no place among those who send files.
      form.enctype = input.files.length ? "multipart/form-data" : "application/x-www-form-urlencoded";
      if (input.files.length) {
        status.textContent = box.dataset.sending;
        add("progress", status);
      }
    }

    function rest(resting) {
      form.querySelectorAll("button[type=submit]").forEach(function (button) {
        button.disabled = resting;
      });
    }

    input.addEventListener("change", take);
    form.addEventListener("submit", function (event) {
      if (working) {
        event.preventDefault();
        rest(true);
        ready.then(function () {
          send();
          HTMLFormElement.prototype.submit.call(form);
        });
        return;
      }
      send();
      setTimeout(function () { rest(true); });
    });
    // Browsers that come back may show the page as it was left.
    window.addEventListener("pageshow", function () {
      status.textContent = "";
      rest(false);
      if (!kept.length && input.files.length) take();
    });
  }

  document.querySelectorAll("[data-files]").forEach(improve);
})();
