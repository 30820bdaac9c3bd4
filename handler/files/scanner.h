// The virus scanner clamd, asked at its Unix socket with the commands of clamd(8).
#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

namespace handler::files {

enum class ScanResult {
  clean,
  infected,
  failed,  // it cannot be reached, did not answer in time, or could not scan: nothing is known
};

// Asks clamd about the bytes (INSTREAM). A file above its StreamMaxLength is `failed`. Blocking;
// thread-safe.
ScanResult scan(const std::filesystem::path& socket, std::string_view bytes,
                std::chrono::milliseconds longest);

// Whether it answers at all (PING).
bool scanner_answers(const std::filesystem::path& socket, std::chrono::milliseconds longest);

}  // namespace handler::files
