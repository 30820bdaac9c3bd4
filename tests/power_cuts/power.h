// The power of the disk below SQLite: while a Power lives, the files of one folder stand on a Disk
// that forgets.
//
// SQLite is given another file system (a VFS), as the default of the whole process; the store opens
// its files as it always does. Reading, locking and shared memory are those of the real file
// system. Every write, cut of length, sync, new name and removed name is noted on the Disk as well,
// and counts as one step. No real file is synced: what the machine of the test does when its power
// fails is not what is tested.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/power_cuts/disk.h"

namespace power {

// One at a time. Its own functions are thread-safe against SQLite's calls.
class Power {
 public:
  // All that the folder holds now is safe. A disk that lies says that it has synced and has not.
  Power(const std::filesystem::path& folder, std::uint64_t seed, bool lies = false);
  ~Power();
  Power(const Power&) = delete;
  Power& operator=(const Power&) = delete;

  // Cuts the power during the step with this number, counted from now, from 1.
  void cut_after(std::int64_t steps);
  // Cuts it now, between two steps. From the cut on every call of SQLite on a file of the folder
  // fails.
  void cut();
  bool is_out() const;
  std::int64_t steps() const;

  // Writes what is left into another folder, which must be empty; close all connections before. The
  // file of shared memory, which SQLite must never believe after a cut, is left out, left over or
  // full of noise. Returns a few words.
  std::string leave(const std::filesystem::path& folder, Dice& dice) const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace power
