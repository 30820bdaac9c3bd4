// Every visible sentence by its key: the catalogue site_templates/text/zh-CN/*.yaml, with a site's
// own wording over it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/input/yaml_reader.h"

namespace core {

// Immutable after building; thread-safe. Keys are dotted paths of the catalogue's maps:
// "form.phone.label". A text may hold placeholders: "请在{date}下班前答复".
class Texts {
 public:
  using Entries = std::map<std::string, std::string, std::less<>>;

  Texts() : Texts(Entries()) {}
  explicit Texts(Entries entries);

  // A copy in which `overrides` win.
  Texts with(const std::map<std::string, std::string>& overrides) const;

  bool has(std::string_view key) const;
  // A key that is missing is a bug of ours (templates are checked when they are loaded).
  const std::string& get(std::string_view key) const;
  // Replaces placeholders; one without a value is a bug.
  std::string format(std::string_view key,
                     const std::map<std::string, std::string, std::less<>>& values) const;
  const Entries& entries() const { return catalogue_->entries; }

 private:
  // Shared by copies: every page of every site holds its texts.
  struct Catalogue {
    Entries entries;
    std::unordered_map<std::string_view, const std::string*> index;  // into entries
  };

  std::shared_ptr<const Catalogue> catalogue_;
};

// A catalogue as bytes, and back: reading them parses nothing.
std::string texts_as_bytes(const Texts& texts);
Texts texts_from_bytes(std::string_view bytes);

// Reads one file of the catalogue: nested maps of texts.
Texts read_texts(const YamlNode& root, Diagnostics& diagnostics);

// Reads every .yaml file of a folder (site_templates/text/zh-CN) as one catalogue; a key in two
// files is a mistake.
Texts load_texts(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace core
