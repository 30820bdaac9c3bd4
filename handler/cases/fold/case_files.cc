// Reads the files out of events.
#include "handler/cases/fold/case_files.h"

#include <algorithm>
#include <charconv>

#include "core/base/contains.h"

namespace handler::cases {
namespace {

constexpr std::string_view kFile = "file";

FileOf owner_of(const Event& event) {
  using Type = EventType;
  static constexpr Type kOfReporter[] = {Type::submitted, Type::supplemented, Type::materials_sent};
  if (core::contains(kOfReporter, event.type)) return FileOf::reporter;
  return event.actor.role == core::Role::unit ? FileOf::unit : FileOf::office;
}

// What the reporter reads the words of, with its files. Of an answer to the window the reporter
// reads only what the window then says.
bool is_told(const Event& event) {
  if (event.type == EventType::fed_back) return true;
  return event.type == EventType::progress_reported && !switch_in(event.data, "waits");
}

CaseFile file_in(const Event& event, std::string_view field, const core::Json& reference) {
  CaseFile file{.seq = event.seq,
                .event = event.type,
                .field = std::string(field),
                .part = reference.at("part").get<std::int64_t>(),
                .of = owner_of(event),
                .by = event.actor,
                .for_reporter = is_told(event)};
  return file;
}

template <class Counts>
FileSum sum_of(const std::vector<CaseFile>& files, const Counts& counts) {
  FileSum sum;
  for (const CaseFile& file : files) {
    if (!file.stands() || !counts(file)) continue;
    ++sum.count;
    sum.bytes += file.bytes;
  }
  return sum;
}

}  // namespace

std::string to_text(const FileFacts& facts) {
  return facts.type + ":" + std::to_string(facts.bytes);
}

std::optional<FileFacts> file_facts(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  FileFacts facts{.type = std::string(text.substr(0, colon))};
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), facts.bytes);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return facts;
}

std::string file_field(std::size_t index) {
  return std::string(kFile) + std::to_string(index + 1);
}

void add_files(std::vector<CaseFile>& files, const Event& event) {
  const std::vector<std::string> listed = texts_in(event.data, kFiles);
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const std::string field = file_field(i);
    const auto reference = event.data.find(field);
    if (reference == event.data.end() || !reference->is_object() || !reference->contains("part"))
      continue;
    CaseFile file = file_in(event, field, *reference);
    if (const std::optional<FileFacts> facts = file_facts(listed[i])) {
      file.type = facts->type;
      file.bytes = facts->bytes;
    }
    files.push_back(std::move(file));
  }
}

CaseFile* file_of(std::vector<CaseFile>& files, const core::Json& data) {
  const std::int64_t seq = number_in(data, "of");
  const std::string field = text_in(data, "field");
  const auto found = std::ranges::find_if(
      files, [&](const CaseFile& file) { return file.seq == seq && file.field == field; });
  return found == files.end() ? nullptr : &*found;
}

FileSum standing_files(const std::vector<CaseFile>& files) {
  return sum_of(files, [](const CaseFile&) { return true; });
}

FileSum standing_files_of_reporter(const std::vector<CaseFile>& files) {
  return sum_of(files, [](const CaseFile& file) { return file.of == FileOf::reporter; });
}

}  // namespace handler::cases
