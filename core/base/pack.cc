// Writes packs, and reads single pieces of them.
#include "core/base/pack.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/quick_hash.h"
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

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string packed(const Pieces& pieces) {
  std::string index;
  for (const auto& [name, bytes] : pieces) {
    index +=
        fmt::format("{}-{} {} {}\n", hash_digits(bytes), quick_hash(bytes), bytes.size(), name);
  }
  std::string pack = head_of(hash_digits(index), index.size()) + index;
  for (const auto& [name, bytes] : pieces) pack += bytes;
  return pack;
}

std::string name_of_pack(std::string_view packed) {
  return std::string(packed.substr(0, kNameDigits));
}

// An open file stays readable after its name is removed.
class Pack::Opened {
 public:
  struct Place {
    std::string_view name;   // in the index, as all views
    std::string_view hash;   // the digits
    std::string_view quick;  // decimal; empty: a build of before 2026-12 wrote none
    std::uint64_t offset = 0;
    std::size_t bytes = 0;

    bool has(std::string_view piece) const {
      return quick.empty() ? hash_digits(piece) == hash : quick_hash(piece) == number_in(quick);
    }
  };

  explicit Opened(std::filesystem::path path)
      : path_(std::move(path)), number_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (number_ >= 0) ::close(number_);
  }

  bool ok() const { return number_ >= 0; }
  const std::filesystem::path& path() const { return path_; }

  // Fewer bytes if the file ends earlier.
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

  // False if the file is not the pack of that name.
  bool read_index(std::string_view name) {
    const std::string head = read(0, kHeadBytes);
    std::string_view rest = head;
    take_until(rest, ' ');
    const std::size_t index_bytes = number_in(take_until(rest, '\n'));
    index_ = read(kHeadBytes, std::min(index_bytes, kMostIndex));
    if (head != head_of(name, index_.size()) || hash_digits(index_) != name) return false;
    std::uint64_t offset = kHeadBytes + index_.size();
    for (rest = index_; !rest.empty();) {
      std::string_view quick = take_until(rest, ' ');
      const std::string_view hash = take_until(quick, '-');
      const std::size_t bytes = number_in(take_until(rest, ' '));
      places_.push_back({take_until(rest, '\n'), hash, quick, offset, bytes});
      offset += bytes;
    }
    return true;
  }

  // The first place of this name or behind it.
  auto lower_bound(std::string_view name) const {
    return std::ranges::lower_bound(places_, name, {}, &Place::name);
  }
  auto end() const { return places_.end(); }
  const Place* find(std::string_view name) const {
    const auto found = lower_bound(name);
    return found == end() || found->name != name ? nullptr : &*found;
  }

 private:
  std::filesystem::path path_;
  int number_;
  std::string index_;
  std::vector<Place> places_;  // by name, as packed() writes them
};

Result<Pack> Pack::open(const std::filesystem::path& path, std::string_view name) {
  auto opened = std::make_shared<Opened>(path);
  if (!opened->ok()) return system_failure("open", path);
  if (!opened->read_index(name))
    return Failure{FailureCode::corrupt, path.string() + " was changed by hand"};
  return Pack(std::move(opened));
}

bool Pack::has(std::string_view piece) const {
  return opened_->find(piece) != nullptr;
}

std::vector<std::string> Pack::names_below(std::string_view folder) const {
  std::vector<std::string> names;
  for (auto at = opened_->lower_bound(folder); at != opened_->end(); ++at) {
    if (!at->name.starts_with(folder)) break;
    names.emplace_back(at->name);
  }
  return names;
}

Result<std::string> Pack::read(std::string_view piece) const {
  const Opened::Place* place = opened_->find(piece);
  if (place == nullptr) {
    return Failure{FailureCode::not_found,
                   fmt::format("{} holds no {}", opened_->path().string(), piece)};
  }
  std::string bytes = opened_->read(place->offset, place->bytes);
  if (place->has(bytes)) return bytes;
  return Failure{FailureCode::corrupt,
                 fmt::format("{} was changed by hand ({})", opened_->path().string(), piece)};
}

}  // namespace core
