// Packs: many named pieces in one published file, of which a program reads only those it needs.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace core {

using Pieces = std::map<std::string, std::string, std::less<>>;

// The bytes of a pack: a line with its name, an index of lines "HASH-QUICK_HASH BYTES NAME", the
// pieces. The name is a hash of the index, so it identifies every byte.
std::string packed(const Pieces& pieces);
// The name of a pack, 32 hex digits.
std::string name_of_pack(std::string_view packed);

// Thrown by what reads a pack while it makes a page, if a piece is not the one that was published.
struct DamagedPiece : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An open pack; copies share it. Each piece is checked when it is read, against its quick hash:
// that finds damage, and a forger could write another index too. Packs of builds before 2026-12
// have no quick hashes; they are read, so that a new program can tell what an older one has
// published. Thread-safe.
class Pack {
 public:
  // Fails with `not_found` if there is no such file, `corrupt` if the file is not the pack of that
  // name.
  static Result<Pack> open(const std::filesystem::path& path, std::string_view name);

  bool has(std::string_view piece) const;
  // The names of the pieces that begin with `folder`, sorted.
  std::vector<std::string> names_below(std::string_view folder) const;
  Result<std::string> read(std::string_view piece) const;

 private:
  class Opened;

  explicit Pack(std::shared_ptr<const Opened> opened) : opened_(std::move(opened)) {}

  std::shared_ptr<const Opened> opened_;
};

}  // namespace core
