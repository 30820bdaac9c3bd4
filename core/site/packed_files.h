// The files of a published site in its pack: the texts, and the parsed trees of those that are
// YAML.
#pragma once

#include <optional>
#include <string>

#include "core/base/pack.h"
#include "core/input/yaml_reader.h"

namespace core {

struct LoadedSite;

// The names of the pieces with a file's text and its tree.
std::string text_piece(const std::string& file);
std::string tree_piece(const std::string& file);

// Reports a damaged piece as an error.
std::optional<std::string> packed_text(const Pack& pack, const std::string& file,
                                       Diagnostics& diagnostics);
std::optional<YamlNode> packed_tree(const Pack& pack, const std::string& file,
                                    Diagnostics& diagnostics);

// The pieces of such a pack: each file's text below "files/", its tree below "trees/".
Pieces pieces_of(const LoadedSite& loaded);

}  // namespace core
