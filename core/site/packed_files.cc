// Names and reads the pieces of a published site's pack.
#include "core/site/packed_files.h"

#include <utility>

#include "core/input/yaml_tree.h"
#include "core/site/packed_windows.h"
#include "core/site/site_loader.h"

namespace core {

std::string text_piece(const std::string& file) {
  return "files/" + file;
}

std::string tree_piece(const std::string& file) {
  return "trees/" + file;
}

std::optional<std::string> packed_text(const Pack& pack, const std::string& file,
                                       Diagnostics& diagnostics) {
  Result<std::string> text = pack.read(text_piece(file));
  if (text) return std::move(*text);
  diagnostics.error({file}, "site.unreadable", text.failure().message);
  return std::nullopt;
}

std::optional<YamlNode> packed_tree(const Pack& pack, const std::string& file,
                                    Diagnostics& diagnostics) {
  const Result<std::string> bytes = pack.read(tree_piece(file));
  std::optional<YamlNode> root;
  if (bytes) root = tree_from_bytes(*bytes);
  if (!root) {
    diagnostics.error({file}, "site.unreadable",
                      bytes ? "the tree is damaged" : bytes.failure().message);
  }
  return root;
}

Pieces pieces_of(const LoadedSite& loaded) {
  Pieces pieces;
  for (const auto& [file, text] : loaded.files) pieces[text_piece(file)] = text;
  for (const auto& [file, tree] : loaded.trees) pieces[tree_piece(file)] = tree;
  pieces[std::string(kWindowsPiece)] = windows_as_bytes(loaded.site.windows);
  return pieces;
}

}  // namespace core
