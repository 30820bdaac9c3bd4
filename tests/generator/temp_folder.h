// A temporary folder of one test, and the state of the files in it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include "tests/support/temporary_folder.h"

using tests::TemporaryFolder;

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// What must stay the same for an untouched file: by relative path, inode, mtime and bytes.
using FileStates = std::map<std::string, std::tuple<ino_t, long, long, std::string>>;

inline FileStates states_of(const std::filesystem::path& folder) {
  FileStates states;
  if (!std::filesystem::exists(folder)) return states;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    struct stat state {};
    ::lstat(entry.path().c_str(), &state);
    const std::string bytes = S_ISREG(state.st_mode) ? text_of(entry.path()) : "";
    states[entry.path().lexically_relative(folder).generic_string()] = {
        state.st_ino, state.st_mtim.tv_sec, state.st_mtim.tv_nsec, bytes};
  }
  return states;
}

// The bytes of all files, by relative path.
inline std::map<std::string, std::string> bytes_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> bytes;
  for (const auto& [path, state] : states_of(folder)) bytes[path] = std::get<3>(state);
  return bytes;
}
