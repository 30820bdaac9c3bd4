// Many named pieces in one file, of which a reader takes those that it needs: what is published
// ready to be used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core {

using Pieces = std::map<std::string, std::string, std::less<>>;

// The bytes of a pack: a line with its name, an index of lines "HASH BYTES NAME", the pieces. The
// name is a hash of the index, so it stands for every byte.
std::string packed(const Pieces& pieces);
// 32 hex digits.
std::string name_of_pack(std::string_view packed);

// An open file of pieces. Each is checked against its hash when it is read. Thread-safe.
class Pack {
 public:
  // `not_found` if there is no such file, `corrupt` if it is not the pack of this name.
  static Result<Pack> open(const std::filesystem::path& path, std::string_view name);

  bool has(std::string_view piece) const { return places_.contains(piece); }
  // In the order of their names; those that begin with `folder`.
  std::vector<std::string> names_below(std::string_view folder) const;
  Result<std::string> read(std::string_view piece) const;

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::size_t bytes = 0;
    std::string hash;
  };
  class File;

  std::filesystem::path path_;
  std::shared_ptr<const File> file_;
  std::map<std::string, Place, std::less<>> places_;
};

}  // namespace core
