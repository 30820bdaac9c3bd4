// Reads the files of a folder.
#include "tests/generator/temp_folder.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

FileStates states_of(const std::filesystem::path& folder) {
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

std::map<std::string, std::string> bytes_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> bytes;
  for (const auto& [path, state] : states_of(folder)) bytes[path] = std::get<3>(state);
  return bytes;
}
