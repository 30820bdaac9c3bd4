// Every visible text by its key: the catalogue site_templates/text/zh-CN/*.yaml, overridden by a
// site's own wording.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/base/pack.h"
#include "core/input/yaml_reader.h"

namespace core {

// A key that the catalogue lacks. tests/check_names.py finds keys that the code misspells, so the
// catalogue was edited: a build tells its author, and to other programs it is a bug.
struct MissingText : Bug {
  explicit MissingText(std::string_view missing);
  std::string key;
};

// Immutable after building; thread-safe. Keys are dotted paths in the catalogue's maps:
// "form.phone.label". A text may have placeholders: "请在{date}下班前答复".
class Texts {
 public:
  using Entries = std::map<std::string, std::string, std::less<>>;

  Texts() : Texts(Entries()) {}
  explicit Texts(const Entries& entries);

  // The catalogue of a pack that holds the pieces() of another. Each piece is read when one of its
  // texts is asked for; every function then throws DamagedPiece if it is not the one that was
  // published.
  static Texts ready(Pack pack);

  // A copy with `overrides` in place of the catalogue's texts.
  Texts with(const std::map<std::string, std::string>& overrides) const;

  bool has(std::string_view key) const;
  // Throws MissingText for a key that is not there (templates are checked when they are loaded).
  std::string get(std::string_view key) const;
  // Placeholders and their values.
  using Values = std::initializer_list<std::pair<std::string_view, std::string>>;
  // Replaces placeholders; a placeholder without a value is a bug.
  std::string format(std::string_view key, Values values) const;
  // Valid as long as a copy of the texts that it came from.
  struct Entry {
    std::string_view key;
    std::string_view text;
  };
  // Sorted by key.
  std::vector<Entry> entries() const;
  // Those whose keys begin with `head`, with the rest of their keys.
  std::vector<Entry> below(std::string_view head) const;
  std::vector<std::string> keys() const;
  // What a pack needs for ready(): a piece "texts/ROOM" for all keys that begin with "ROOM.".
  Pieces pieces() const;

 private:
  // Shared by copies: every page of every site holds its texts. A process that answers one request
  // makes one each time and needs a few texts of three thousand: the desk's are half of all, so
  // each room is read by itself, and no text is copied out of the bytes before it is asked for.
  class Room;
  struct Catalogue;

  explicit Texts(std::shared_ptr<const Catalogue> catalogue) : catalogue_(std::move(catalogue)) {}

  std::shared_ptr<const Catalogue> catalogue_;
};

// Reads one file of the catalogue.
Texts read_texts(const YamlNode& root, Diagnostics& diagnostics);

// Reads all .yaml files of a folder (site_templates/text/zh-CN) as one catalogue. A key that is in
// two files is a mistake.
Texts load_texts(const std::filesystem::path& folder, Diagnostics& diagnostics);

// Reports a text that a page needs, at the text of the catalogue in `folder` whose key begins most
// like it: there it belongs.
void report_missing_text(const std::filesystem::path& folder, const std::string& key,
                         Diagnostics& diagnostics);

// Reads a site's texts.yaml, which has the same nesting. Errors: a key that the catalogue lacks
// (with "did you mean"), and a placeholder that the catalogue's text does not have. With an empty
// catalogue only the form is checked.
std::map<std::string, std::string> read_text_overrides(const YamlNode& root, const Texts& catalogue,
                                                       Diagnostics& diagnostics);

}  // namespace core
