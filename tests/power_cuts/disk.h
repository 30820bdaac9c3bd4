// A disk as it is allowed to be: writes since the last sync may reach it in any order, in part, or
// not at all.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace power {

// The same numbers for the same seed, with every compiler and library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // From 0 to `most` - 1; `most` is not 0.
  std::uint64_t below(std::uint64_t most) { return engine_() % most; }
  bool one_in(std::uint64_t most) { return below(most) == 0; }

 private:
  std::mt19937_64 engine_;
};

// A sector is written whole or not at all; a write of several sectors may be torn between them.
inline constexpr std::size_t kSector = 512;

// What a power cut does to all that was not synced.
struct Fate {
  enum class Rule {
    nothing,     // none of it reached the disk
    everything,  // all of it did
    in_order,    // all until one operation did, which may be torn, and none after it
    scattered,   // each sector for itself: any of the states that it had since the sync
  };
  Rule rule = Rule::nothing;
  std::int64_t until = 0;   // in_order: the number of the last operation
  std::uint64_t share = 4;  // scattered: of eight sectors so many are not as they were
};

// The bytes of one file.
class File {
 public:
  explicit File(std::string safe = {}) : safe_(safe), now_(std::move(safe)) {}

  // `at` numbers the operations of the whole disk.
  void write(std::int64_t at, std::size_t offset, std::string_view bytes);
  void resize(std::int64_t at, std::size_t size);
  void sync();
  std::string after_cut(const Fate& fate, Dice& dice) const;
  // The operations that are not synced, numbered; nothing is added if all are.
  void add_waiting(std::vector<std::int64_t>& operations) const;

 private:
  struct Version {
    std::int64_t at = 0;
    std::string bytes;  // of the whole sector, with zeros behind the end of the file
  };
  struct Size {
    std::int64_t at = 0;
    std::size_t size = 0;
  };
  static const Version* survivor(const std::vector<Version>& versions, const Fate& fate,
                                 Dice& dice);
  std::size_t size_after(const Fate& fate, Dice& dice) const;

  std::string safe_;  // as of the last sync
  std::string now_;
  std::map<std::size_t, std::vector<Version>> versions_;  // since then, oldest first
  std::vector<Size> sizes_;                               // likewise
  std::size_t least_ = std::string::npos;                 // the smallest of them
};

using Files = std::map<std::string, std::string>;

// The files of one folder, by name. That a file is there, or no longer there, also waits for a
// sync. Not thread-safe.
class Disk {
 public:
  // These files are safe.
  explicit Disk(const Files& files = {});

  bool has(const std::string& name) const;
  // Makes an empty file unless one of that name is there.
  void make(const std::string& name);
  // The file of these is there.
  void write(const std::string& name, std::size_t offset, std::string_view bytes);
  void resize(const std::string& name, std::size_t size);
  void sync(const std::string& name);
  void remove(const std::string& name);
  // As fsync() of the folder: which names are there is safe from now on.
  void sync_names();

  // What the dice decide that a power cut leaves; `said` tells it in a few words.
  Files after_cut(Dice& dice, std::string& said) const;

 private:
  // What a name stood for since the folder was synced, oldest first; nullptr: for no file.
  using Holders = std::vector<std::shared_ptr<File>>;
  Fate draw(Dice& dice) const;

  std::map<std::string, Holders> names_;
  std::int64_t operations_ = 0;
};

}  // namespace power
