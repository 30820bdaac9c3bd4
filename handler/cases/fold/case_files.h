// The files of a case as its events tell of them: whose they are, their type and size, and what
// became of each. Their bytes are in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// Keys in the data of events.
inline constexpr std::string_view kFiles = "files";        // "TYPE:BYTES" of each file
inline constexpr std::string_view kInternal = "internal";  // on the withdrawal of a file
inline constexpr std::string_view kLookedFile = "file";    // of a look at one: "12.file1"

// Whose file it is: what the counter adds for the reporter is the reporter's.
enum class FileOf { reporter, unit, office };

// A file that came with an event.
struct CaseFile {
  std::int64_t seq = 0;  // of its event
  EventType event = EventType::submitted;
  std::string field;           // "file1"
  std::int64_t part = 0;       // id
  std::string type;            // "jpeg", "png", "webp", "pdf"
  std::uint64_t bytes = 0;     // 0 if the event does not tell
  FileOf of = FileOf::office;  // whose it is
  Actor by;                    // who sent it; for the reporter's files the reporter or the counter
  bool for_reporter = false;   // the reporter sees it on the ticket page
  bool withdrawn = false;      // taken back: its part is gone
  bool destroyed = false;      // kept long enough, or destroyed on request
  bool released = false;       // the window lets the unit see it

  bool stands() const { return !withdrawn && !destroyed; }
  bool is_picture() const { return type != "pdf"; }
};

// Type and size of a file, as events hold them: "jpeg:123456".
struct FileFacts {
  std::string type;
  std::uint64_t bytes = 0;
};
std::string to_text(const FileFacts& facts);
// nullopt if the text is none.
std::optional<FileFacts> file_facts(std::string_view text);

// "file1" for 0.
std::string file_field(std::size_t index);

// Adds the files of an event, whatever else it changes.
void add_files(std::vector<CaseFile>& files, const Event& event);
// The file that `of` and `field` of an event's data name, or nullptr.
CaseFile* file_of(std::vector<CaseFile>& files, const core::Json& data);

// How many stand, and the sum of their bytes.
struct FileSum {
  int count = 0;
  std::uint64_t bytes = 0;
};
FileSum standing_files(const std::vector<CaseFile>& files);
// Of the reporter's alone.
FileSum standing_files_of_reporter(const std::vector<CaseFile>& files);

}  // namespace handler::cases
