// Files in a form: lists what is chosen, takes one off again, and makes large photos smaller before they
// are sent. The form works without it. For web views of 2020: no newer syntax.
(function () {
  "use strict";

  // Pixels of the longer and of the shorter side: a long screenshot stays as wide as a screen.
  var LONGER = 1600;
  var SHORTER = 1080;
  var MEGABYTE = 1024 * 1024;
  var LARGE = MEGABYTE;
  var JPEG = "image/jpeg";
  var PATIENCE = 60000;  // milliseconds until a form may be sent again
  // Without this a browser draws photos as the camera lay, and they are turned here.
  var upright = !!window.CSS && CSS.supports("image-orientation", "from-image");
  // How a photo is turned for each orientation of EXIF: the matrix, and whether its last two numbers
  // are multiples of the width and of the height.
  var TURNS = {
    2: [-1, 0, 0, 1, 1, 0], 3: [-1, 0, 0, -1, 1, 1], 4: [1, 0, 0, -1, 0, 1], 5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, 1, 0], 7: [0, -1, -1, 0, 1, 1], 8: [0, -1, 1, 0, 0, 1]
  };

  function transfer() {
    try { return new DataTransfer(); } catch (missing) { return null; }
  }

  // What `method` of a reader makes of the file, or null.
  function read(file, method) {
    return new Promise(function (done) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = function () { done(null); };
      reader[method](file);
    });
  }

  // The orientation in the EXIF block that begins at `start` (EXIF 2.3, tag 0x0112).
  function orientationIn(view, start) {
    var little = view.getUint16(start) === 0x4949;
    var at = start + view.getUint32(start + 4, little);
    for (var left = view.getUint16(at, little); left > 0; left -= 1, at += 12) {
      if (view.getUint16(at + 2, little) === 0x0112) return view.getUint16(at + 10, little);
    }
    return 1;
  }

  // The orientation of a photo, 1 to 8: 1 stands upright. Throws on a file that breaks off.
  function orientationOf(buffer) {
    var view = new DataView(buffer);
    if (view.getUint16(0) !== 0xffd8) return 1;
    for (var at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
      var marker = view.getUint16(at);
      if (marker < 0xffe0) return 1;
      if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return orientationIn(view, at + 10);
    }
    return 1;
  }

  function turnOf(file) {
    if (upright) return Promise.resolve(1);
    return read(file.slice(0, MEGABYTE), "readAsArrayBuffer").then(orientationOf);
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
  function drawn(image, scale, orientation) {
    var canvas = document.createElement("canvas");
    var width = Math.round(image.naturalWidth * scale);
    var height = Math.round(image.naturalHeight * scale);
    var turn = TURNS[orientation];
    var lay = turn && orientation > 4;
    canvas.width = lay ? height : width;
    canvas.height = lay ? width : height;
    var pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    if (turn) {
      pen.setTransform(turn[0], turn[1], turn[2], turn[3], turn[4] * canvas.width, turn[5] * canvas.height);
    }
    pen.drawImage(image, 0, 0, width, height);
    image.removeAttribute("src");
    return canvas;
  }

  function smaller(file, image, orientation) {
    if (!image) return file;
    var longer = Math.max(image.naturalWidth, image.naturalHeight);
    var shorter = Math.min(image.naturalWidth, image.naturalHeight);
    var scale = Math.min(1, Math.max(LONGER / longer, SHORTER / shorter));
    return new Promise(function (done) {
      drawn(image, scale, orientation).toBlob(function (blob) {
        if (!blob || blob.size >= file.size) return done(file);
        done(new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: JPEG }));
      }, JPEG, 0.85);
    });
  }

  // A data address: the pages allow no images from blob addresses.
  function shrunk(file) {
    if (file.size <= LARGE || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
    return turnOf(file).then(function (orientation) {
      return read(file, "readAsDataURL").then(opened)
        .then(function (image) { return smaller(file, image, orientation); });
    }).catch(function () { return file; });
  }

  function inWords(size) {
    var kilobytes = Math.ceil(size / 1024);
    return kilobytes < 1024 ? kilobytes + " KB" : Math.round(kilobytes / 102.4) / 10 + " MB";
  }

  function add(tag, parent) { return parent.appendChild(document.createElement(tag)); }

  function improve(box) {
    var input = box.querySelector("input[type=file]");
    var form = input.form;
    var consent = form.querySelector("[name=files_consent]");
    var list = add("ul", box);
    var status = add("p", box);
    var kept = [];
    var ready = Promise.resolve();
    var working = 0;  // choices whose photos are not ready yet
    var waiting = false;  // the form was sent before they were
    status.setAttribute("role", "status");

    // What is wrong with the files that are kept, or "": said before they travel.
    function mistake() {
      var said = box.dataset;
      var sum = kept.reduce(function (bytes, file) { return bytes + file.size; }, 0);
      if (kept.length > said.most) return said.tooMany;
      if (kept.some(function (file) { return file.size > said.each * MEGABYTE; })) return said.tooLarge;
      return said.room && sum > said.room ? said.tooMuch : "";
    }

    function show() {
      input.setCustomValidity(mistake());
      consent.required = kept.length > 0;
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
      working += 1;
      status.textContent = box.dataset.preparing;
      // One after the other: a photo in memory takes many times the size of its file.
      chosen.forEach(function (file) {
        ready = ready.then(function () { return shrunk(file); })
          .then(function (made) { kept.push(made); });
      });
      ready = ready.then(function () {
        working -= 1;
        if (!working) status.textContent = "";
        put();
      });
    }

    function send() {
      // A form without files is sent urlencoded, so it takes no upload turn.
      form.enctype = input.files.length ? "multipart/form-data" : "application/x-www-form-urlencoded";
      if (input.files.length) {
        status.textContent = box.dataset.sending;
        add("progress", status).setAttribute("aria-label", box.dataset.sending);
      }
      // An upload that was stopped leaves the page as it is.
      setTimeout(function () { rest(false); }, PATIENCE);
    }

    function rest(resting) {
      form.querySelectorAll("button[type=submit]").forEach(function (button) {
        button.disabled = resting;
      });
    }

    // Sends the form when no choice is left to work on, unless something is wrong with the files.
    function sendWhenReady() {
      ready.then(function () {
        if (working) return sendWhenReady();
        waiting = false;
        rest(false);
        if (!form.reportValidity()) return;
        send();
        rest(true);
        HTMLFormElement.prototype.submit.call(form);
      });
    }

    input.addEventListener("change", take);
    form.addEventListener("submit", function (event) {
      if (working) {
        event.preventDefault();
        if (!waiting) sendWhenReady();
        waiting = true;
        return rest(true);
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
