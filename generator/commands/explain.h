// Explains where a page comes from: which files to edit in order to change it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "generator/build/inputs.h"
#include "generator/commands/explain_words.h"

namespace generator {

// A text on a page, and the file that contains it.
struct PageText {
  std::string key;
  std::string file;
  bool is_own = false;  // the site has its own wording instead of the catalogue's
};

// All paths are as a person at the command line would open them.
struct PageOrigin {
  std::string path;  // below the public folder: "pingyi/scope/index.html"
  std::string title;
  std::vector<std::string> templates;  // its own first, then its partials
  std::vector<std::string> content;    // files of the site
  std::vector<PageWords> words;        // values of those files that are on the page word for word
  std::vector<PageText> texts;         // by key
};

// `page` may be "/pingyi/scope/", "pingyi/scope", "pingyi/scope/index.html" or the full address on
// any server. Returns nothing if the content or the templates have mistakes, which are reported.
// Fails with `invalid` if there is no such page.
core::Result<std::optional<PageOrigin>> explain_page(const InputPlaces& places,
                                                     const std::string& page,
                                                     core::Diagnostics& diagnostics);

}  // namespace generator
