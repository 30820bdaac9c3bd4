// Where a page comes from: what somebody must open who wants it to say something else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "generator/build/inputs.h"
#include "generator/commands/explain_words.h"

namespace generator {

// A text on a page, and the file that words it.
struct PageText {
  std::string key;
  std::string file;
  bool is_own = false;  // the site words it differently from the catalogue
};

// All paths as a person at the command line would open them.
struct PageOrigin {
  std::string path;  // below the public folder: "pingyi/scope/index.html"
  std::string title;
  std::vector<std::string> templates;  // its own first, then those put into it
  std::vector<std::string> content;    // files of the site
  std::vector<PageWords> words;        // of those files, word for word on the page
  std::vector<PageText> texts;         // by key
};

// "/pingyi/scope/", "pingyi/scope" and "pingyi/scope/index.html" name the same page; so does the
// whole address on any server. Nothing if the content or the templates have mistakes, which are
// reported. Fails with `invalid` if there is no such page.
core::Result<std::optional<PageOrigin>> explain_page(const InputPlaces& places,
                                                     const std::string& page,
                                                     core::Diagnostics& diagnostics);

}  // namespace generator
