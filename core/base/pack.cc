// Writes packs, and reads single pieces of them.
#include "core/base/pack.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace core {
namespace {

constexpr std::size_t kNameDigits = 32;
constexpr std::size_t kHeadBytes = kNameDigits + 12;  // name, blank, ten digits, line end
constexpr std::size_t kMostIndex = 1u << 24;

std::string head_of(std::string_view name, std::size_t index_bytes) {
  return fmt::format("{} {:010}\n", name, index_bytes);
}

std::string hash_digits(std::string_view bytes) {
  return to_hex(hash(bytes)).substr(0, kNameDigits);
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string packed(const Pieces& pieces) {
  std::string index;
  for (const auto& [name, bytes] : pieces) {
    index += fmt::format("{} {} {}\n", hash_digits(bytes), bytes.size(), name);
  }
  std::string pack = head_of(hash_digits(index), index.size()) + index;
  for (const auto& [name, bytes] : pieces) pack += bytes;
  return pack;
}

std::string name_of_pack(std::string_view packed) {
  return std::string(packed.substr(0, kNameDigits));
}

// An open file stays readable after its name is removed.
class Pack::File {
 public:
  explicit File(const std::filesystem::path& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (number_ >= 0) ::close(number_);
  }

  bool ok() const { return number_ >= 0; }
  // Returns fewer bytes if the file ends earlier.
  std::string read(std::uint64_t offset, std::size_t bytes) const {
    std::string read(bytes, '\0');
    std::size_t done = 0;
    while (done < bytes) {
      const ssize_t count =
          ::pread(number_, read.data() + done, bytes - done, static_cast<off_t>(offset + done));
      if (count <= 0) break;
      done += static_cast<std::size_t>(count);
    }
    read.resize(done);
    return read;
  }

 private:
  int number_;
};

Result<Pack> Pack::open(const std::filesystem::path& path, std::string_view name) {
  Pack pack;
  pack.path_ = path;
  pack.file_ = std::make_shared<const File>(path);
  if (!pack.file_->ok()) return system_failure("open", path);
  const std::string head = pack.file_->read(0, kHeadBytes);
  std::string_view rest = head;
  take_until(rest, ' ');
  const std::size_t index_bytes = number_in(take_until(rest, '\n'));
  const std::string index = pack.file_->read(kHeadBytes, std::min(index_bytes, kMostIndex));
  if (head != head_of(name, index.size()) || hash_digits(index) != name) {
    return Failure{FailureCode::corrupt, path.string() + " was changed by hand"};
  }
  std::uint64_t offset = kHeadBytes + index.size();
  for (rest = index; !rest.empty();) {
    const std::string digits(take_until(rest, ' '));
    const std::size_t bytes = number_in(take_until(rest, ' '));
    pack.places_.emplace(take_until(rest, '\n'), Place{offset, bytes, digits});
    offset += bytes;
  }
  return pack;
}

std::vector<std::string> Pack::names_below(std::string_view folder) const {
  std::vector<std::string> names;
  for (auto at = places_.lower_bound(folder); at != places_.end(); ++at) {
    if (!at->first.starts_with(folder)) break;
    names.push_back(at->first);
  }
  return names;
}

Result<std::string> Pack::read(std::string_view piece) const {
  const auto found = places_.find(piece);
  if (found == places_.end()) {
    return Failure{FailureCode::not_found, fmt::format("{} holds no {}", path_.string(), piece)};
  }
  std::string bytes = file_->read(found->second.offset, found->second.bytes);
  if (hash_digits(bytes) == found->second.hash) return bytes;
  return Failure{FailureCode::corrupt,
                 fmt::format("{} was changed by hand ({})", path_.string(), piece)};
}

}  // namespace core
