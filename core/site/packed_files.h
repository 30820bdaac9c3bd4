// The files and windows of a published site in its pack: the texts, the parsed trees of those that
// are YAML, and the connected windows, so that a process for one request reads them without
// parsing, inheritance and checks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/pack.h"
#include "core/directory/window_tree.h"
#include "core/input/yaml_reader.h"

namespace core {

struct LoadedSite;

// The name of the piece with a file's text.
std::string text_piece(const std::string& file);

// Reports a damaged piece as an error.
std::optional<std::string> packed_text(const Pack& pack, const std::string& file,
                                       Diagnostics& diagnostics);
std::optional<YamlNode> packed_tree(const Pack& pack, const std::string& file,
                                    Diagnostics& diagnostics);

// The pieces of such a pack: each file's text below "files/", its tree below "trees/".
Pieces pieces_of(const LoadedSite& loaded);

// The windows of such a pack. The main window is read at once, because most pages show only that
// one; the others when one of them is first asked for, which then throws DamagedPiece if they are
// not what was published.
Result<WindowTree> packed_windows(const Pack& pack);

}  // namespace core
