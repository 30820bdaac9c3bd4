// A file that a person sends: scanned for viruses, inspected and cleaned, before anything else sees
// it.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include "handler/files/file_type.h"

namespace handler::files {

enum class Scan { clean, not_scanned };

// How files are looked at.
struct Inspection {
  std::filesystem::path cleaner;        // the program file_cleaner; "": the one beside this program
  std::filesystem::path clamd;          // the Unix socket of clamd; "": no file is scanned
  std::size_t most_bytes = kMostBytes;  // never more than kMostBytes
  std::chrono::milliseconds longest{20'000};  // for the scanner, and again for the cleaner
};

// A file as it may be kept and shown. A picture says nothing but its pixels and its orientation; a
// PDF is unchanged.
struct CleanFile {
  FileType type = FileType::jpeg;
  std::string bytes;
  int width = 0;  // of a picture, before it is turned; 0: a PDF
  int height = 0;
  Scan scanned = Scan::not_scanned;
};

// Scans the bytes as they were sent, then has them inspected and cleaned in a process of its own,
// which sees nothing but these bytes. Takes tens of milliseconds, at most twice `longest`, and
// keeps one copy of the file beside `bytes`. Each failure of the scanner or the process is
// Unfit::not_checked, never a clean file. Blocking; thread-safe.
std::variant<CleanFile, Unfit> clean(std::string_view bytes, const Inspection& how);

// Whether the cleaning program works here: a picture of one pixel comes back from it.
bool cleaner_works(const Inspection& how);

}  // namespace handler::files
